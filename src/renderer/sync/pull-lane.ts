import { type Cursor, type LogHead, type PullReply, type ServerRow, startCursor } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';
import type { Contact } from './contact.ts';
import type { Lane, LaneResult } from './lane.ts';
import { emptied, understand, type UnderstoodRow } from './server-rows.ts';
import type { SyncPage } from './sync-page.ts';
import type { SyncStore } from './sync-store.ts';
import type { Failure } from './transport.ts';

/** Rows that the page takes in, and the store writes, at a time: a scan never waits for more. */
const rowsAtOnce = 100;

/** How far the laptop has pulled, and how far the server's log is known to go. */
export interface PullPlace {
  cursor: Cursor;
  /** As the last answer said. */
  head: LogHead | undefined;
  /** As heard by the way since the last pull: a hint, which may be late. */
  hinted: number;
  /** Somebody wants to know whether there is more. */
  isPollDue: boolean;
}

export interface PullSurroundings {
  readonly contact: Contact;
  readonly page: Pick<SyncPage, 'takeIn' | 'forgetPulled'>;
  readonly store: SyncStore;
  readonly place: PullPlace;
  /** What a row says must not be believed. */
  readonly isForged: (row: ServerRow) => boolean;
  /** After each piece has been taken in. */
  readonly onRows: (rows: readonly PulledRow[]) => void;
  readonly onReply: (reply: PullReply) => void;
  /** This laptop is too old for the server. */
  readonly onTooOld: () => void;
  /** Everything pulled has been forgotten; it is pulled from the start. */
  readonly onStartOver: () => void;
}

/** Whether the laptop is known to have all that the server has. */
export function isAtHead({ cursor, head, hinted, isPollDue }: PullPlace): boolean {
  if (head === undefined || isPollDue || hinted > cursor.position) return false;
  // A log that ends before the cursor, or otherwise, is another one: the next pull finds out.
  return head.position === cursor.position && head.chain === cursor.chain;
}

/** How many rows the server is known to have beyond the cursor. */
export function rowsBehind({ cursor, head, hinted }: PullPlace): number {
  return Math.max(0, Math.max(head?.position ?? 0, hinted) - cursor.position);
}

/** Fetches the rows after the cursor, without a gap. */
export function createPullLane(surroundings: PullSurroundings): Lane {
  const { contact, page, store, place, isForged, onRows, onReply, onTooOld, onStartOver } = surroundings;

  async function takeIn(sent: PullReply['rows'], next: Cursor): Promise<void> {
    for (let from = 0; from < sent.length; from += rowsAtOnce) {
      const understood = sent.slice(from, from + rowsAtOnce).map(read);
      const rows = understood.map(({ row }) => row);
      const isLast = from + rowsAtOnce >= sent.length;
      await page.takeIn(rows);
      // The cursor has a hash only at the end of a page: until then the rows before it do not count as kept.
      const stored = understood.map((each) => each.stored);
      await store.append(stored, isLast ? next : undefined);
      onRows(rows);
    }
  }

  function read(sent: PullReply['rows'][number]): UnderstoodRow {
    const understood = understand(sent);
    return isForged(understood.row) ? emptied(sent) : understood;
  }

  /** The log is another than the one that was pulled. */
  async function startOver(): Promise<LaneResult> {
    if (place.cursor.position === 0) return 'stuck';
    await page.forgetPulled();
    await store.reset();
    Object.assign(place, { cursor: startCursor, head: undefined, hinted: 0, isPollDue: true });
    onStartOver();
    return 'worked';
  }

  async function failed(failure: Failure): Promise<LaneResult> {
    place.isPollDue = true;
    if (failure.kind === 'unreachable') return failure;
    const { error } = failure.error;
    if (error === 'update-needed') onTooOld();
    return error === 'diverged' || error === 'gone' ? startOver() : failure;
  }

  return async () => {
    if (isAtHead(place)) return 'idle';
    place.isPollDue = false;
    place.hinted = 0;
    const answer = await contact.call('pull', place.cursor);
    if (answer.kind !== 'ok') return failed(answer);
    const reply = answer.value;
    if (isOfAnother(place.cursor, reply)) return startOver();
    if (!isNext(place.cursor, reply)) {
      place.isPollDue = true;
      return 'stuck';
    }
    await takeIn(reply.rows, reply.next);
    place.cursor = reply.next;
    place.head = reply.head;
    onReply(reply);
    return 'worked';
  };
}

/** Whether the log ends before the cursor, or there with another past. */
function isOfAnother({ position, chain }: Cursor, { head, rows }: PullReply): boolean {
  return head.position < position || (rows.length === 0 && head.position === position && head.chain !== chain);
}

/** Whether the rows are the ones after the cursor, all of them. */
function isNext({ position }: Cursor, { rows, next, head }: PullReply): boolean {
  const isProgress = rows.length > 0 || head.position === position;
  return (
    isProgress && next.position === position + rows.length && rows.every((row, i) => row.position === position + i + 1)
  );
}
