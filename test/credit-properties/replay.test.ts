import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { branchLedger, type CreditLedger, fileRow, openCreditLedger, record } from '../../src/shared/credit/ledger.ts';
import { openPosted } from '../../src/shared/credit/posted.ts';
import { openReplay } from '../../src/shared/credit/replay.ts';
import { restoreAccount, takeSnapshot } from '../../src/shared/credit/snapshot.ts';
import { claim } from './bookkeeper.ts';
import { type Happening, happeningsOf } from './happenings.ts';
import { type Laptop, openLaptop, type Row } from './laptop.ts';
import { expectSame, fingerprintOf, pictureOf, plain } from './picture.ts';
import { openTally } from './tally.ts';
import { policies, worlds } from './worlds.ts';

const runs = 10_000;
const tally = openTally({
  charges: 2,
  reversals: 0.2,
  'reversals of repaid debt': 0.005,
  expiries: 0.3,
  'late restores': 0.01,
  refills: 1,
  refusals: 0.1,
  notices: 0.1,
  'charges after the snapshot': 0.3,
  'charges on a branch': 0.3,
  duplicates: 0.1,
});

function recordAll(ledger: CreditLedger, rows: readonly Row[]): void {
  for (const { operation, entries } of rows) {
    claim(record(ledger, operation, entries).length === 0, 'entries of one id say the same');
  }
}

/** A ledger as it is opened from a stored snapshot and the log: rows up to the snapshot are only filed. */
function reopen(rows: readonly Row[], snapshot: string): CreditLedger {
  const account = restoreAccount(JSON.parse(snapshot));
  const ledger: CreditLedger = { ...openCreditLedger(policies), account, posted: openPosted() };
  for (const { operation, entries } of rows) fileRow(ledger, operation, entries);
  return ledger;
}

/** Takes what happens until some place. */
function playUntil(happenings: readonly Happening[], place: number): { laptop: Laptop; rest: readonly Happening[] } {
  const cut = place % happenings.length;
  const laptop = openLaptop();
  for (const happening of happenings.slice(0, cut)) laptop.take(happening);
  return { laptop, rest: happenings.slice(cut) };
}

function chargesOf(rows: readonly Row[]): number {
  return rows.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'charge').length;
}

describe('the same ledger another way', () => {
  afterAll(() => tally.check(runs));

  it('X-6 its entries alone give the same ledger, and change nothing when they come again', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { ledger, rows, take } = openLaptop();
        const acted = happeningsOf(world).map(take);
        const replayed = openCreditLedger(policies);
        recordAll(replayed, rows);
        expectSame(pictureOf(replayed), pictureOf(ledger));
        const once = fingerprintOf(replayed);
        recordAll(replayed, structuredClone(rows.slice(-4)));
        expectSame(fingerprintOf(replayed), once);

        for (const entry of rows.flatMap(({ entries }) => entries)) tally.countEntry(entry);
        tally.count('refusals', acted.filter(({ kind }) => kind === 'refused').length);
        tally.count('notices', ledger.account.notices.length);
      }),
      { numRuns: runs, seed: 20_261_125 },
    );
  });

  it('X-6 a snapshot and what came after it give the same ledger, which goes on alike', () => {
    fc.assert(
      fc.property(worlds, fc.nat(99), (world, place) => {
        const { laptop, rest } = playUntil(happeningsOf(world), place);
        const { ledger, rows } = laptop;
        const head = [...rows];
        const snapshot = JSON.stringify(takeSnapshot(ledger.account));
        const reopened = openLaptop(reopen(head, snapshot), head);
        for (const happening of rest) {
          const acted = laptop.take(happening);
          expectSame(plain(reopened.take(happening)), plain(acted));
        }
        const tail = reopen(head, snapshot);
        recordAll(tail, rows.slice(head.length));
        const after = pictureOf(ledger);
        expectSame(pictureOf(tail), after);
        expectSame(pictureOf(reopened.ledger), after);
        tally.count('charges after the snapshot', chargesOf(rows.slice(head.length)));
      }),
      { numRuns: runs, seed: 20_261_126 },
    );
  });

  it('what happens on a branch stays there, and is what would have happened', () => {
    fc.assert(
      fc.property(worlds, fc.nat(99), (world, place) => {
        const { laptop, rest } = playUntil(happeningsOf(world), place);
        const { ledger, rows } = laptop;
        const before = fingerprintOf(ledger);
        const branch = openLaptop(branchLedger(ledger), rows);
        for (const happening of rest) branch.take(happening);
        expectSame(fingerprintOf(ledger), before);
        tally.count('charges on a branch', chargesOf(branch.rows.slice(rows.length)));
        for (const happening of rest) laptop.take(happening);
        expectSame(branch.rows, rows);
        expectSame(pictureOf(branch.ledger), pictureOf(ledger));
      }),
      { numRuns: runs, seed: 20_261_127 },
    );
  });

  it('X-4 an operation that comes again posts nothing, and one that says something else is a conflict', () => {
    fc.assert(
      fc.property(worlds, fc.nat(99), (world, place) => {
        const happenings = happeningsOf(world);
        const replay = openReplay(openCreditLedger(policies));
        const acted = happenings.map(({ operation, how }) => replay[how](operation));
        const index = place % happenings.length;
        const again = happenings[index]?.operation;
        if (again === undefined || acted[index]?.kind !== 'done') return;
        const after = fingerprintOf(replay.ledger);
        expect(replay.settle(again).kind).toBe('duplicate');
        expect(replay.act({ ...again, actor: 'Somebody else' }).kind).toBe('conflict');
        expectSame(fingerprintOf(replay.ledger), after);
        tally.count('duplicates');
      }),
      { numRuns: runs, seed: 20_261_128 },
    );
  });
});
