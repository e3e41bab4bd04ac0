import type { TicketId } from '../../shared/ids.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { buildEndings, codeEnding, endingNumber, type EndingTable, phoneEnding } from './ending-table.ts';
import { fold } from './fold.ts';
import { type Collector, prepareCollector } from './matches.ts';
import { sortedOrder } from './sorted-order.ts';
import {
  fileUnderTerm,
  fileUnderText,
  finishTable,
  type GrowingTable,
  growTable,
  replacedGuest,
  type TokenTable,
} from './token-table.ts';
import { joinWord, partsOf, particleJoins, splitAddress, splitWords, termsOfDomain, termsOfWord } from './words.ts';

/** What a guest is found by the beginnings of, best first. */
export const searchedFields = ['name', 'company', 'email', 'code'] as const;
type SearchedField = (typeof searchedFields)[number];

/** A guest list, ready to be searched. Guests are numbered in the order of their names. */
export interface SearchIndex {
  readonly guests: readonly TicketId[];
  readonly tables: Readonly<Record<SearchedField, TokenTable>>;
  /** Ends of the tokens of `tables.code`. */
  readonly codeEndings: EndingTable;
  /** Last digits of the guests' phone numbers. */
  readonly phoneEndings: EndingTable;
  /** Empty between searches. */
  readonly collector: Collector;
}

/** An index to which tickets are being added. */
export interface GrowingIndex {
  readonly guests: TicketId[];
  readonly foldedNames: string[];
  /** The ends of their phone numbers. */
  readonly phones: number[];
  /** The number under which a ticket was filed last. */
  readonly newest: Map<TicketId, number>;
  readonly tables: Readonly<Record<SearchedField, GrowingTable>>;
}

export function growIndex(): GrowingIndex {
  return {
    guests: [],
    foldedNames: [],
    phones: [],
    newest: new Map(),
    tables: mapFields(growTable),
  };
}

function mapFields<T>(make: (field: SearchedField) => T): Readonly<Record<SearchedField, T>> {
  return {
    name: make('name'),
    company: make('company'),
    email: make('email'),
    code: make('code'),
  };
}

/** Adds tickets, or replaces those of the same id. The tickets themselves are not kept. */
export function addTickets(index: GrowingIndex, tickets: readonly Ticket[]): void {
  const { tables } = index;
  for (const ticket of tickets) {
    const guest = index.guests.length;
    const foldedName = fold(ticket.name);
    index.guests.push(ticket.id);
    index.foldedNames.push(foldedName);
    index.phones.push(endingNumber(phoneEnding, ticket.phone ?? ''));
    index.newest.set(ticket.id, guest);
    fileWords(tables.name, guest, ticket.name);
    if (ticket.company !== undefined) fileWords(tables.company, guest, ticket.company);
    if (ticket.email !== undefined) fileAddress(tables.email, guest, ticket.email, foldedName);
    if (ticket.orderCode !== undefined) fileCode(tables.code, guest, ticket.orderCode);
    if (ticket.code !== undefined) fileCode(tables.code, guest, ticket.code);
  }
}

function fileWords(table: GrowingTable, guest: number, text: string): void {
  const words = splitWords(text);
  for (let place = 0; place < words.length; place += 1) {
    fileUnderText(table, guest, words[place] ?? '', termsOfWord, place === 0);
  }
  for (const join of particleJoins(words)) fileUnderText(table, guest, join, termsOfWord, false);
}

/** Most addresses repeat the name; what a word of it begins with finds the guest already. */
function fileAddress(table: GrowingTable, guest: number, email: string, foldedName: string): void {
  const [local, domain] = splitAddress(email);
  for (const part of partsOf(fold(local))) {
    const at = foldedName.indexOf(part);
    const named = at === 0 || (at > 0 && foldedName[at - 1] === ' ');
    if (!named) fileUnderTerm(table, guest, part);
  }
  if (domain !== '') fileUnderText(table, guest, domain, termsOfDomain, true);
}

function fileCode(table: GrowingTable, guest: number, code: string): void {
  const term = joinWord(fold(code));
  if (term !== '') fileUnderTerm(table, guest, term);
}

/** The index of what was added; the growing one is of no more use. */
export function finishIndex(growing: GrowingIndex): SearchIndex {
  const order = orderByName(growing);
  const renumbered = new Int32Array(growing.guests.length).fill(replacedGuest);
  for (let place = 0; place < order.length; place += 1) renumbered[order[place] ?? 0] = place;
  const tables = mapFields((field) => finishTable(growing.tables[field], renumbered));
  return {
    guests: order.map((guest) => growing.guests[guest] as TicketId),
    tables,
    codeEndings: buildEndings(
      codeEnding,
      tables.code.tokens.map((token) => endingNumber(codeEnding, token)),
    ),
    phoneEndings: buildEndings(
      phoneEnding,
      order.map((guest) => growing.phones[guest] ?? 0),
    ),
    collector: prepareCollector(order.length),
  };
}

/** The guests that were not replaced, by name, then as they came; unnamed ones last. */
function orderByName({ foldedNames, newest, guests }: GrowingIndex): readonly number[] {
  const order = Array.from(sortedOrder(foldedNames.map((name) => (name === '' ? '\uffff' : name))));
  if (newest.size === guests.length) return order;
  return order.filter((guest) => newest.get(guests[guest] as TicketId) === guest);
}

/** The index of a list of tickets. */
export function buildIndex(tickets: readonly Ticket[]): SearchIndex {
  const growing = growIndex();
  addTickets(growing, tickets);
  return finishIndex(growing);
}
