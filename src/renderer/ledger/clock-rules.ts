import { compareHybridTimes, type HybridTime } from '../../shared/clock.ts';
import { latestCounting, mostAheadMs } from '../../shared/credit/counted-by.ts';
import type { DeviceId } from '../../shared/ids.ts';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Base } from './base.ts';
import { type Books, seeTime } from './books.ts';
import type { EventMemory } from './event-memory.ts';

/**
 * Takes note of the time of an operation that has been pulled. One from a clock that is far ahead does not drag this
 * laptop along; one that this laptop recorded itself always counts.
 */
export function seePulled(books: Books, at: HybridTime, now: number, device: DeviceId): void {
  if (at.device === device || at.ms <= now + mostAheadMs) seeTime(books, at);
}

/**
 * Up to which instant credits may count (UTC milliseconds). Where a server decides, a clock that is far ahead brings no
 * allowances in and lets nothing expire, neither there nor here.
 */
export function countsUntil({ enrolled }: Pick<Books, 'enrolled'>, { credits }: Base, now: number): number {
  return enrolled ? latestCounting(credits.account, now) : Infinity;
}

/** The time that an operation has to be later than, so that it comes after everything known that it is about. */
export function latestBefore(
  books: Books,
  event: EventMemory | undefined,
  intent: OperationIntent,
): HybridTime | undefined {
  return later(books.lastAt, latestAbout(books, event, intent));
}

function latestAbout(books: Books, event: EventMemory | undefined, intent: OperationIntent): HybridTime | undefined {
  if (isAboutTicket(intent)) {
    if (event?.record.details.id !== intent.eventId) return undefined;
    const operations = event.lists.get(intent.listId)?.tickets.get(intent.ticketId)?.operations ?? [];
    return operations.map(({ at }) => at).reduce(later, undefined);
  }
  if (intent.kind === 'defineList') return books.events.get(intent.eventId)?.listedAt.get(intent.list.id);
  if (intent.kind === 'importTickets') return books.events.get(intent.eventId)?.imports.at(-1)?.at;
  if (intent.kind !== 'voidAction') return undefined;
  return books.rows.find(({ operation }) => operation?.id === intent.target)?.operation?.at;
}

type AboutTicket = Extract<OperationIntent, { kind: 'checkIn' | 'checkOut' | 'undo' | 'settleConflict' }>;

function isAboutTicket(intent: OperationIntent): intent is AboutTicket {
  return ['checkIn', 'checkOut', 'undo', 'settleConflict'].includes(intent.kind);
}

function later(a: HybridTime | undefined, b: HybridTime | undefined): HybridTime | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareHybridTimes(a, b) < 0 ? b : a;
}
