import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reentry } from '../../src/shared/event.ts';
import type { OperationId } from '../../src/shared/ids.ts';
import type { TicketOperation } from '../../src/shared/operation.ts';
import { aCheckIn, aCheckOut, anUndo } from '../builders/facts.ts';
import { openTill, type Till } from '../builders/till.ts';
import { openTally } from './tally.ts';

const runs = 10_000;
const seed = 20_261_123;
const tally = openTally({
  charges: 1,
  'zero charges': 0.5,
  'charges into debt': 0.2,
  reversals: 0.2,
  'charges made again': 0.05,
  duplicates: 0.2,
  undone: 0.5,
});

interface Step {
  readonly what: 'in' | 'out' | 'undo';
  readonly ms: number;
  readonly device: 'one' | 'two';
  readonly ticket: 'T-1' | 'T-2';
  readonly reentry: Reentry;
  readonly paid: boolean;
  readonly target: number;
}

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom('in', 'in', 'out', 'undo', 'undo'),
    ms: fc.integer({ min: 1, max: 20 }),
    device: fc.constantFrom('one', 'two'),
    ticket: fc.constantFrom('T-1', 'T-1', 'T-2'),
    reentry: fc.constantFrom('once', 'after-exit', 'many'),
    paid: fc.boolean(),
    target: fc.nat(9),
  }),
  { minLength: 1, maxLength: 10, size: 'max' },
);

/** Operations on two tickets by two laptops; an undo names any other operation on its ticket, undos included. */
function operationsOf(plan: readonly Step[]): readonly TicketOperation[] {
  return plan.map(({ what, reentry, paid, target, ...when }, index) => {
    const at = { id: String(index), ...when };
    if (what === 'out') return aCheckOut(at);
    const sameTicket = plan.flatMap(({ ticket }, other) => (ticket === when.ticket && other !== index ? [other] : []));
    const undone = sameTicket[target % Math.max(1, sameTicket.length)];
    if (what === 'undo' && undone !== undefined) return anUndo(at, String(undone));
    return aCheckIn(at, { reentry, fee: paid ? 'per-ticket' : 'none' });
  });
}

function run(operations: readonly TicketOperation[]): Till {
  const till = openTill({ credits: 1 });
  for (const operation of operations) till.take(operation);
  return till;
}

/** What each operation costs, of those whose charge stands. */
function standingCharges({ entries }: Till): ReadonlyMap<OperationId, number> {
  const standing = new Map<OperationId, number>();
  for (const entry of entries) {
    if (entry.kind === 'charge') standing.set(entry.operation, entry.credits);
    if (entry.kind === 'reversal') standing.delete(entry.charged);
  }
  return standing;
}

function meaningOf(till: Till) {
  return {
    balance: till.holding().balance,
    charges: standingCharges(till),
    histories: [till.history('T-1'), till.history('T-2')],
  };
}

function count(till: Till): void {
  for (const entry of till.entries) {
    tally.countEntry(entry);
    if (entry.kind === 'charge' && entry.id.endsWith('/charge/2')) tally.count('charges made again');
  }
  for (const { duplicates, undone } of meaningOf(till).histories) {
    tally.count('duplicates', duplicates.length);
    tally.count('undone', undone.size);
  }
}

describe('any operations on tickets', () => {
  afterAll(() => tally.check(runs));

  it('X-4 any order and any duplication give the same tickets and the same charges', () => {
    const shuffled = steps.chain((plan) => {
      const operations = operationsOf(plan);
      const twice = [...operations, ...operations];
      return fc.record({
        operations: fc.constant(operations),
        delivered: fc.shuffledSubarray(twice, { minLength: twice.length, maxLength: twice.length }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ operations, delivered }) => {
        const straight = run(operations);
        count(straight);
        expect(meaningOf(run(delivered))).toEqual(meaningOf(straight));
      }),
      { numRuns: runs, seed },
    );
  });

  it('GM-2 charges are exactly those of the admissions that stand', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const till = run(operationsOf(plan));
        const standing = ['T-1', 'T-2'].flatMap((ticket) => till.history(ticket).admissions);
        const due = new Map(standing.map(({ id, fee }) => [id, fee === 'none' ? 1 : 0]));
        expect(standingCharges(till)).toEqual(due);
      }),
      { numRuns: runs, seed },
    );
  });

  it('GM-6 undo is the identity, and undoing the undo brings everything back', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (plan, pick) => {
        const operations = operationsOf(plan);
        const target = pick % operations.length;
        const on = { ticket: plan[target]?.ticket ?? 'T-1' };
        const undo = anUndo({ id: 'undo', ms: 100, ...on }, String(target));
        const redo = anUndo({ id: 'redo', ms: 101, ...on }, 'undo');
        const without = run(operations.filter((_, index) => index !== target));
        const undone = run([...operations, undo]);
        expect(undone.holding().balance).toBe(without.holding().balance);
        expect(standingCharges(undone)).toEqual(standingCharges(without));
        const before = run(operations);
        const redone = run([...operations, undo, redo]);
        expect(redone.holding().balance).toBe(before.holding().balance);
        expect(standingCharges(redone)).toEqual(standingCharges(before));
      }),
      { numRuns: runs, seed },
    );
  });
});
