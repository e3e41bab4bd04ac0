import { compareHybridTimes, type HybridTime } from '../../shared/clock.ts';
import { type Account, openAccount, post } from '../../shared/credit/ledger.ts';
import type { CheckInList, EventDetails } from '../../shared/event.ts';
import type { EventId, ListId } from '../../shared/ids.ts';
import { emptyHead, type Head, type JournalLine, type LogRow } from '../../shared/journal-line.ts';
import type { Operation, OperationOf } from '../../shared/operation.ts';

/** What the log says about one event, guest lists aside. */
export interface EventRecord {
  readonly details: EventDetails;
  readonly lists: Map<ListId, CheckInList>;
  readonly imports: OperationOf<'importTickets'>[];
  /** Everything that happened at this event's doors, in the order this laptop took it. */
  readonly atDoor: DoorOperation[];
}

export type DoorOperation = OperationOf<'checkIn' | 'checkOut' | 'undo' | 'refuseScan'>;

/** The whole log, folded: provable at any time by folding it again. */
export interface Books {
  readonly rows: LogRow[];
  readonly account: Account;
  readonly events: Map<EventId, EventRecord>;
  head: Head;
  /** The latest time any operation carries. */
  lastAt: HybridTime | undefined;
  /** Operations of a newer version of the app: kept, and understood after the update. */
  deferred: number;
}

export function openBooks(): Books {
  return { rows: [], account: openAccount(), events: new Map(), head: emptyHead, lastAt: undefined, deferred: 0 };
}

/** Folds the next row into the books. */
export function enter(books: Books, row: LogRow, line: Pick<JournalLine, 'seq' | 'hash'>): void {
  books.head = { seq: line.seq, hash: line.hash };
  books.rows.push(row);
  for (const entry of row.entries) post(books.account, entry);
  if (books.lastAt === undefined || compareHybridTimes(row.operation.at, books.lastAt) > 0)
    books.lastAt = row.operation.at;
  if (!enterOperation(books, row.operation)) books.deferred += 1;
}

/** False for an operation that this version does not know. */
function enterOperation(books: Books, operation: Operation): boolean {
  switch (operation.kind) {
    case 'createEvent': {
      const { event } = operation;
      const lists = new Map([[event.firstList.id, event.firstList]]);
      books.events.set(event.id, { details: event, lists, imports: [], atDoor: [] });
      return true;
    }
    case 'defineList':
      books.events.get(operation.eventId)?.lists.set(operation.list.id, operation.list);
      return true;
    case 'importTickets':
      books.events.get(operation.eventId)?.imports.push(operation);
      return true;
    case 'checkIn':
    case 'checkOut':
    case 'undo':
    case 'refuseScan':
      books.events.get(operation.eventId)?.atDoor.push(operation);
      return true;
    case 'grantCredits':
      return true;
    default:
      operation satisfies never;
      return false;
  }
}
