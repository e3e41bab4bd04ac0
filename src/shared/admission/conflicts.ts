import { compareHybridTimes, type HybridTime } from '../clock.ts';
import type { ListId, OperationId, TicketId } from '../ids.ts';
import type { OperationOf } from '../operation.ts';
import type { TicketStatus } from '../ticket.ts';
import type { TicketHistory } from './history.ts';

type CheckIn = OperationOf<'checkIn'>;
type Settlement = OperationOf<'settleConflict'>;

/** Where and of whom a conflict is. */
interface Place {
  readonly listId: ListId;
  readonly ticketId: TicketId;
}

/** Who had let the guest in before: another door, or the guest list itself (UTC milliseconds). */
export type Earlier =
  | { readonly by: 'door'; readonly checkIn: CheckIn }
  | { readonly by: 'guest-list'; readonly arrivedAt: number };

/** What two doors, or a door and the guest list, do not agree on. */
export type Conflict = Place & {
  /** The check-in that it is about: what a settlement names. */
  readonly checkIn: CheckIn;
} & (
    | { readonly kind: 'duplicate'; readonly earlier: Earlier }
    | {
        readonly kind: 'canceled';
        readonly status: 'canceled' | 'blocked';
        /** When the guest list that says so was imported. */
        readonly barredAt: HybridTime;
      }
  );

/** Whether the guest list said so before the guest was let in: the door had not heard of it yet. */
export function wasBarredBefore({ barredAt, checkIn }: Extract<Conflict, { kind: 'canceled' }>): boolean {
  return compareHybridTimes(barredAt, checkIn.at) < 0;
}

/** What decides whether a ticket is in conflict on a list. */
export interface DisputedTicket extends Place {
  readonly history: TicketHistory;
  readonly status: TicketStatus;
  /** When the import was made since which the ticket is cancelled or blocked; undefined while it is not. */
  readonly barredAt: HybridTime | undefined;
  /** When the guest list itself counted the guest in on this list (UTC milliseconds). */
  readonly arrivedAt: number | undefined;
}

/** Whether a ticket of that status lets nobody in any more. */
export function isBarred(status: TicketStatus): status is 'canceled' | 'blocked' {
  return status === 'canceled' || status === 'blocked';
}

/** Whether a ticket with such a history has any conflict: cheap, for it is asked at every scan. */
export function isDisputed(status: TicketStatus, history: TicketHistory): boolean {
  return history.duplicates.length > 0 || (isBarred(status) && history.admissions.length > 0);
}

/**
 * The conflicts of one ticket on one list: every check-in that stands though it found the guest in, and the latest
 * admission of a ticket that has been cancelled or blocked.
 */
export function conflictsOn(ticket: DisputedTicket): readonly Conflict[] {
  const { listId, ticketId, history, status, barredAt } = ticket;
  const conflicts: Conflict[] = history.duplicates.map((checkIn) => ({
    kind: 'duplicate',
    listId,
    ticketId,
    checkIn,
    earlier: earlierThan(checkIn, ticket),
  }));
  const latest = history.admissions.at(-1);
  if (latest !== undefined && barredAt !== undefined && isBarred(status)) {
    conflicts.push({ kind: 'canceled', listId, ticketId, checkIn: latest, status, barredAt });
  }
  return conflicts;
}

/** The admission that a later check-in found. */
function earlierThan({ at }: CheckIn, { history, arrivedAt = 0 }: DisputedTicket): Earlier {
  const before = history.admissions.filter((admission) => compareHybridTimes(admission.at, at) < 0);
  const latest = before.at(-1);
  return latest === undefined ? { by: 'guest-list', arrivedAt } : { by: 'door', checkIn: latest };
}

/** A conflict that somebody has settled; undefined where it is none any more, because a check-in was undone since. */
export interface SettledConflict extends Place {
  readonly target: OperationId;
  readonly conflict: Conflict | undefined;
  /** Earliest first: two may have settled it, each without knowing of the other. */
  readonly settlements: readonly Settlement[];
}

/** All conflicts of an event, the latest ones first. */
export interface ConflictInbox {
  readonly open: readonly Conflict[];
  readonly settled: readonly SettledConflict[];
}

/** A conflict is open until a settlement names its check-in. */
export function sortConflicts(conflicts: readonly Conflict[], settlements: readonly Settlement[]): ConflictInbox {
  const byTarget = new Map(conflicts.map((conflict) => [conflict.checkIn.id, conflict]));
  const settled = new Map<OperationId, SettledConflict>();
  for (const settlement of inOrder(settlements)) {
    const { target, listId, ticketId } = settlement;
    const before = settled.get(target)?.settlements ?? [];
    // What was settled last comes last.
    settled.delete(target);
    settled.set(target, {
      target,
      listId,
      ticketId,
      conflict: byTarget.get(target),
      settlements: [...before, settlement],
    });
  }
  return {
    open: conflicts
      .filter(({ checkIn }) => !settled.has(checkIn.id))
      .sort((a, b) => compareHybridTimes(b.checkIn.at, a.checkIn.at)),
    settled: [...settled.values()].reverse(),
  };
}

/** Settlements by time, each once. */
function inOrder(settlements: readonly Settlement[]): readonly Settlement[] {
  const byId = new Map(settlements.map((settlement) => [settlement.id, settlement]));
  return [...byId.values()].sort((a, b) => compareHybridTimes(a.at, b.at));
}
