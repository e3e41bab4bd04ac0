import { foldHistory } from '../../shared/admission/history.ts';
import { settleBy } from '../../shared/credit/counted-by.ts';
import type { Entry } from '../../shared/credit/entry.ts';
import { branchLedger, type CreditLedger } from '../../shared/credit/ledger.ts';
import type { HistoryChange } from '../../shared/credit/settle.ts';
import { isOnTicket, type Operation, type TicketOperation } from '../../shared/operation.ts';
import type { Arrivals } from './arrivals.ts';
import { ticketKey } from './group-key.ts';
import type { RelatedRow } from './related-rows.ts';

/** What operations are settled on. */
export interface SettlingFacts {
  /** As it was before. It stays so. */
  readonly ledger: CreditLedger;
  /** What is known of the tickets and subjects that they are about, in the order of the log. */
  readonly rows: readonly RelatedRow[];
  readonly openArrivals: () => Arrivals;
  /** Credits count no later than at this instant (UTC milliseconds). */
  readonly untilAt: number;
}

export interface SettledBatch {
  readonly ledger: CreditLedger;
  /** What each operation has posted, in their order; undefined for one that could not be settled: it left no trace. */
  readonly entries: readonly (readonly Entry[] | undefined)[];
}

/** Settles operations in their order. One that cannot be settled is left out, and the others go on without it. */
export function settleBatch(facts: SettlingFacts, operations: readonly Operation[]): SettledBatch {
  try {
    const course = openCourse(facts);
    return { entries: operations.map(course.settle), ledger: course.ledger };
  } catch {
    // One has failed half-way. They are settled anew, each on trial first.
    const course = openCourse(facts);
    const entries = operations.map((operation) => (course.canSettle(operation) ? course.settle(operation) : undefined));
    return { entries, ledger: course.ledger };
  }
}

/** A ledger, and the tickets beside it, as operations come one after the other. */
function openCourse({ ledger: before, rows, openArrivals, untilAt }: SettlingFacts) {
  const ledger = branchLedger(before);
  const arrivals = openArrivals();
  const tickets = new Map<string, readonly TicketOperation[]>();
  for (const { operation } of rows) if (isOnTicket(operation)) addToTicket(tickets, operation);

  function changeOf(operation: Operation): HistoryChange | undefined {
    if (!isOnTicket(operation)) return undefined;
    const operations = [...(tickets.get(ticketKey(operation)) ?? []), operation];
    return { operations, history: foldHistory(operations, arrivals.arrivalOf(operation)) };
  }

  return {
    ledger,
    canSettle(operation: Operation): boolean {
      try {
        settleBy(branchLedger(ledger), operation, untilAt, changeOf(operation));
        return true;
      } catch {
        return false;
      }
    },
    settle(operation: Operation): readonly Entry[] {
      const entries = settleBy(ledger, operation, untilAt, changeOf(operation));
      arrivals.keep(operation);
      if (isOnTicket(operation)) addToTicket(tickets, operation);
      return entries;
    },
  };
}

function addToTicket(tickets: Map<string, readonly TicketOperation[]>, operation: TicketOperation): void {
  const key = ticketKey(operation);
  tickets.set(key, [...(tickets.get(key) ?? []), operation]);
}
