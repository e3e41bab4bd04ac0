import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { aCheckIn } from '../../../test/builders/facts.ts';
import { aPage, type HandMadePage, ownOf } from '../../../test/builders/sync-page.ts';
import { openTally } from '../../../test/credit-properties/tally.ts';
import type { PushAnswer } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { OwnOperation } from './sync-page.ts';

const operationAt = (n: number) => aCheckIn({ id: `op ${String(n)}`, ms: n, ticket: `T-${String(n)}` });

function anOutbox(count: number, seqs?: readonly number[]) {
  const own = ownOf(
    Array.from({ length: count }, (_, index) => operationAt(index + 1)),
    seqs,
  );
  const page = aPage(own);
  return { page, own, outbox: createOutbox(page) };
}

const seqsOf = (some: readonly OwnOperation[]): readonly number[] => some.map(({ seq }) => seq);
const applied = (seq: number, position: number): PushAnswer => ({ seq, outcome: 'applied', position });
const parks = (seq: number): PushAnswer => ({ seq, outcome: 'parked', reason: 'role' });

/** Rows that the server gives next. */
function pull(page: HandMadePage, outbox: Outbox, operations: readonly (OwnOperation | undefined)[]): void {
  const rows = operations.map((own, index): PulledRow => {
    const row = { position: page.rows.length + index + 1, entries: [] };
    return own === undefined ? row : { ...row, operation: own.operation };
  });
  page.rows.push(...rows);
  outbox.came(rows, page.rows.length);
}

describe('the outbox', () => {
  it('gives what is to be sent in its own order, at most so many, whatever gaps there are', async () => {
    const { outbox } = anOutbox(4, [2, 7, 8, 30]);
    expect(seqsOf(await outbox.next(3))).toEqual([2, 7, 8]);
    expect(seqsOf(await outbox.next(10))).toEqual([2, 7, 8, 30]);
  });

  it('finds what lies behind more than a page of what is answered', async () => {
    const { own, outbox } = anOutbox(450);
    outbox.take(
      own.slice(0, 330),
      own.slice(0, 330).map(({ seq }) => applied(seq, seq)),
      0,
    );
    expect(seqsOf(await outbox.next(500))).toEqual(seqsOf(own.slice(330)));
    expect(seqsOf(await outbox.next(2))).toEqual([331, 332]);
  });

  it('sends again what the answer does not name', async () => {
    const { own, outbox } = anOutbox(4);
    outbox.take(own, [applied(1, 1), applied(3, 2)], 0);
    expect(seqsOf(await outbox.next(9))).toEqual([2, 4]);
  });

  it('takes no answer for what it did not send', async () => {
    const { own, outbox } = anOutbox(2);
    outbox.take(own.slice(0, 1), [applied(1, 1), parks(2), applied(99, 3)], 0);
    expect(seqsOf(await outbox.next(9))).toEqual([2]);
    expect(outbox.parked()).toEqual([]);
  });

  it('what was acknowledged is neither sent nor lost until it is pulled', async () => {
    const { own, page, outbox } = anOutbox(2);
    outbox.take(own, [applied(1, 5), applied(2, 6)], 0);
    expect([await outbox.next(9), outbox.isAwaited()]).toEqual([[], true]);
    pull(page, outbox, [undefined, undefined, undefined, undefined, own[0]]);
    expect(outbox.isAwaited()).toBe(true);
    pull(page, outbox, [own[1]]);
    expect([await outbox.next(9), outbox.isAwaited(), outbox.parked()]).toEqual([[], false, []]);
  });

  it('what was said to be at a position and does not come there is sent again', async () => {
    const { own, page, outbox } = anOutbox(3);
    outbox.take(own, [applied(1, 1), applied(2, 2), applied(3, 3)], 0);
    pull(page, outbox, [own[0], undefined, own[2]]);
    expect(seqsOf(await outbox.next(9))).toEqual([2]);
    expect(outbox.isAwaited()).toBe(false);
  });

  it('what is acknowledged behind the cursor and did not come is parked: it is another event’s', async () => {
    const { own, page, outbox } = anOutbox(1);
    pull(page, outbox, [undefined, undefined]);
    outbox.take(own, [{ seq: 1, outcome: 'duplicate', position: 2 }], 2);
    expect(outbox.isAwaited()).toBe(true);
    outbox.came([], 2);
    expect(outbox.parked()).toEqual([{ seq: 1, operation: own[0]?.operation, reason: 'event' }]);
    expect([await outbox.next(9), outbox.isAwaited()]).toEqual([[], false]);
  });

  it('what is parked is told in its order, and does not hold up the rest', async () => {
    const { own, outbox } = anOutbox(3);
    outbox.take(own, [parks(3), parks(1)], 0);
    expect(outbox.parked().map(({ seq, reason }) => [seq, reason])).toEqual([
      [1, 'role'],
      [3, 'role'],
    ]);
    expect(seqsOf(await outbox.next(9))).toEqual([2]);
  });

  it('what is parked is sent once more when somebody asks, in its place', async () => {
    const { own, outbox } = anOutbox(3);
    outbox.take(own, [parks(1), applied(2, 1), applied(3, 2)], 0);
    expect(await outbox.next(9)).toEqual([]);
    outbox.retryParked();
    expect(outbox.parked()).toEqual([]);
    expect(seqsOf(await outbox.next(9))).toEqual([1]);
  });

  it('what was parked and comes all the same is parked no more: somebody has settled it at the server', () => {
    const { own, page, outbox } = anOutbox(2);
    outbox.take(own, [parks(1), parks(2)], 0);
    pull(page, outbox, [own[1]]);
    expect(outbox.parked().map(({ seq }) => seq)).toEqual([1]);
  });

  it('what is put last goes after all others, and is not forgotten', async () => {
    const { own, page, outbox } = anOutbox(3);
    const [first] = own;
    if (first === undefined) throw new Error('There are three');
    outbox.putLast(first);
    expect(seqsOf(await outbox.next(9))).toEqual([2, 3]);
    outbox.take(own.slice(1), [applied(2, 1), applied(3, 2)], 0);
    expect(seqsOf(await outbox.next(9))).toEqual([1]);
    page.own.push(...ownOf([operationAt(4)], [4]));
    expect(seqsOf(await outbox.next(9))).toEqual([1, 4]);
  });

  it('starts over with everything that has not come back', async () => {
    const { own, page, outbox } = anOutbox(4);
    outbox.take(own, [applied(1, 1), applied(2, 2), parks(3)], 0);
    if (own[3] !== undefined) outbox.putLast(own[3]);
    pull(page, outbox, [own[0]]);
    outbox.startOver();
    expect([outbox.isAwaited(), outbox.parked()]).toEqual([false, []]);
    expect(seqsOf(await outbox.next(9))).toEqual([2, 3, 4]);
    // The server was restored, and has nothing any more.
    page.rows.length = 0;
    outbox.startOver();
    expect(seqsOf(await outbox.next(9))).toEqual([1, 2, 3, 4]);
  });
});

const runs = 2_000;
const tally = openTally({ 'sent again': 1, parked: 1, awaited: 1, returned: 1, 'put last': 0.3, 'started over': 0.3 });

interface Happening {
  readonly what: 'record' | 'push' | 'pull' | 'retry' | 'last' | 'start over';
  /** What each operation of a batch comes to: `lost` on its way there, `unanswered` on its way back. */
  readonly fates: readonly ('applied' | 'duplicate' | 'parked' | 'unanswered' | 'lost' | 'elsewhere')[];
  readonly size: number;
}

const happenings = fc.array(
  fc.record<Happening>({
    what: fc.constantFrom('record', 'push', 'push', 'push', 'pull', 'pull', 'retry', 'last', 'start over'),
    fates: fc.array(fc.constantFrom('applied', 'duplicate', 'parked', 'unanswered', 'lost', 'elsewhere'), {
      minLength: 6,
      maxLength: 6,
    }),
    size: fc.integer({ min: 1, max: 6 }),
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
);

describe('whatever the server says, in whatever order', () => {
  afterAll(() => tally.check(runs));

  it('every operation is in exactly one place, and none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        const { page, outbox } = anOutbox(4, [1, 3, 4, 9]);
        let recorded = 4;
        /** What the server has and the laptop has not pulled. */
        let log: (OwnOperation | undefined)[] = [];
        const kept = new Map<number, number>();
        for (const { what, fates, size } of all) {
          if (what === 'record') {
            recorded += 1;
            page.own.push({ seq: (page.own.at(-1)?.seq ?? 0) + (size % 3) + 1, operation: operationAt(recorded) });
          } else if (what === 'push') {
            const batch = await outbox.next(size);
            const answers = batch.flatMap((own, index): readonly PushAnswer[] => {
              const fate = fates[index] ?? 'lost';
              if (fate === 'lost') return [];
              if (fate === 'parked') return [parks(own.seq)];
              let position = kept.get(own.seq);
              if (position === undefined) {
                position = page.rows.length + log.length + 1;
                // Of what is about another event, the row does not bring the operation back.
                log.push(fate === 'elsewhere' ? undefined : own);
                kept.set(own.seq, position);
              } else tally.count('sent again');
              if (fate === 'unanswered') return [];
              return [{ seq: own.seq, outcome: fate === 'applied' ? 'applied' : 'duplicate', position }];
            });
            outbox.take(batch, answers, page.rows.length);
          } else if (what === 'pull') {
            pull(page, outbox, log.splice(0, size));
            if (log.length === 0) outbox.came([], page.rows.length);
          } else if (what === 'retry') outbox.retryParked();
          else if (what === 'last') {
            const [first] = await outbox.next(1);
            if (first !== undefined) outbox.putLast(first);
            tally.count('put last');
          } else {
            // The server was restored, and has lost everything.
            page.rows.length = 0;
            log = [];
            kept.clear();
            outbox.startOver();
            tally.count('started over');
          }
          await checkPlaces(page, outbox);
        }
        // In the end all of it is at the server, or parked.
        for (let round = 0; round < 4; round += 1) {
          const batch = await outbox.next(500);
          const answers = batch.map(({ seq }, index) =>
            applied(seq, kept.get(seq) ?? page.rows.length + log.length + index + 1),
          );
          const isNew = batch.filter(({ seq }) => !kept.has(seq));
          for (const [index, { seq }] of isNew.entries()) kept.set(seq, page.rows.length + log.length + index + 1);
          outbox.take(
            batch,
            answers.map((answer) => applied(answer.seq, kept.get(answer.seq) ?? 0)),
            page.rows.length,
          );
          log.push(...isNew);
          pull(page, outbox, log.splice(0));
          outbox.came([], page.rows.length);
        }
        expect([await outbox.next(500), outbox.isAwaited()]).toEqual([[], false]);
        const back = new Set(page.rows.map(({ operation }) => operation?.id));
        const parkedSeqs = new Set(outbox.parked().map(({ seq }) => seq));
        const missing = page.own.filter(({ seq, operation }) => !back.has(operation.id) && !parkedSeqs.has(seq));
        expect(missing).toEqual([]);
      }),
      { seed: 20_261_209, numRuns: runs },
    );
  });
});

/** Each operation is back, or parked, or waiting, or awaited; and no two of these. */
async function checkPlaces(page: HandMadePage, outbox: Outbox): Promise<void> {
  const back = new Set(page.rows.map(({ operation }) => operation?.id));
  const returned = new Set(page.own.filter(({ operation }) => back.has(operation.id)).map(({ seq }) => seq));
  const parked = new Set(outbox.parked().map(({ seq }) => seq));
  const waiting = new Set(seqsOf(await outbox.next(500)));
  const elsewhere = page.own.filter(({ seq }) => !returned.has(seq) && !parked.has(seq) && !waiting.has(seq));
  for (const seq of waiting) expect([returned.has(seq), parked.has(seq)]).toEqual([false, false]);
  for (const seq of parked) expect(returned.has(seq)).toBe(false);
  // What is neither is with the server, and is awaited; what waits at the end of the queue waits too.
  if (elsewhere.length > 0 && waiting.size === 0) expect(outbox.isAwaited()).toBe(true);
  tally.count('returned', returned.size);
  tally.count('parked', parked.size);
  if (outbox.isAwaited()) tally.count('awaited');
}
