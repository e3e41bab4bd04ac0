import type { OperationId } from '../../shared/ids.ts';
import type { ParkReason, PushAnswer, ServerRow } from '../../shared/wire.ts';
import type { OwnOperation, SyncPage } from './sync-page.ts';
import type { ParkedHere } from './sync-report.ts';

/** The page is asked for so many at a time: a scan never waits for more. */
const ownAtOnce = 100;

interface Acknowledged {
  readonly own: OwnOperation;
  readonly position: number;
  /** The laptop had pulled that position before: the row that is there did not bring the operation back. */
  readonly isBehind: boolean;
}

/**
 * Which own operations are still to be sent. The page knows which have not come back; this knows what the server said to
 * those that were sent since the app started. Places in the journal may have gaps: only their order counts.
 */
export interface Outbox {
  /** The next ones to send, in their own order. */
  next(limit: number): Promise<readonly OwnOperation[]>;
  /** What the server said; what it did not name is sent again. `pulledTo`: up to where rows had been pulled. */
  take(batch: readonly OwnOperation[], answers: readonly PushAnswer[], pulledTo: number): void;
  /** Rows have come. What was said to be among them and has not come back is sent again. */
  came(rows: readonly ServerRow[], pulledTo: number): void;
  park(own: OwnOperation, reason: ParkReason): void;
  /** Lets the others go first: the server cannot take this one now. */
  putLast(own: OwnOperation): void;
  /** Sends what was parked once more. */
  retryParked(): void;
  /** Forgets everything the server said: all that has not come back is sent. */
  startOver(): void;
  parked(): readonly ParkedHere[];
  /** Whether operations were taken by the server that have not come back yet. */
  isAwaited(): boolean;
}

export function createOutbox(page: Pick<SyncPage, 'unsent'>): Outbox {
  /** All up to this place have been answered, or wait at the end of the queue. */
  let from = 0;
  const acknowledged = new Map<number, Acknowledged>();
  const parked = new Map<number, ParkedHere>();
  const last = new Set<number>();

  function lookAgainFrom(seqs: Iterable<number>): void {
    for (const seq of seqs) from = Math.min(from, seq - 1);
  }

  function isWaiting({ seq }: OwnOperation): boolean {
    return !acknowledged.has(seq) && !parked.has(seq) && !last.has(seq);
  }

  async function findWaiting(limit: number): Promise<readonly OwnOperation[]> {
    const waiting: OwnOperation[] = [];
    let after = from;
    for (;;) {
      const found = await page.unsent(after, ownAtOnce);
      waiting.push(...found.filter(isWaiting));
      after = found.at(-1)?.seq ?? after;
      if (waiting.length === 0) from = after;
      if (found.length < ownAtOnce || waiting.length >= limit) return waiting.slice(0, limit);
    }
  }

  function park({ seq, operation }: OwnOperation, reason: ParkReason): void {
    parked.set(seq, { seq, operation, reason });
  }

  return {
    park,
    async next(limit) {
      const waiting = await findWaiting(limit);
      if (waiting.length > 0 || last.size === 0) return waiting;
      lookAgainFrom(last);
      last.clear();
      return findWaiting(limit);
    },
    take(batch, answers, pulledTo) {
      const bySeq = new Map(batch.map((own) => [own.seq, own]));
      for (const answer of answers) {
        const own = bySeq.get(answer.seq);
        if (own === undefined) continue;
        if (answer.outcome === 'parked') park(own, answer.reason);
        else acknowledged.set(own.seq, { own, position: answer.position, isBehind: answer.position <= pulledTo });
      }
    },
    came(rows, pulledTo) {
      const ids = new Set<OperationId | undefined>(rows.map(({ operation }) => operation?.id));
      for (const [seq, { operation }] of parked) {
        if (ids.has(operation.id)) parked.delete(seq);
      }
      for (const [seq, { own, position, isBehind }] of acknowledged) {
        if (position > pulledTo) continue;
        acknowledged.delete(seq);
        // The server keeps it, but does not give it back: it is about what this laptop has no business with any more.
        if (isBehind) park(own, 'event');
        else lookAgainFrom([seq]);
      }
    },
    putLast({ seq }) {
      last.add(seq);
    },
    retryParked() {
      lookAgainFrom(parked.keys());
      parked.clear();
    },
    startOver() {
      from = 0;
      acknowledged.clear();
      parked.clear();
      last.clear();
    },
    parked: () => [...parked.values()].sort((a, b) => a.seq - b.seq),
    isAwaited: () => acknowledged.size > 0,
  };
}
