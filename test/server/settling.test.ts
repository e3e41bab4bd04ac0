import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { latestCounting, settleBy } from '../../src/shared/credit/counted-by.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import { openHistories } from '../../src/shared/credit/histories.ts';
import { openCreditLedger } from '../../src/shared/credit/ledger.ts';
import { openReplay } from '../../src/shared/credit/replay.ts';
import { takeSnapshot } from '../../src/shared/credit/snapshot.ts';
import { type Operation, operationSchema } from '../../src/shared/operation.ts';
import { happeningsOf } from '../credit-properties/happenings.ts';
import { expectSame, plain } from '../credit-properties/picture.ts';
import { openTally } from '../credit-properties/tally.ts';
import { hour, policies, worlds } from '../credit-properties/worlds.ts';
import { databases } from './databases.ts';
import { addLeases } from './lease-happenings.ts';
import { openSettledLog } from './settled-log.ts';

const runs = 60;
/** When every operation of the worlds is in the past. */
const later = Date.UTC(2100, 0, 1);

/** Lengths of batches, over and over. */
const batchLengths = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

function cut<T>(all: readonly T[], lengths: readonly number[]): readonly (readonly T[])[] {
  const batches: (readonly T[])[] = [];
  for (let from = 0; from < all.length;) {
    const length = lengths[batches.length % lengths.length] ?? 1;
    batches.push(all.slice(from, from + length));
    from += length;
  }
  return batches;
}

const read = (operation: Operation) => v.parse(operationSchema, operation);

describe.each(databases)('settling on $name', ({ open }) => {
  let database: Database;
  const tally = openTally({
    charges: 2,
    reversals: 0.2,
    expiries: 0.3,
    'late restores': 0.005,
    refills: 0.5,
    batches: 3,
    'clocks ahead': 0.5,
    'voids of earlier batches': 0.1,
    'transfers of leases': 0.1,
    'subjects paid by an earlier batch': 0.05,
  });

  beforeAll(async () => {
    database = await open();
  });
  afterAll(async () => {
    await database.close();
    tally.check(runs);
  });

  function count(operations: readonly Operation[], entries: readonly (readonly Entry[])[], batches: number): void {
    tally.count('batches', batches);
    for (const entry of entries.flat()) {
      tally.countEntry(entry);
      if (entry.kind === 'transfer') tally.count('transfers of leases');
      if (entry.kind === 'charge' && entry.again && entry.subject !== undefined)
        tally.count('subjects paid by an earlier batch');
    }
    tally.count('voids of earlier batches', operations.filter(({ kind }) => kind === 'voidAction').length);
  }

  it('X-6 batch by batch, with nothing in memory between, it is what one ledger in memory comes to', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, batchLengths, fc.nat(99), async (world, lengths, seed) => {
        const replay = openReplay(openCreditLedger(policies));
        const operations: Operation[] = [];
        const expected: (readonly Entry[])[] = [];
        for (const operation of addLeases(happeningsOf(world), replay.ledger, seed)) {
          const settled = replay.settle(read(operation));
          if (settled.kind !== 'done') throw new Error('Each comes once');
          operations.push(operation);
          expected.push(settled.entries);
        }
        const log = await openSettledLog(database, policies);
        const batches = cut(operations, lengths);
        for (const batch of batches) await log.take(batch, later);
        const entries = await log.entries();
        expectSame(plain(entries), plain(expected));
        expectSame(await log.account(), takeSnapshot(replay.ledger.account));
        count(operations, entries, batches.length);
      }),
      { numRuns: runs, seed: 20_261_201 },
    );
  });

  it('a clock that is far ahead brings nothing in, and the log still says its time', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, batchLengths, fc.nat(9), async (world, lengths, pick) => {
        const operations = happeningsOf(world).map(({ operation }) => read(operation));
        const ledger = openCreditLedger(policies);
        const histories = openHistories(() => undefined);
        const log = await openSettledLog(database, policies);
        const expected: (readonly Entry[])[] = [];
        let now = world.beginsAt;
        for (const [index, batch] of cut(operations, lengths).entries()) {
          // The server's clock falls behind some laptops', catches up, and falls behind again.
          now = Math.max(now, (batch[0]?.at.ms ?? 0) - (index % 2 === 0 ? pick * 10 * hour : 0));
          const untilAt = latestCounting(ledger.account, now);
          for (const operation of batch) {
            const change = histories.changeOf(operation);
            if (operation.at.ms > untilAt) tally.count('clocks ahead');
            expected.push(settleBy(ledger, operation, untilAt, change));
            histories.keep(change);
          }
          await log.take(batch, now);
        }
        expectSame(plain(await log.entries()), plain(expected));
        expectSame(await log.account(), takeSnapshot(ledger.account));
        expectSame(await log.operations(), operations);
      }),
      { numRuns: runs, seed: 20_261_202 },
    );
  });
});
