import type { Money, TicketDraft } from '../ticket.ts';
import type { ReadingContext, RowProblem, RowReading } from './format.ts';
import { readInstant } from './instant.ts';
import { type DecimalMark, readMoney } from './money.ts';
import { rowError, rowWarning } from './row-problem.ts';
import { type Standing, valid } from './standing.ts';

/** Whether the source has counted the guest in. */
export type Arrival =
  | { readonly kind: 'none' }
  | { readonly kind: 'some-time' }
  | { readonly kind: 'at'; readonly text: string };

export const noArrival: Arrival = { kind: 'none' };
export const arrivedSomeTime: Arrival = { kind: 'some-time' };

export interface PriceCell {
  /** `undefined` where the row ends before its price. */
  readonly text: string | undefined;
  /** ISO 4217, where another column says it. */
  readonly currency: string;
  readonly decimal: DecimalMark;
}

/** What a format found in one row, still as text; `''` where there is nothing. */
export interface RowFacts {
  readonly code: string;
  readonly orderCode: string;
  /** The place within the order, where the source says it. */
  readonly position: number | undefined;
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly phone: string;
  readonly ticketType: string;
  /** `undefined` where the list has no prices: imported tickets are then free (GM-13). */
  readonly price: PriceCell | undefined;
  /** A discount or the kind of ticket makes it free whatever the price says (GM-14). */
  readonly complimentary: boolean;
  /** `undefined` where the status word is unknown. */
  readonly standing: Standing | undefined;
  /** The status word; `undefined` where the row ends before it. */
  readonly statusText: string | undefined;
  readonly arrival: Arrival;
  readonly leftText: string;
  readonly validFromText: string;
  readonly validUntilText: string;
  readonly attention: boolean;
  readonly note: string;
  readonly plusOneOf: string;
  /** Further guests without a row of their own, as a number in text. */
  readonly companionsText: string;
  /** The code of the nth ticket of the row, counted from 1; without it only the first has one. */
  readonly codeOf: ((nth: number) => string) | undefined;
}

export const noFacts: RowFacts = {
  code: '',
  orderCode: '',
  position: undefined,
  name: '',
  email: '',
  company: '',
  phone: '',
  ticketType: '',
  price: undefined,
  complimentary: false,
  standing: valid,
  statusText: '',
  arrival: noArrival,
  leftText: '',
  validFromText: '',
  validUntilText: '',
  attention: false,
  note: '',
  plusOneOf: '',
  companionsText: '',
  codeOf: undefined,
};

const maxCompanions = 200;

/** Turns the facts of the rows of one file, in order, into tickets. */
export type FactsReader = (facts: RowFacts, line: number) => RowReading;

export function factsReader(context: ReadingContext): FactsReader {
  const nextPlace = countPlaces();
  return (facts, line) => readFacts(facts, line, context, nextPlace);
}

function readFacts(facts: RowFacts, line: number, context: ReadingContext, nextPlace: NextPlace): RowReading {
  const party = gatherParty(facts, nextPlace);
  if (party === undefined) return refuse(rowError(line, 'nobody'));
  if (party.companions === undefined) return refuse(rowError(line, 'companions-unreadable', facts.companionsText));
  const { standing, statusText } = facts;
  if (statusText === undefined) return refuse(rowError(line, 'row-too-short'));
  if (standing === undefined) return refuse(rowError(line, 'status-unknown', statusText));
  const price = readPrice(facts, line);
  if (price.kind === 'refused') return refuse(price.problem);
  const validFrom = readInstant(facts.validFromText, context.timeZone);
  if (validFrom.kind === 'unreadable') return refuse(rowError(line, 'date-unreadable', facts.validFromText));
  const validUntil = readInstant(facts.validUntilText, context.timeZone);
  if (validUntil.kind === 'unreadable') return refuse(rowError(line, 'date-unreadable', facts.validUntilText));
  const arrival = readArrival(facts, line, context);

  const shared = {
    ...(party.orderCode === '' ? {} : { orderCode: party.orderCode }),
    ticketType: facts.ticketType,
    fee: price.free ? 'none' : 'per-ticket',
    ...standing,
    ...(validFrom.kind === 'blank' ? {} : { validFromAt: validFrom.at }),
    ...(validUntil.kind === 'blank' ? {} : { validUntilAt: validUntil.at }),
  } as const satisfies Partial<TicketDraft>;
  const first: TicketDraft = {
    ...shared,
    ...(facts.code === '' ? {} : { code: facts.code }),
    position: party.position,
    name: party.name,
    ...(facts.email === '' ? {} : { email: facts.email }),
    ...(facts.company === '' ? {} : { company: facts.company }),
    ...(facts.phone === '' ? {} : { phone: facts.phone }),
    ...(price.money === undefined ? {} : { price: price.money }),
    attention: facts.attention,
    ...(facts.note === '' ? {} : { note: facts.note }),
    ...(facts.plusOneOf === '' ? {} : { plusOneOf: facts.plusOneOf }),
    ...(arrival.at === undefined ? {} : { arrivedAt: arrival.at }),
  };
  const companions = party.companions.map((position, index): TicketDraft => {
    const code = facts.codeOf?.(index + 2) ?? '';
    const plusOneOf = party.name === '' ? {} : { plusOneOf: party.name };
    return { ...shared, ...(code === '' ? {} : { code }), position, name: '', attention: false, ...plusOneOf };
  });
  return { tickets: [first, ...companions], problems: arrival.problems };
}

interface Party {
  readonly name: string;
  readonly orderCode: string;
  readonly position: number;
  /** The places of the accompanying guests; `undefined` where their number cannot be read. */
  readonly companions: readonly number[] | undefined;
}

/**
 * Who stands in a row, `undefined` for nobody. Places are given out before anything can refuse the row, so that the
 * rest of its order keeps its places when the row is put right and the list is imported again.
 */
function gatherParty(facts: RowFacts, nextPlace: NextPlace): Party | undefined {
  const { code, email, ticketType } = facts;
  // A guest of whom only the address is known goes by it.
  const name = facts.name === '' && code === '' && facts.orderCode === '' ? email : facts.name;
  if (name === '' && code === '' && facts.orderCode === '') return undefined;
  const count = readCompanions(facts.companionsText);
  // Guests who share a row are one order; its code stands for it where the list knows no orders.
  const orderCode = facts.orderCode === '' && (count ?? 0) > 0 ? code : facts.orderCode;
  const position = facts.position ?? nextPlace({ ...facts, name }, orderCode);
  const companion = { ...noFacts, ticketType, plusOneOf: name };
  const places = Array.from({ length: count ?? 0 }, () => nextPlace(companion, orderCode));
  return { name, orderCode, position, companions: count === undefined ? undefined : places };
}

function refuse(problem: RowProblem): RowReading {
  return { tickets: [], problems: [problem] };
}

type PriceFact =
  | { readonly kind: 'read'; readonly free: boolean; readonly money: Money | undefined }
  | { readonly kind: 'refused'; readonly problem: RowProblem };

function readPrice({ price, complimentary }: RowFacts, line: number): PriceFact {
  if (price === undefined) return { kind: 'read', free: true, money: undefined };
  if (price.text === undefined) return { kind: 'refused', problem: rowError(line, 'row-too-short') };
  const reading = readMoney(price.text, price.currency, price.decimal);
  switch (reading.kind) {
    case 'unreadable':
      return { kind: 'refused', problem: rowError(line, 'price-unreadable', price.text) };
    case 'blank':
      return { kind: 'read', free: true, money: undefined };
    case 'money':
      return { kind: 'read', free: complimentary || reading.money.minor === 0, money: reading.money };
  }
}

function readCompanions(text: string): number | undefined {
  const digits = /^\+?(?<count>\d{1,6})(?:\.0+)?$/.exec(text === '' ? '0' : text)?.groups?.['count'];
  const count = Number(digits ?? Number.NaN);
  return count <= maxCompanions ? count : undefined;
}

interface ArrivalReading {
  readonly at: number | undefined;
  readonly problems: readonly RowProblem[];
}

function readArrival({ arrival, leftText }: RowFacts, line: number, context: ReadingContext): ArrivalReading {
  if (arrival.kind === 'none') return { at: undefined, problems: [] };
  if (arrival.kind === 'some-time') return { at: context.readAt, problems: [] };
  const reading = readInstant(arrival.text, context.timeZone);
  switch (reading.kind) {
    case 'blank':
      return { at: undefined, problems: [] };
    case 'unreadable':
      return { at: context.readAt, problems: [rowWarning(line, 'arrival-unreadable', arrival.text)] };
    case 'instant': {
      const left = readInstant(leftText, context.timeZone);
      const isOut = left.kind === 'instant' && left.at > reading.at;
      return { at: reading.at, problems: isOut ? [rowWarning(line, 'left-again', leftText)] : [] };
    }
  }
}

/** Who shares a numbering: the tickets of an order; without orders those that nothing but their number tells apart. */
type Alike = Pick<RowFacts, 'name' | 'email' | 'ticketType' | 'plusOneOf' | 'code'>;

type NextPlace = (ticket: Alike, orderCode: string) => number;

function countPlaces(): NextPlace {
  const counted = new Map<string, number>();
  return ({ name, email, ticketType, plusOneOf, code }, orderCode) => {
    if (orderCode === '' && code !== '') return 1;
    const key = orderCode === '' ? `\n${[name, email, ticketType, plusOneOf].join('\n').toLowerCase()}` : orderCode;
    const place = (counted.get(key) ?? 0) + 1;
    counted.set(key, place);
    return place;
  };
}
