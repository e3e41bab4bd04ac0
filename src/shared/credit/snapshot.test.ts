import { describe, expect, it } from 'vitest';
import { aLimit, anEmail, anUnlock, aPack, aPlanChange, aPrint, aVoid } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aGrant, anOperation, anUndo, instant } from '../../../test/builders/facts.ts';
import { openTill } from '../../../test/builders/till.ts';
import type { Operation } from '../operation.ts';
import type { Account } from './account.ts';
import type { Entry } from './entry.ts';
import { type CreditLedger, fileRow, openCreditLedger, record } from './ledger.ts';
import { openPosted } from './posted.ts';
import { restoreAccount, takeSnapshot } from './snapshot.ts';

const begin = instant('2027-01-31');

/** A bit of everything: two policies, plans, limits, scoped and ending lots, debt, refunds, a refill, notices. */
const operations: readonly Operation[] = [
  anOperation(
    'choosePolicy',
    { id: 'choose', ms: begin },
    { policies: ['guest-manager', 'zaplify'], timeZone: 'Europe/Oslo' },
  ),
  aPlanChange({ id: 'plan', ms: begin + 1 }, 'guest-manager', 'starter'),
  anOperation('setBillingContact', { id: 'contact', ms: begin + 2 }, { contact: 'bills@example.org' }),
  aLimit({ id: 'limit', ms: begin + 3 }, 'Kim', { lead: 2 }),
  anUnlock({ id: 'lead', ms: begin + 4 }, 'Lea'),
  aGrant({ id: 'prints', ms: begin + 5 }, 3, {
    scope: ['printBadge'],
    priority: 2,
    terms: ['thick'],
    endsAt: instant('2027-02-10'),
  }),
  aCheckIn({ id: 'in', ms: begin + 6 }),
  anEmail({ id: 'mail', ms: begin + 7 }, 330),
  anUndo({ id: 'undo', ms: begin + 8 }, 'in'),
  aVoid({ id: 'part', ms: begin + 9 }, 'mail', 20),
  aPack({ id: 'pack', ms: begin + 10 }, 5),
  aPrint({ id: 'print', ms: instant('2027-02-28') }),
  aVoid({ id: 'back', ms: instant('2027-02-28') + 1 }, 'print'),
  anUnlock({ id: 'again', ms: instant('2027-03-01') }, 'Lea'),
  anEmail({ id: 'last', ms: instant('2027-04-01') }, 700),
];

function run(): { readonly rows: readonly (readonly [Operation, readonly Entry[]])[]; readonly ledger: CreditLedger } {
  const till = openTill({ credits: 0 });
  return { rows: operations.map((operation) => [operation, till.take(operation)] as const), ledger: till.ledger };
}

const plain = (account: Account) => JSON.parse(JSON.stringify(takeSnapshot(account))) as unknown;

describe('a snapshot', () => {
  it.each(operations.map(({ kind }, index) => ({ kind, index })))(
    'X-6 after row $index ($kind), and the rows from there, give the account of all rows',
    ({ index }) => {
      const { rows, ledger } = run();
      const head = openCreditLedger(ledger.policies);
      for (const [operation, entries] of rows.slice(0, index + 1)) record(head, operation, entries);
      const stored: unknown = JSON.parse(JSON.stringify(takeSnapshot(head.account)));
      const restored: CreditLedger = { ...head, account: restoreAccount(stored), posted: openPosted() };
      for (const [operation, entries] of rows.slice(0, index + 1)) fileRow(restored, operation, entries);
      for (const [operation, entries] of rows.slice(index + 1))
        expect(record(restored, operation, entries)).toEqual([]);
      expect(plain(restored.account)).toEqual(plain(ledger.account));
    },
  );

  it('is restored to what was taken', () => {
    const { ledger } = run();
    const { nextDueAt, ...account } = restoreAccount(plain(ledger.account));
    expect(nextDueAt).toBeUndefined();
    const { nextDueAt: known, ...taken } = ledger.account;
    expect(known).toBeDefined();
    expect(account).toEqual(taken);
  });

  it.each([
    { name: 'nothing', snapshot: undefined },
    { name: 'another thing', snapshot: { holdings: [] } },
  ])('$name is not restored', ({ snapshot }) => {
    expect(() => restoreAccount(snapshot)).toThrow();
  });

  it('with half a credit is not restored', () => {
    const taken = takeSnapshot(run().ledger.account);
    const [first, ...holdings] = taken.holdings;
    expect(() => restoreAccount({ ...taken, holdings: [{ ...first, balance: 0.5 }, ...holdings] })).toThrow(/integer/);
  });
});
