import { foldHistory } from '../../shared/admission/history.ts';
import { settleBy } from '../../shared/credit/counted-by.ts';
import type { Entry } from '../../shared/credit/entry.ts';
import type { ArrivalOf } from '../../shared/credit/histories.ts';
import { branchLedger, type CreditLedger } from '../../shared/credit/ledger.ts';
import type { HistoryChange } from '../../shared/credit/settle.ts';
import type { OperationId } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import { isOnTicket, type Operation, type TicketOperation } from '../../shared/operation.ts';
import { type Base, type PulledRow, postRow } from './base.ts';
import { type Books, spendingAs, touch } from './books.ts';

/** What settling own operations again needs to know. */
export interface SettlingFacts {
  /** Everything known of the operation's ticket on its list, in any order. */
  readonly operationsOn: (operation: TicketOperation) => readonly TicketOperation[];
  readonly arrivalOf: ArrivalOf;
  /** Credits count no later than at this instant (UTC milliseconds), whatever time an operation carries. */
  readonly countsUntilAt: number;
}

/**
 * Moves the books over to a base that grows: what this laptop did and the server has not given back is settled again on
 * top of it. That is done in steps, because there may be much to do. Until the books are moved they stay as they were,
 * over the base as it was: it is never changed under them.
 */
export interface Rebase {
  /** What the base takes in. */
  readonly rows: readonly PulledRow[];
  /** Own operations to be settled on top, in their order. One that is recorded meanwhile comes last. */
  readonly tail: LogRow[];
  readonly tailIds: Set<OperationId>;
  /** Operations that are known, and have not happened yet in the order of base and tail. */
  readonly outside: Set<OperationId>;
  /** From when on own operations are recorded in the books alone. */
  isMoved: boolean;
}

/** `former` are operations of a log that is not the server's any more. */
export function startRebase(
  rows: readonly PulledRow[],
  unsent: readonly LogRow[],
  former: ReadonlySet<OperationId>,
): Rebase {
  const tailIds = new Set(unsent.map(({ operation }) => operation.id));
  return { rows, tail: [...unsent], tailIds, outside: new Set([...former, ...tailIds]), isMoved: false };
}

/** Takes note of what has come to be known since the work began, and is none of it. */
export function leaveOut({ tailIds, outside, isMoved }: Rebase, rows: readonly PulledRow[]): void {
  if (isMoved) return;
  for (const { operation } of rows) {
    if (operation !== undefined && !tailIds.has(operation.id)) outside.add(operation.id);
  }
}

/** Adds an own row that has been recorded since the work began. */
export function lengthen({ tail, tailIds, outside, isMoved }: Rebase, row: LogRow): void {
  if (isMoved) return;
  tail.push(row);
  tailIds.add(row.operation.id);
  outside.add(row.operation.id);
}

/** Does the work, and pauses after each row. */
export function* carryOut(rebase: Rebase, books: Books, base: Base, facts: SettlingFacts): Generator<undefined> {
  const { rows, tail, outside } = rebase;
  const grown = branchLedger(base.credits);
  for (const row of rows) {
    base.isSound = postRow(grown, row) && base.isSound;
    yield;
  }
  const credits = branchLedger(grown);
  const settled: LogRow[] = [];
  for (const row of tail) {
    const { operation } = row;
    outside.delete(operation.id);
    const change = changeWithin(operation, outside, facts);
    settled.push({ ...row, entries: [...settleAgain(credits, operation, change, facts, base.isSound)] });
    yield;
  }
  move(books, base, credits, rows, settled);
  rebase.isMoved = true;
  // What the branches show of these rows hides the base, so that nobody sees it grow.
  for (const row of rows) {
    yield;
    postRow(base.credits, row);
    base.position = row.position;
  }
}

function move(
  books: Books,
  base: Base,
  credits: CreditLedger,
  rows: readonly PulledRow[],
  tail: readonly LogRow[],
): void {
  books.credits = spendingAs(books, credits);
  books.rows.length = base.shown;
  for (const row of rows) books.rows.push(row);
  base.shown += rows.length;
  books.settled = base.shown;
  books.generation = base.generation;
  for (const row of tail) books.rows.push(row);
  books.revision += 1;
  touch(books);
}

/** The ticket's history as it is in the order of base and tail, up to the operation. */
function changeWithin(
  operation: Operation,
  outside: ReadonlySet<OperationId>,
  { operationsOn, arrivalOf }: SettlingFacts,
): HistoryChange | undefined {
  if (!isOnTicket(operation)) return undefined;
  const operations = operationsOn(operation).filter(({ id }) => id !== operation.id && !outside.has(id));
  operations.push(operation);
  return { operations, history: foldHistory(operations, arrivalOf(operation)) };
}

/** On a base with a row that this version does not understand, an operation may have nothing to rest on. */
function settleAgain(
  credits: CreditLedger,
  operation: Operation,
  change: HistoryChange | undefined,
  { countsUntilAt }: SettlingFacts,
  isSound: boolean,
): readonly Entry[] {
  try {
    return settleBy(credits, operation, countsUntilAt, change);
  } catch (error) {
    if (isSound) throw error;
    return [];
  }
}
