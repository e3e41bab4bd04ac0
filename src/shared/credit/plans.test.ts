import { describe, expect, it } from 'vitest';
import { aChoice, anEmail, anUnlock, aPlanChange, aPrint, aVoid } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aGrant, instant } from '../../../test/builders/facts.ts';
import { follow, inWords } from '../../../test/builders/story.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { planOf } from './contract.ts';
import { guestManager } from './policies/guest-manager.ts';
import { zaplify } from './policies/zaplify.ts';
import { settle } from './settle.ts';

const begin = instant('2027-01-10');
const at = (date: string) => ({ id: date, ms: instant(date) });
const plan = (date: string, name: string) => aPlanChange(at(date), 'guest-manager', name);
const leads = (date: string, name: string) => aPlanChange(at(date), 'zaplify', name);

function guests(): Till {
  return openTill({ credits: 0, beginsAt: begin });
}

function prospects(): Till {
  return openTill({ policy: zaplify, credits: 0, beginsAt: begin });
}

describe('choosing policies', () => {
  it('GM-11 brings the first plan and what everybody starts with', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      {
        take: aChoice(at('2027-01-10'), ['guest-manager'], 'Europe/Berlin'),
        posts: ['agreed: guest-manager', 'agreed: pay-as-you-go', 'granted 50: welcome'],
        balance: 50,
      },
    ]);
    expect(till.ledger.account.contract).toMatchObject({ timeZone: 'Europe/Berlin', sinceAt: begin });
  });

  it('GM-11 welcome grant never twice: not by choosing again, nor by another name for the zone', () => {
    follow(guests(), [
      { take: aChoice(at('2027-01-11'), ['guest-manager']), posts: ['agreed: guest-manager'], balance: 50 },
      { take: aChoice(at('2027-01-12'), ['artsvp-invites']), posts: ['agreed: artsvp-invites', 'agreed: standard'] },
      {
        take: aChoice(at('2027-01-13'), ['guest-manager'], 'Asia/Tokyo'),
        posts: ['agreed: guest-manager', 'agreed: pay-as-you-go'],
        balance: 50,
      },
    ]);
  });

  it('GM-11 welcome grant never twice: not by a grant of the same name on another laptop', () => {
    follow(guests(), [
      {
        take: aGrant({ id: 'welcome', ms: begin + 1, device: 'two' }, 50, { source: 'welcome' }),
        posts: [],
        balance: 50,
      },
    ]);
  });

  it('several at once, as their credit types differ', () => {
    const till = openTill({ credits: 0 });
    expect(inWords(till.take(aChoice(at('2027-01-10'), ['guest-manager', 'zaplify', 'instant-invoice'])))).toEqual([
      'agreed: guest-manager and zaplify and instant-invoice',
      'agreed: pay-as-you-go',
      'granted 50: welcome',
      'agreed: monthly-100',
      'agreed: free',
      'granted 2: free-invoices',
      'granted 3: free-emails',
      'granted 100: month 0',
    ]);
    expect(['credit', 'lead', 'invoice-pack'].map((type) => till.holding(type).balance)).toEqual([50, 100, 5]);
  });

  it('one that this version does not know is kept, and brings nothing', () => {
    const till = openTill({ credits: 0 });
    follow(till, [{ take: aChoice(at('2027-01-10'), ['of-next-year']), posts: ['agreed: of-next-year'] }]);
    expect(till.ledger.account.contract.policies).toEqual(['of-next-year']);
    follow(till, [{ take: aPrint(at('2027-01-11')), posts: [], balance: 0 }]);
    till.take(aChoice(at('2027-01-12'), ['guest-manager']));
    expect(till.ledger.account.contract.sinceAt).toBe(begin);
  });

  it('a plan that no policy has is no change', () => {
    follow(guests(), [
      { take: plan('2027-01-11', 'no-such-plan'), posts: [] },
      { take: aPlanChange(at('2027-01-12'), 'no-such-policy', 'starter'), posts: [] },
    ]);
  });

  it('what an organisation left keeps its credits, and costs nothing meanwhile', () => {
    follow(guests(), [
      {
        take: aChoice(at('2027-01-11'), ['zaplify']),
        posts: ['agreed: zaplify', 'agreed: monthly-100', 'granted 100: month 0'],
      },
      { take: aPrint(at('2027-01-12')), posts: [], balance: 50 },
      {
        take: aChoice(at('2027-01-13'), ['guest-manager', 'zaplify']),
        posts: ['agreed: guest-manager and zaplify', 'agreed: pay-as-you-go'],
      },
      { take: aPrint(at('2027-01-14')), posts: ['spent 1: welcome 1'], balance: 49 },
    ]);
  });

  it('coming back to a policy with an allowance brings none for the time away', () => {
    const till = guests();
    till.take(plan('2027-01-10', 'starter'));
    follow(till, [
      {
        take: aChoice(at('2027-01-20'), ['artsvp-invites']),
        posts: ['agreed: artsvp-invites', 'agreed: standard'],
        balance: 300,
      },
      {
        take: aChoice(at('2027-06-20'), ['guest-manager']),
        posts: ['agreed: guest-manager', 'agreed: starter', 'granted 250: month 0'],
        balance: 550,
      },
      { take: aPrint(at('2027-07-20')), posts: ['granted 250: month 1', 'spent 1: month 0 1'], balance: 799 },
    ]);
  });
});

describe('changing plans', () => {
  it('GM-10 plan changed with credits kept: up, down and up again', () => {
    follow(guests(), [
      { take: plan('2027-01-12', 'starter'), posts: ['agreed: starter', 'granted 250: month 0'], balance: 300 },
      { take: plan('2027-01-20', 'growth'), posts: ['agreed: growth', 'granted 1250: month 0 growth'], balance: 1550 },
      { take: plan('2027-01-21', 'starter'), posts: ['agreed: starter'], balance: 1550 },
      { take: plan('2027-01-22', 'growth'), posts: ['agreed: growth'], balance: 1550 },
      { take: plan('2027-01-23', 'pay-as-you-go'), posts: ['agreed: pay-as-you-go'], balance: 1550 },
      { take: plan('2027-01-24', 'unlimited'), posts: ['agreed: unlimited'], balance: 1550 },
      { take: plan('2027-01-25', 'starter'), posts: ['agreed: starter'], balance: 1550 },
      { take: aPrint(at('2027-02-12')), posts: ['granted 250: month 1', 'spent 1: welcome 1'], balance: 1799 },
    ]);
  });

  it('GM-10 cancellation and resubscription keeping credits, in the same period and later', () => {
    follow(guests(), [
      { take: plan('2027-01-12', 'starter'), posts: ['agreed: starter', 'granted 250: month 0'], balance: 300 },
      { take: plan('2027-01-13', 'pay-as-you-go'), posts: ['agreed: pay-as-you-go'], balance: 300 },
      { take: plan('2027-01-14', 'starter'), posts: ['agreed: starter'], balance: 300 },
      { take: plan('2027-01-15', 'pay-as-you-go'), posts: ['agreed: pay-as-you-go'], balance: 300 },
      // Months later: nothing came in meanwhile, and a new first period begins.
      { take: aPrint(at('2027-05-01')), posts: ['spent 1: welcome 1'], balance: 299 },
      { take: plan('2027-05-20', 'starter'), posts: ['agreed: starter', 'granted 250: month 0'], balance: 549 },
      { take: aPrint(at('2027-06-20')), posts: ['granted 250: month 1', 'spent 1: welcome 1'], balance: 798 },
    ]);
  });

  it('at exactly the end of the last period, a new first one begins', () => {
    follow(guests(), [
      { take: plan('2027-01-12', 'starter'), posts: ['agreed: starter', 'granted 250: month 0'] },
      { take: plan('2027-01-13', 'pay-as-you-go'), posts: ['agreed: pay-as-you-go'] },
      { take: plan('2027-02-12', 'growth'), posts: ['agreed: growth', 'granted 1500: month 0'], balance: 1800 },
    ]);
  });

  it('ZP-10 an upgrade brings the difference at once, and nothing twice', () => {
    follow(prospects(), [
      { take: anUnlock(at('2027-01-11'), 'Lea'), posts: ['spent 1: month 0 1'], balance: 99 },
      {
        take: leads('2027-01-20', 'monthly-500'),
        posts: ['agreed: monthly-500', 'granted 400: month 0 monthly-500'],
        balance: 499,
      },
      { take: leads('2027-01-21', 'monthly-100'), posts: ['agreed: monthly-100'], balance: 499 },
      { take: leads('2027-01-22', 'monthly-500'), posts: ['agreed: monthly-500'], balance: 499 },
      {
        take: anUnlock(at('2027-02-10'), 'Max'),
        posts: [
          'expired 99: month 0',
          'expired 400: month 0 monthly-500',
          'granted 500: month 1',
          'spent 1: month 1 1',
        ],
        balance: 499,
      },
    ]);
  });

  it('ZP-5 ZP-10 from monthly to annual, to and fro: each brings its credits once', () => {
    follow(prospects(), [
      {
        take: leads('2027-01-20', 'annual-1200'),
        posts: ['agreed: annual-1200', 'granted 1200: year 0'],
        balance: 1300,
      },
      { take: leads('2027-01-21', 'monthly-100'), posts: ['agreed: monthly-100'], balance: 1300 },
      { take: leads('2027-01-22', 'annual-1200'), posts: ['agreed: annual-1200'], balance: 1300 },
      { take: anUnlock(at('2027-02-10'), 'Lea'), posts: ['expired 100: month 0', 'spent 1: year 0 1'], balance: 1199 },
      {
        take: leads('2027-03-01', 'monthly-100'),
        posts: ['agreed: monthly-100', 'granted 100: month 0'],
        balance: 1299,
      },
      { take: leads('2027-03-02', 'annual-1200'), posts: ['agreed: annual-1200'], balance: 1299 },
      {
        take: anUnlock(at('2028-01-20'), 'Max'),
        posts: ['expired 100: month 0', 'expired 1199: year 0', 'granted 1200: year 1', 'spent 1: year 1 1'],
        balance: 1199,
      },
    ]);
  });

  it('all within one millisecond: each plan brings its credits once, and the ledger goes on', () => {
    const till = prospects();
    const now = (id: string, name: string) => aPlanChange({ id, ms: begin }, 'zaplify', name);
    follow(till, [
      { take: now('a', 'annual-1200'), posts: ['agreed: annual-1200', 'granted 1200: year 0'], balance: 1300 },
      {
        take: now('b', 'monthly-500'),
        posts: ['agreed: monthly-500', 'granted 400: month 0 monthly-500'],
        balance: 1700,
      },
      { take: now('c', 'annual-1200'), posts: ['agreed: annual-1200'], balance: 1700 },
      { take: anUnlock(at('2027-01-11'), 'Lea'), posts: ['spent 1: month 0 1'], balance: 1699 },
    ]);
  });

  it('X-4 the same change taken again in a later period brings nothing', () => {
    const till = guests();
    till.take(plan('2027-01-12', 'starter'));
    const growth = plan('2027-01-13', 'growth');
    till.take(growth);
    till.take(plan('2027-01-14', 'starter'));
    till.take(aPrint(at('2027-02-20')));
    const { balance } = till.holding();
    expect(inWords(settle(till.ledger, growth))).toEqual([]);
    expect(till.holding().balance).toBe(balance);
    expect(planOf(till.ledger.account.contract, guestManager).id).toBe('starter');
  });

  it('X-4 another plan under the id of a change that was made changes nothing', () => {
    const till = guests();
    till.take(plan('2027-01-12', 'starter'));
    const growth = { ...plan('2027-01-12', 'growth'), at: { ...plan('2027-01-13', 'growth').at } };
    expect(inWords(settle(till.ledger, growth))).toEqual([]);
    expect(till.holding().balance).toBe(300);
  });

  it('GM-6 a check-in before the change is returned at the price it was charged', () => {
    follow(guests(), [
      { take: aCheckIn(at('2027-01-11')), posts: ['spent 1: welcome 1'], balance: 49 },
      { take: aPrint(at('2027-01-12')), posts: ['spent 1: welcome 1'], balance: 48 },
      { take: plan('2027-01-13', 'unlimited'), posts: ['agreed: unlimited'] },
      { take: aVoid(at('2027-01-14'), '2027-01-12'), posts: ['returned 1: welcome 1'], balance: 49 },
      { take: anEmail(at('2027-01-15'), 212), posts: ['spent 0'], balance: 49 },
    ]);
  });
});
