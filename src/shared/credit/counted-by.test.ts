import { describe, expect, it } from 'vitest';
import { aCheckIn, anOperation, instant, operationId } from '../../../test/builders/facts.ts';
import { latestCounting, mostAheadMs, settleBy } from './counted-by.ts';
import { openCreditLedger, record } from './ledger.ts';
import { policies } from './policies/built-in.ts';
import { subjectKey } from './posted.ts';

const now = instant('2026-06-01T12:00');
const day = 24 * 3_600_000;

describe('a clock that is far ahead', () => {
  it('counts as two minutes ahead, or as late as anything that has counted', () => {
    expect(latestCounting({ clock: 0 }, now)).toBe(now + mostAheadMs);
    expect(latestCounting({ clock: now + day }, now)).toBe(now + day);
  });

  it('brings no allowance in, and lets none expire', () => {
    const ledger = openCreditLedger(policies);
    const agreed = anOperation('choosePolicy', { id: 'a', ms: now }, { policies: ['zaplify'], timeZone: 'UTC' });
    settleBy(ledger, agreed, now);
    const unlock = anOperation('unlockLead', { id: 'b', ms: now + 400 * day }, { lead: 'Ana' });
    const entries = settleBy(ledger, unlock, now + mostAheadMs);
    expect(entries).toMatchObject([{ kind: 'charge', at: now + mostAheadMs, credits: 1 }]);
    expect(ledger.account.clock).toBe(now + mostAheadMs);
  });

  it('is told of by notices as everybody reads it in the log', () => {
    const [settled, read] = [openCreditLedger(policies), openCreditLedger(policies)];
    const begun = anOperation('choosePolicy', { id: 'a', ms: now }, { policies: ['guest-manager'], timeZone: 'UTC' });
    const email = anOperation('sendEmail', { id: 'b', ms: now + day }, { purpose: 'campaign', recipients: 20 });
    for (const operation of [begun, email]) record(read, operation, settleBy(settled, operation, now));
    expect(settled.account.notices).toMatchObject([{ at: now + day }]);
    expect(read.account.notices).toEqual(settled.account.notices);
  });

  it('does not change which of two came first', () => {
    const ledger = openCreditLedger(policies);
    const late = anOperation('unlockLead', { id: 'late', ms: now + 400 * day }, { lead: 'Ana' });
    const early = anOperation('unlockLead', { id: 'early', ms: now + day }, { lead: 'Ana' });
    for (const operation of [late, early]) settleBy(ledger, operation, now);
    const filed = ledger.posted.subjects.get(subjectKey('unlockLead', 'Ana'))?.operations ?? [];
    expect(filed.map(({ id }) => id)).toEqual([operationId('early'), operationId('late')]);
  });

  it('an operation of the past is settled as it is', () => {
    const ledger = openCreditLedger(policies);
    const checkIn = aCheckIn({ id: 'a', ms: now - day });
    const history = { inside: true, admissions: [checkIn], duplicates: [], first: undefined, undone: new Set<never>() };
    const entries = settleBy(ledger, checkIn, now, { operations: [checkIn], history });
    expect(entries).toMatchObject([{ kind: 'charge', at: now - day }]);
  });
});
