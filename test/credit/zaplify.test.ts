import { describe, expect, it } from 'vitest';
import { zaplify } from '../../src/shared/credit/policies/zaplify.ts';
import { statusOf } from '../../src/shared/credit/status.ts';
import { aLimit, anUnlock, aPack, aPlanChange } from '../builders/account-facts.ts';
import { aGrant, anOperation, instant } from '../builders/facts.ts';
import { follow } from '../builders/story.ts';
import { openTill, type Till } from '../builders/till.ts';

const begin = instant('2027-01-31');
const on = (date: string) => ({ id: date, ms: instant(date) });
const referral = (id: string, person: string) =>
  anOperation('earnBonus', { id, ms: begin + 1 }, { bonus: 'referral', person });

/** Signed up on 31 January 2027 for 100 a month. */
function monthly(timeZone = 'UTC'): Till {
  return openTill({ policy: zaplify, credits: 0, beginsAt: begin, timeZone });
}

describe('leads', () => {
  it('ZP-1 unlocking one draws 1 credit', () => {
    follow(monthly(), [
      { take: anUnlock({ id: 'a', ms: begin + 1 }, 'Lea'), posts: ['spent 1: month 0 1'], balance: 99 },
    ]);
  });

  it('ZP-2 one that anyone has unlocked costs a colleague nothing, at zero credits too', () => {
    const till = openTill({ policy: zaplify, credits: 1 });
    expect(till.act(anUnlock({ id: 'a', ms: 1, actor: 'Kim' }, 'Lea'))).toMatchObject({ entries: [{ credits: 1 }] });
    expect(till.act(anUnlock({ id: 'b', ms: 2, actor: 'Ola' }, 'Lea'))).toMatchObject({
      entries: [{ credits: 0, rules: [{ words: 'Unlocked by your organisation already: free' }] }],
    });
    expect(till.act(anUnlock({ id: 'c', ms: 3, actor: 'Ola' }, 'Max'))).toMatchObject({ kind: 'refused' });
  });

  const free = [
    anOperation('uploadLeads', { id: 'x', ms: 1 }, { count: 5_000 }),
    anOperation('contactLeads', { id: 'x', ms: 1 }, { by: 'connection-request', count: 40 }),
    anOperation('contactLeads', { id: 'x', ms: 1 }, { by: 'email', count: 40 }),
  ];

  it.each(free)('ZP-3 $kind is free, at zero credits too', (operation) => {
    const till = openTill({ policy: zaplify, credits: 0 });
    expect(till.act(operation)).toMatchObject({ kind: 'done', entries: [{ credits: 0, draws: [] }] });
  });
});

describe('plans', () => {
  it('ZP-4 monthly: refilled each period, and what is left does not roll over', () => {
    follow(monthly(), [
      { take: anUnlock(on('2027-02-10'), 'Lea'), posts: ['spent 1: month 0 1'], balance: 99 },
      {
        take: anUnlock(on('2027-03-01'), 'Max'),
        posts: ['expired 99: month 0', 'granted 100: month 1', 'spent 1: month 1 1'],
        balance: 99,
      },
    ]);
  });

  it('ZP-5 annual: all at the start, usable all year, renewed each year', () => {
    const till = monthly();
    till.take(aPlanChange({ id: 'plan', ms: begin }, 'zaplify', 'annual-1200'));
    follow(till, [
      { take: anUnlock(on('2027-02-01'), 'Lea'), posts: ['spent 1: month 0 1'], balance: 1_299 },
      { take: anUnlock(on('2027-03-01'), 'Max'), posts: ['expired 99: month 0', 'spent 1: year 0 1'], balance: 1_199 },
      { take: anUnlock(on('2028-01-30'), 'Ida'), posts: ['spent 1: year 0 1'], balance: 1_198 },
      {
        take: anUnlock(on('2028-01-31'), 'Tom'),
        posts: ['expired 1198: year 0', 'granted 1200: year 1', 'spent 1: year 1 1'],
        balance: 1_199,
      },
    ]);
  });

  it('ZP-6 periods begin on the sign-up date, and month ends clamp without drifting', () => {
    const till = monthly();
    till.take(anUnlock(on('2027-07-01'), 'Lea'));
    const starts = till.entries.flatMap((entry) =>
      entry.kind === 'grant' ? [new Date(entry.at).toISOString().slice(0, 10)] : [],
    );
    expect(starts).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30']);
  });

  it('ZP-6 credits renew at the hour of the sign-up where the organisation is, over a clock change', () => {
    const signUp = instant('2027-03-15T10:00+01:00');
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: signUp, timeZone: 'Europe/Berlin' });
    const renewsAt = instant('2027-04-15T10:00+02:00');
    follow(till, [
      { take: anUnlock({ id: 'a', ms: renewsAt - 1 }, 'Lea'), posts: ['spent 1: month 0 1'] },
      {
        take: anUnlock({ id: 'b', ms: renewsAt }, 'Max'),
        posts: ['expired 99: month 0', 'granted 100: month 1', 'spent 1: month 1 1'],
      },
    ]);
  });

  it('ZP-7 the status tells a user of the organisation’s credits, its use, the goal and the own limit', () => {
    const till = monthly();
    till.take(aLimit({ id: 'kim', ms: begin + 1 }, 'Kim', { lead: 30 }));
    till.take(aLimit({ id: 'ola', ms: begin + 2 }, 'Ola', {}));
    till.take(anUnlock({ id: 'a', ms: begin + 3, actor: 'Kim' }, 'Lea'));
    const [type] = zaplify.creditTypes;
    if (type === undefined) throw new Error('There is a credit type');
    expect(statusOf(till.ledger, type, 'Kim', begin + 4)).toMatchObject({
      left: 99,
      usedThisPeriod: 1,
      monthlyGoal: 50,
      ownLimit: { limit: 30, used: 1 },
    });
  });

  it('ZP-8 at the limit, unlocking is refused for that user and nobody else', () => {
    const till = monthly();
    till.take(aLimit({ id: 'kim', ms: begin + 1 }, 'Kim', { lead: 1 }));
    const unlock = (id: string, actor: string) => till.act(anUnlock({ id, ms: begin + 2, actor }, id)).kind;
    expect([
      unlock('a', 'Kim'),
      unlock('b', 'Kim'),
      unlock('c', 'Ola'),
      unlock('d', 'Ola'),
      unlock('e', 'Kim'),
    ]).toEqual(['done', 'refused', 'done', 'done', 'refused']);
  });
});

describe('more credits', () => {
  it('ZP-9 a referral counted once per person: 20 credits, however often, wherever and however written', () => {
    const bonus = 'bonus/referral';
    follow(monthly(), [
      { take: referral('a', 'Ana@example.org'), posts: [`granted 20: ${bonus}/ana@example.org`], balance: 120 },
      { take: referral('b', ' ana@EXAMPLE.org'), posts: [], balance: 120 },
      {
        take: referral('c', 'zoe\u0301@example.org'),
        posts: [`granted 20: ${bonus}/zo\u00e9@example.org`],
        balance: 140,
      },
      { take: referral('d', 'zo\u00e9@example.org'), posts: [], balance: 140 },
    ]);
  });

  it('ZP-9 brings nothing where the policy has no such bonus', () => {
    follow(openTill(), [{ take: referral('a', 'ana@example.org'), posts: [], balance: 50 }]);
  });

  it('ZP-10 one-time and bonus credits do not expire, and periodic ones are drawn first', () => {
    const till = monthly();
    till.take(aPack({ id: 'once', ms: begin + 1 }, 50, 'lead'));
    till.take(referral('a', 'ana@example.org'));
    till.take(aGrant({ id: 'gift', ms: begin + 2 }, 5, { type: 'lead', source: 'bonus' }));
    const leads = (month: string, count: number) =>
      Array.from({ length: count }, (_, n) =>
        till.take(anUnlock({ id: `${month} ${String(n)}`, ms: instant(month) }, `${month} ${String(n)}`)),
      );
    leads('2027-02-01', 100);
    expect(till.holding().balance).toBe(75);
    leads('2027-02-02', 3);
    expect(till.holding().balance).toBe(72);
    follow(till, [
      { take: anUnlock(on('2027-03-01'), 'Lea'), posts: ['granted 100: month 1', 'spent 1: month 1 1'], balance: 171 },
    ]);
    expect(till.holding().expired).toBe(0);
    expect(till.holding().burning.map((id) => till.ledger.account.lots.get(id)?.left)).toEqual([99, 17, 5, 50]);
  });

  it('ZP-10 a plan can be upgraded: the larger allowance counts at once', () => {
    follow(monthly(), [
      {
        take: aPlanChange(on('2027-02-10'), 'zaplify', 'monthly-500'),
        posts: ['agreed: monthly-500', 'granted 400: month 0 monthly-500'],
        balance: 500,
      },
      {
        take: anUnlock(on('2027-03-01'), 'Lea'),
        posts: [
          'expired 100: month 0',
          'expired 400: month 0 monthly-500',
          'granted 500: month 1',
          'spent 1: month 1 1',
        ],
      },
    ]);
  });
});
