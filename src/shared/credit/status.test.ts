import { describe, expect, it } from 'vitest';
import { aLimit, anEmail, anUnlock, aPack, aPlanChange, aPrint, aVoid } from '../../../test/builders/account-facts.ts';
import { aGrant, instant } from '../../../test/builders/facts.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { guestManager } from './policies/guest-manager.ts';
import { instantInvoice } from './policies/instant-invoice.ts';
import { zaplify } from './policies/zaplify.ts';
import type { CreditTypeRule, Policy } from './policy.ts';
import { statusOf } from './status.ts';

const begin = instant('2027-01-31');

function typeOf({ creditTypes: [type] }: Policy): CreditTypeRule {
  if (type === undefined) throw new Error('A policy has a credit type');
  return type;
}

function leadStatus({ ledger }: Till, member: string, at: number) {
  return statusOf(ledger, typeOf(zaplify), member, at);
}

/** Five users on the annual plan; Kim may unlock 3 in a year and has unlocked 2, Ola has unlocked 1. */
function fiveUsers(): Till {
  const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin - 1 });
  till.take(aPlanChange({ id: 'plan', ms: begin }, 'zaplify', 'annual-1200'));
  for (const [index, name] of ['Kim', 'Ola', 'Lin', 'Sam', 'Eve'].entries()) {
    till.take(aLimit({ id: name, ms: begin + index }, name, name === 'Kim' ? { lead: 3 } : {}));
  }
  till.take(anUnlock({ id: 'a', ms: begin + 10, actor: 'Kim' }, 'Lea'));
  till.take(anUnlock({ id: 'b', ms: begin + 11, actor: 'Kim' }, 'Max'));
  till.take(anUnlock({ id: 'c', ms: begin + 12, actor: 'Ola' }, 'Ida'));
  return till;
}

describe('the credits status (ZP-7)', () => {
  it('ZP-7 shows what is left, what this period has used, the monthly goal, and one’s own limit', () => {
    expect(leadStatus(fiveUsers(), 'Kim', begin + 20)).toMatchObject({
      left: 1297,
      usedThisPeriod: 3,
      period: { startsAt: begin, endsAt: instant('2028-01-31') },
      // (1297 + 3) / 5 users / 12 months
      monthlyGoal: 21,
      ownLimit: { limit: 3, used: 2 },
      arrival: { at: instant('2028-01-31'), credits: 1200 },
    });
  });

  it('ZP-7 shows no limit to whom none is set, and to a stranger', () => {
    expect(leadStatus(fiveUsers(), 'Ola', begin + 20).ownLimit).toBeUndefined();
    expect(leadStatus(fiveUsers(), 'Nobody', begin + 20).ownLimit).toBeUndefined();
  });

  it('ZP-7 does not change the goal by using credits, only by getting some', () => {
    const till = fiveUsers();
    till.take(anUnlock({ id: 'd', ms: begin + 13 }, 'Tom'));
    expect(leadStatus(till, 'Kim', begin + 20).monthlyGoal).toBe(21);
    till.take(aPack({ id: 'p', ms: begin + 14 }, 600, 'lead'));
    expect(leadStatus(till, 'Kim', begin + 20).monthlyGoal).toBe(31);
  });

  it('ZP-6 begins anew with the next period, before anything has happened in it', () => {
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    till.take(anUnlock({ id: 'a', ms: begin + 1 }, 'Lea'));
    expect(leadStatus(till, 'Kim', instant('2027-02-28') - 1)).toMatchObject({
      left: 99,
      usedThisPeriod: 1,
      monthlyGoal: 100,
    });
    expect(leadStatus(till, 'Kim', instant('2027-02-28'))).toMatchObject({
      left: 100,
      usedThisPeriod: 0,
      period: { index: 1, endsAt: instant('2027-03-31') },
      arrival: { at: instant('2027-03-31') },
    });
    expect(till.holding()).toMatchObject({ balance: 99, expired: 0 });
  });

  it('what is taken back is not used', () => {
    const till = fiveUsers();
    till.take(aVoid({ id: 'v', ms: begin + 13 }, 'a'));
    expect(leadStatus(till, 'Kim', begin + 20)).toMatchObject({ usedThisPeriod: 2, ownLimit: { used: 1 } });
  });

  it('without a plan that brings credits, a period is a month from the day the organisation began', () => {
    const till = openTill({ credits: 50, beginsAt: begin });
    till.take(anEmail({ id: 'e', ms: instant('2027-02-27') }, 120));
    const shown = (at: string) => statusOf(till.ledger, typeOf(guestManager), 'Kim', instant(at));
    expect(shown('2027-02-27T12:00')).toMatchObject({ left: -20, usedThisPeriod: 120, arrival: undefined });
    expect(shown('2027-02-28')).toMatchObject({
      left: -20,
      usedThisPeriod: 0,
      period: { startsAt: instant('2027-02-28') },
    });
  });

  it('tells credits for some actions apart', () => {
    const till = openTill({ policy: instantInvoice, credits: 4, beginsAt: begin });
    expect(statusOf(till.ledger, typeOf(instantInvoice), 'Kim', begin)).toMatchObject({
      left: 9,
      reserved: [
        { words: 'Free emails', left: 3 },
        { words: 'Free invoices', left: 2 },
      ],
    });
  });

  it('tells of a lot that ends within the same period', () => {
    const till = openTill({ credits: 1, beginsAt: begin });
    till.take(aGrant({ id: 'brief', ms: begin }, 9, { endsAt: begin + 100 }));
    till.take(aPrint({ id: 'p', ms: begin + 1 }));
    const left = (at: number) => statusOf(till.ledger, typeOf(guestManager), 'Kim', at).left;
    expect([left(begin + 99), left(begin + 100)]).toEqual([59, 51]);
  });
});
