import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Entry } from '../src/shared/credit/entry.ts';
import { type Account, openAccount, post } from '../src/shared/credit/ledger.ts';
import type { Reentry } from '../src/shared/event.ts';
import type { TicketOperation } from '../src/shared/operation.ts';
import { aCheckIn, aCheckOut, anUndo } from './builders/facts.ts';
import { openTill, type Till } from './builders/till.ts';

const runs = 3_000;
const seed = 20_261_123;
/** What the runs really did: a property over nothing proves nothing. */
const seen = { charges: 0, zeroCharges: 0, reversals: 0, duplicates: 0, undone: 0, redone: 0, debt: 0 };

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

function run(operations: readonly TicketOperation[], credits = 1): Till {
  const till = openTill({ credits });
  for (const operation of operations) till.take(operation);
  return till;
}

function count(till: Till): void {
  for (const entry of till.entries) {
    if (entry.kind === 'charge') seen[entry.credits === 0 ? 'zeroCharges' : 'charges'] += 1;
    if (entry.kind === 'reversal') seen.reversals += 1;
    if (entry.kind === 'charge' && entry.id.endsWith('/charge/2')) seen.redone += 1;
    if (entry.kind === 'charge' && entry.debt > 0) seen.debt += 1;
  }
  for (const ticket of ['T-1', 'T-2']) {
    seen.duplicates += till.history(ticket).duplicates.length;
    seen.undone += till.history(ticket).undone.size;
  }
}

const charged = (account: Account) => new Map([...account.outstanding].map(([id, { credits }]) => [id, credits]));
const meaning = (till: Till) => ({
  balance: till.account.balance,
  charged: charged(till.account),
  first: till.history('T-1'),
  second: till.history('T-2'),
});

function replay(entries: readonly Entry[]): Account {
  const account = openAccount();
  for (const entry of entries) post(account, entry);
  return account;
}

describe('any operations on tickets', () => {
  afterAll(() => {
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(runs / 100);
  });

  it('replay = projection; balance = granted - spent + refunded = lots - debt (X-6)', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const till = run(operationsOf(plan));
        count(till);
        const { account } = till;
        expect(replay(till.entries)).toEqual(account);
        expect(account.balance).toBe(account.granted - account.spent + account.refunded);
        const left = [...account.lots.values()].reduce((sum, lot) => sum + lot.left, 0);
        expect(account.balance).toBe(left - account.debt);
        for (const lot of account.lots.values()) expect(lot.left).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs, seed },
    );
  });

  it('any order and any duplication give the same tickets and the same charges (X-4)', () => {
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
        expect(meaning(run(delivered))).toEqual(meaning(run(operations)));
      }),
      { numRuns: runs, seed },
    );
  });

  it('charges are exactly those of the admissions that stand', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const till = run(operationsOf(plan));
        const standing = ['T-1', 'T-2'].flatMap((ticket) => till.history(ticket).admissions);
        const due = new Map(standing.map(({ id, fee }) => [id, fee === 'none' ? 1 : 0]));
        expect(charged(till.account)).toEqual(due);
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
        const before = run(operations);
        const without = run(operations.filter((_, index) => index !== target));
        const undone = run([...operations, anUndo({ id: 'undo', ms: 100, ...on }, String(target))]);
        const redone = run([
          ...operations,
          anUndo({ id: 'undo', ms: 100, ...on }, String(target)),
          anUndo({ id: 'redo', ms: 101, ...on }, 'undo'),
        ]);
        expect(undone.account.balance).toBe(without.account.balance);
        expect(charged(undone.account)).toEqual(charged(without.account));
        expect(redone.account.balance).toBe(before.account.balance);
        expect(charged(redone.account)).toEqual(charged(before.account));
      }),
      { numRuns: runs, seed },
    );
  });
});
