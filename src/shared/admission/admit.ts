import type { CheckInList } from '../event.ts';
import type { Ticket } from '../ticket.ts';
import { allowsEntry, type TicketHistory } from './history.ts';
import type { FailedRule, Verdict } from './verdict.ts';

/** Everything a verdict depends on, gathered beforehand. */
export interface AdmissionFacts {
  readonly ticket: Ticket;
  readonly list: CheckInList;
  /** The event's other check-in lists, to say where a ticket type belongs. */
  readonly otherLists: readonly CheckInList[];
  readonly history: TicketHistory;
  /** Guests inside on this list now. */
  readonly insideCount: number;
  /** This ticket's entries on this list since midnight in the event's zone. */
  readonly entriesToday: number;
  /** UTC milliseconds. */
  readonly now: number;
}

/** Decides an entry: the first reason that applies wins, in the order of `refusalCodes`. */
export function admit(facts: AdmissionFacts): Verdict {
  return (
    refuseByStatus(facts) ??
    refuseByTime(facts) ??
    refuseByTicketType(facts) ??
    refuseUnpaid(facts) ??
    refuseByRule(facts) ??
    refuseSecondEntry(facts) ??
    welcome(facts)
  );
}

/** A guest may always leave, as often as scanned; it costs nothing (GM-5). */
export function leave(): Verdict {
  return { outcome: 'exit', code: 'ok' };
}

function refuseByStatus({ ticket }: AdmissionFacts): Verdict | undefined {
  return ticket.status === 'valid' ? undefined : { outcome: 'refuse', code: ticket.status };
}

/** Valid from the first instant (inclusive) until the second (exclusive). */
function refuseByTime({ ticket: { validFromAt, validUntilAt }, now }: AdmissionFacts): Verdict | undefined {
  const tooEarly = validFromAt !== undefined && now < validFromAt;
  const tooLate = validUntilAt !== undefined && now >= validUntilAt;
  if (!tooEarly && !tooLate) return undefined;
  return {
    outcome: 'refuse',
    code: 'invalid_time',
    ...(validFromAt === undefined ? {} : { fromAt: validFromAt }),
    ...(validUntilAt === undefined ? {} : { untilAt: validUntilAt }),
  };
}

function admitsType(list: CheckInList, ticketType: string): boolean {
  return list.ticketTypes === undefined || list.ticketTypes.includes(ticketType);
}

function refuseByTicketType({ ticket: { ticketType }, list, otherLists }: AdmissionFacts): Verdict | undefined {
  if (admitsType(list, ticketType)) return undefined;
  const admittedOn = otherLists.filter((other) => admitsType(other, ticketType)).map((other) => other.name);
  return { outcome: 'refuse', code: 'product', ticketType, admittedOn };
}

function refuseUnpaid({ ticket, list }: AdmissionFacts): Verdict | undefined {
  if (ticket.paid || list.includesPending) return undefined;
  return { outcome: 'refuse', code: 'unpaid', ...(ticket.price === undefined ? {} : { due: ticket.price }) };
}

function refuseByRule(facts: AdmissionFacts): Verdict | undefined {
  const failed = failedRule(facts);
  return failed && { outcome: 'refuse', code: 'rules', failed };
}

/** Rules count entries, not exits; someone already inside takes no further place. */
function failedRule({ list, history, entriesToday, insideCount }: AdmissionFacts): FailedRule | undefined {
  if (list.entriesPerDay !== undefined && entriesToday >= list.entriesPerDay) {
    return { rule: 'entries-per-day', limit: list.entriesPerDay };
  }
  if (list.capacity !== undefined && !history.inside && insideCount >= list.capacity) {
    return { rule: 'capacity', limit: list.capacity };
  }
  return undefined;
}

function refuseSecondEntry({ list, history }: AdmissionFacts): Verdict | undefined {
  const { first: earlier, inside } = history;
  if (earlier === undefined || allowsEntry(list.reentry, { inside, entered: true })) return undefined;
  return { outcome: 'already', code: 'already_redeemed', earlier, inside };
}

function welcome({ ticket }: AdmissionFacts): Verdict {
  if (!ticket.attention && ticket.note === undefined) return { outcome: 'admit', code: 'ok' };
  return { outcome: 'admit', code: 'attention', note: ticket.note ?? '' };
}
