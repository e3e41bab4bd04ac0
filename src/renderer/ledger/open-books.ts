import { fileRow, record } from '../../shared/credit/ledger.ts';
import type { DeviceId } from '../../shared/ids.ts';
import type { JournalLine, LogRow } from '../../shared/journal-line.ts';
import { growBase, type PulledRow } from './base.ts';
import { type Books, type Checkpoint, openBooks, openCredits, seeTime } from './books.ts';
import { seePulled } from './clock-rules.ts';
import { enterOperation, placeLast, sortRecords } from './event-records.ts';
import { rowOf } from './reconcile.ts';
import { dropReturned, isKnown, openServerLog, type ServerLog } from './server-log.ts';

/** An own row that is in the journal. */
export interface OwnRow {
  readonly row: LogRow;
  readonly line: Pick<JournalLine, 'seq' | 'hash'>;
}

/** What the laptop has of a server when the app starts. */
export interface KeptFromServer {
  /** From the first position on, without a gap. */
  readonly rows: readonly PulledRow[];
  /** Whether the laptop is connected: it is not, any more, where it was disconnected and keeps what it has. */
  readonly isEnrolled: boolean;
}

export interface OpenedBooks {
  readonly books: Books;
  readonly log: ServerLog;
  /** Whether own rows are still to be settled on what the server decided. */
  readonly isToBeSettled: boolean;
}

/** The books as journal and server's rows have them. `now` is UTC milliseconds. */
export function openBooksFrom(
  lines: readonly JournalLine[],
  { rows, isEnrolled }: KeptFromServer,
  checkpoint: Checkpoint | undefined,
  { device, now }: { readonly device: DeviceId; readonly now: number },
): OpenedBooks {
  const own = lines.map((line) => ({ row: rowOf(line), line }));
  if (rows.length === 0 && !isEnrolled) {
    const alone = openAlone(own, checkpoint);
    if (alone !== undefined) return { books: alone, log: openServerLog(rowsOf(own)), isToBeSettled: false };
  }
  const books = openBooks(isEnrolled);
  const log = openServerLog(rowsOf(own));
  for (const row of rows) enterPulled(books, log, row, { device, now });
  dropReturned(log);
  const unsent = new Set(log.unsent);
  for (const each of own) {
    enterHead(books, each);
    if (unsent.has(each.row)) enterUnsent(books, each.row);
  }
  sortRecords(books);
  return { books, log, isToBeSettled: true };
}

function rowsOf(own: readonly OwnRow[]): LogRow[] {
  return own.map(({ row }) => row);
}

/**
 * The books of a laptop that has always worked alone: its own entries are all that there is. Undefined where they rest on
 * what a server had said: it was connected once, and what it had from there is lost.
 */
function openAlone(own: readonly OwnRow[], checkpoint: Checkpoint | undefined): Books | undefined {
  const books = openBooks(false);
  books.credits = openCredits(checkpoint);
  try {
    for (const each of own) enterAsRecorded(books, each, checkpoint);
    return books;
  } catch {
    return undefined;
  }
}

function enterAsRecorded(books: Books, own: OwnRow, checkpoint: Checkpoint | undefined): void {
  const { operation, entries } = own.row;
  enterHead(books, own);
  books.rows.push(own.row);
  const take = own.line.seq <= (checkpoint?.seq ?? 0) ? fileRow : record;
  take(books.credits, operation, entries);
  if (!enterOperation(books, operation)) books.deferred += 1;
}

function enterPulled(
  books: Books,
  log: ServerLog,
  row: PulledRow,
  { device, now }: { readonly device: DeviceId; readonly now: number },
): void {
  const { operation, position, newer } = row;
  if (operation !== undefined) {
    seePulled(books, operation.at, now, device);
    isKnown(log, operation.id);
    enterOperation(books, operation, placeLast);
  }
  if (newer === true) log.deferred += 1;
  growBase(log.base, row);
  log.base.shown += 1;
  log.position = position;
  books.rows.push(row);
  books.settled += 1;
}

/** Own rows that the server has given back stand among its rows. */
function enterUnsent(books: Books, row: LogRow): void {
  books.rows.push(row);
  if (!enterOperation(books, row.operation, placeLast)) books.deferred += 1;
}

/** Takes an own row into the books that has just been recorded, with what it posted. */
export function enterRecorded(books: Books, own: OwnRow): void {
  enterAsRecorded(books, own, undefined);
}

function enterHead(books: Books, { row, line }: OwnRow): void {
  books.head = { seq: line.seq, hash: line.hash };
  seeTime(books, row.operation.at);
}
