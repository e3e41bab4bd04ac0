import { compareHybridTimes, type HybridTime } from '../../shared/clock.ts';
import { type CreditLedger, fileRow, openCreditLedger, record } from '../../shared/credit/ledger.ts';
import type { Account } from '../../shared/credit/account.ts';
import { policies } from '../../shared/credit/policies/built-in.ts';
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

export function isAtDoor(operation: Operation): operation is DoorOperation {
  const { kind } = operation;
  return kind === 'checkIn' || kind === 'checkOut' || kind === 'undo' || kind === 'refuseScan';
}

/** The whole log, folded: provable at any time by folding it again. */
export interface Books {
  readonly rows: LogRow[];
  readonly credits: CreditLedger;
  readonly events: Map<EventId, EventRecord>;
  head: Head;
  /** The latest time any operation carries. */
  lastAt: HybridTime | undefined;
  /** Operations of a newer version of the app: kept, and understood after the update. */
  deferred: number;
}

/** What the account was after a row: rows up to it need not be posted again. */
export interface Checkpoint {
  readonly seq: number;
  readonly account: Account;
}

/** Empty books; with a checkpoint, the account of the rows that `enter` is then given up to it. */
export function openBooks(checkpoint?: Checkpoint): Books {
  const empty = openCreditLedger(policies);
  const credits = checkpoint === undefined ? empty : { ...empty, account: checkpoint.account };
  return { rows: [], credits, events: new Map(), head: emptyHead, lastAt: undefined, deferred: 0 };
}

/** Folds the next row into the books; one up to the checkpoint is in the account already. */
export function enter(
  books: Books,
  row: LogRow,
  line: Pick<JournalLine, 'seq' | 'hash'>,
  checkpoint?: Pick<Checkpoint, 'seq'>,
): void {
  books.head = { seq: line.seq, hash: line.hash };
  books.rows.push(row);
  const take = line.seq <= (checkpoint?.seq ?? 0) ? fileRow : record;
  take(books.credits, row.operation, row.entries);
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
    case 'choosePolicy':
    case 'changePlan':
    case 'buyPack':
    case 'grantCredits':
    case 'earnBonus':
    case 'defineMember':
    case 'setBillingContact':
    case 'voidAction':
    case 'issueTickets':
    case 'sendEmail':
    case 'printBadge':
    case 'createInvites':
    case 'createPortal':
    case 'allocateInvites':
    case 'assignPortal':
    case 'createInvoice':
    case 'downloadInvoice':
    case 'emailInvoice':
    case 'enablePaymentButton':
    case 'unlockLead':
    case 'uploadLeads':
    case 'contactLeads':
      return true;
    default:
      operation satisfies never;
      return false;
  }
}
