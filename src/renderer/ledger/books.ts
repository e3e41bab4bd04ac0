import { compareHybridTimes, type HybridTime } from '../../shared/clock.ts';
import type { Account } from '../../shared/credit/account.ts';
import type { Entry } from '../../shared/credit/entry.ts';
import { type CreditLedger, openCreditLedger } from '../../shared/credit/ledger.ts';
import { policies } from '../../shared/credit/policies/built-in.ts';
import type { CheckInList, EventDetails } from '../../shared/event.ts';
import type { EventId, ListId } from '../../shared/ids.ts';
import { emptyHead, type Head } from '../../shared/journal-line.ts';
import type { Operation, OperationOf } from '../../shared/operation.ts';

/** What the log says about one event, guest lists aside. All operations by their time, earliest first. */
export interface EventRecord {
  details: EventDetails;
  /** When the details were recorded: of two that say different things, the later one holds. */
  detailedAt: HybridTime;
  readonly lists: Map<ListId, CheckInList>;
  /** The same of each list. */
  readonly listedAt: Map<ListId, HybridTime>;
  readonly imports: OperationOf<'importTickets'>[];
  /** Everything that happened at this event's doors. */
  readonly atDoor: DoorOperation[];
  /** What people said about check-ins that doors did not agree on. */
  readonly settlements: OperationOf<'settleConflict'>[];
}

export type DoorOperation = OperationOf<'checkIn' | 'checkOut' | 'undo' | 'refuseScan'>;

/** Operations that mean nothing before their event is known. */
export type EventOperation = DoorOperation | OperationOf<'defineList' | 'importTickets' | 'settleConflict'>;

export function isAtDoor(operation: Operation): operation is DoorOperation {
  const { kind } = operation;
  return kind === 'checkIn' || kind === 'checkOut' || kind === 'undo' || kind === 'refuseScan';
}

/** One fact and what it posted to the credit ledger. */
export interface BookRow {
  /** Undefined for what the server does not tell this laptop, and for what a newer version of the app wrote. */
  readonly operation?: Operation | undefined;
  readonly entries: readonly Entry[];
}

/** The whole log, folded: provable at any time by folding it again. */
export interface Books {
  /** The server's rows in its order, then this laptop's own that it has not given back yet, in theirs. */
  readonly rows: BookRow[];
  /** How many of the rows, from the first on, are the server's: those stay as they are. */
  settled: number;
  /** Grows whenever the rows behind those have become others, and not just more. */
  revision: number;
  /** Grows whenever all rows have become others: the server has another log. */
  generation: number;
  /** Whether a server decides what this laptop's rows post: its own ones are provisional until it has given them back. */
  enrolled: boolean;
  credits: CreditLedger;
  readonly events: Map<EventId, EventRecord>;
  /** What happened at events that are not known here yet. */
  readonly early: Map<EventId, EventOperation[]>;
  /** The end of this laptop's own log. Another object whenever anything in the books has changed. */
  head: Head;
  /** The latest time that this laptop's own operations carry, and those of others as far as their clocks can be right. */
  lastAt: HybridTime | undefined;
  /** Operations of a newer version of the app: kept, and understood after the update. */
  deferred: number;
}

/** What the account was after a row: rows up to it need not be posted again. */
export interface Checkpoint {
  readonly seq: number;
  readonly account: Account;
}

/** Empty books. */
export function openBooks(enrolled: boolean): Books {
  return {
    rows: [],
    settled: 0,
    revision: 0,
    generation: 0,
    enrolled,
    credits: spendingAs({ enrolled }, openCredits()),
    events: new Map(),
    early: new Map(),
    head: emptyHead,
    lastAt: undefined,
    deferred: 0,
  };
}

/** An empty ledger; with a checkpoint, one with the account of the rows that are then filed up to it. */
export function openCredits(checkpoint?: Pick<Checkpoint, 'account'>): CreditLedger {
  const empty = openCreditLedger(policies);
  return checkpoint === undefined ? empty : { ...empty, account: checkpoint.account };
}

/** A laptop that shares the account with others asks only for what it holds itself, where a policy refuses at zero. */
export function spendingAs({ enrolled }: Pick<Books, 'enrolled'>, credits: CreditLedger): CreditLedger {
  return { ...credits, spending: enrolled ? 'held-only' : 'any' };
}

/** Moves the clock of the books forward, never back. */
export function seeTime(books: Books, at: HybridTime): void {
  if (books.lastAt === undefined || compareHybridTimes(at, books.lastAt) > 0) books.lastAt = at;
}

/** Lets everybody who looks at the books see that they have changed. */
export function touch(books: Books): void {
  books.head = { ...books.head };
}
