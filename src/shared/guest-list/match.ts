import * as v from 'valibot';
import { codeKey } from '../admission/code.ts';
import { type ListId, type TicketId, ticketIdSchema } from '../ids.ts';
import type { Ticket, TicketDraft } from '../ticket.ts';

/** What importing these drafts into an event that has these tickets means. */
export interface Matched {
  readonly issued: readonly Ticket[];
  /** Replace the ticket of the same id. */
  readonly changed: readonly Ticket[];
  readonly unchanged: number;
}

/**
 * Tells new guests from known ones: by ticket code, else by order and position; guests of a list that has neither are
 * matched by name, email and ticket type. Importing a list twice therefore adds nobody. `arrivedOn` is the check-in
 * list on which guests whom the file counts in are in.
 */
export function matchDrafts(existing: Iterable<Ticket>, drafts: readonly TicketDraft[], arrivedOn: ListId): Matched {
  const known = indexTickets(existing);
  const issued: Ticket[] = [];
  const changed: Ticket[] = [];
  let unchanged = 0;
  for (const draft of drafts) {
    const match = keysOf(draft)
      .map((key) => known.byKey.get(key))
      .find((ticket) => ticket !== undefined);
    const ticket: Ticket = {
      ...draft,
      id: match?.id ?? freeId(known.ids, draft),
      ...(draft.arrivedAt === undefined ? {} : { arrivedOn }),
    };
    known.ids.add(ticket.id);
    if (match === undefined) issued.push(ticket);
    else if (isSameTicket(match, ticket)) unchanged += 1;
    else changed.push(ticket);
  }
  return { issued, changed, unchanged };
}

/** How many of these tickets carry no per-ticket fee, and how many do. */
export function countFees(tickets: readonly Pick<Ticket, 'fee'>[]): { readonly free: number; readonly paid: number } {
  const free = tickets.filter(({ fee }) => fee === 'none').length;
  return { free, paid: tickets.length - free };
}

interface KnownTickets {
  readonly ids: Set<TicketId>;
  readonly byKey: Map<string, Ticket>;
}

function indexTickets(tickets: Iterable<Ticket>): KnownTickets {
  const known: KnownTickets = { ids: new Set(), byKey: new Map() };
  for (const ticket of tickets) {
    known.ids.add(ticket.id);
    for (const key of keysOf(ticket)) if (!known.byKey.has(key)) known.byKey.set(key, ticket);
  }
  return known;
}

/** What identifies a ticket, best first. */
function keysOf(draft: TicketDraft): readonly string[] {
  const keys: string[] = [];
  if (draft.code !== undefined) keys.push(`code:${codeKey(draft.code)}`);
  if (draft.orderCode !== undefined) keys.push(`order:${draft.orderCode}#${String(draft.position)}`);
  if (keys.length === 0) {
    const { name, email = '', ticketType, plusOneOf = '', position } = draft;
    keys.push(`guest:${[name, email, ticketType, plusOneOf].join('|').toLowerCase()}#${String(position)}`);
  }
  return keys;
}

/** The best key, told apart from a ticket whose code has changed since it was given the same id. */
function freeId(taken: ReadonlySet<TicketId>, draft: TicketDraft): TicketId {
  const key = (keysOf(draft)[0] ?? '').slice(0, 280);
  for (let attempt = 1; ; attempt += 1) {
    const id = v.parse(ticketIdSchema, attempt === 1 ? key : `${key}~${String(attempt)}`);
    if (!taken.has(id)) return id;
  }
}

function isSameTicket(a: Ticket, b: Ticket): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(ticket: Ticket): string {
  return JSON.stringify(Object.entries(ticket).sort(([a], [b]) => (a < b ? -1 : 1)));
}
