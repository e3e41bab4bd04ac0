import type { JournalLine, LogRow } from '../../shared/journal-line.ts';
import { fileRow, record } from '../../shared/credit/ledger.ts';
import { openBase, type PulledRow, postRow } from './base.ts';
import { type Books, type Checkpoint, openBooks, seeTime } from './books.ts';
import { seePulled } from './clock-rules.ts';
import { enterOperation, placeLast, sortRecords } from './event-records.ts';
import { addToDigest } from './rows-digest.ts';
import { dropReturned, isKnown, openServerLog, type ServerLog } from './server-log.ts';

/** An own row that is in the journal. */
export interface OwnRow {
  readonly row: LogRow;
  readonly line: Pick<JournalLine, 'seq' | 'hash'>;
}

/** Takes an own row into the books, all but what it posts. */
export function enterOwn(books: Books, { row, line }: OwnRow): void {
  books.head = { seq: line.seq, hash: line.hash };
  books.rows.push(row);
  seeTime(books, row.operation.at);
}

/** Takes an own row into the books with what it posted; one up to the checkpoint is in the account already. */
export function enterAsRecorded(books: Books, own: OwnRow, checkpoint?: Pick<Checkpoint, 'seq'>): void {
  const { operation, entries } = own.row;
  enterOwn(books, own);
  const take = own.line.seq <= (checkpoint?.seq ?? 0) ? fileRow : record;
  take(books.credits, operation, entries);
  if (!enterOperation(books, operation)) books.deferred += 1;
}
