import { describe, expect, it } from 'vitest';
import { anEmail, aPrint, aPlanChange, anUnlock, aVoid } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aGrant, instant } from '../../../test/builders/facts.ts';
import { follow, inWords } from '../../../test/builders/story.ts';
import { openTill } from '../../../test/builders/till.ts';
import { nextArrival, postDue } from './due.ts';
import type { Entry } from './entry.ts';
import { branchLedger, record } from './ledger.ts';
import { zaplify } from './policies/zaplify.ts';
import { quote } from './quote.ts';
import { intentOf } from './intent.ts';

const day = 24 * 60 * 60 * 1000;

describe('a grant with an end', () => {
  it('grant expiring in the middle of use: what is spent is spent, the rest goes', () => {
    follow(openTill({ credits: 10 }), [
      { take: aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }), posts: ['granted 5: brief'], balance: 15 },
      { take: anEmail({ id: 'e', ms: 50 }, 3), posts: ['spent 3: brief 3'], balance: 12 },
      { take: anEmail({ id: 'f', ms: 100 }, 3), posts: ['expired 2: brief', 'spent 3: start 3'], balance: 7 },
    ]);
  });

  it.each([
    { name: 'in its last millisecond it pays', at: 99, posts: ['spent 1: brief 1'] },
    { name: 'at its end it has expired', at: 100, posts: ['expired 5: brief', 'spent 1: start 1'] },
  ])('expiring at exactly the boundary: $name', ({ at, posts }) => {
    const till = openTill({ credits: 10 });
    till.take(aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }));
    expect(inWords(till.take(aPrint({ id: 'p', ms: at })))).toEqual(posts);
  });

  it.each([
    { name: 'a millisecond before, it does not pay', at: 99, posts: ['spent 1: start 1'] },
    { name: 'at its start it pays', at: 100, posts: ['spent 1: later 1'] },
  ])('starting at exactly the boundary: $name', ({ at, posts }) => {
    const till = openTill({ credits: 10 });
    till.take(aGrant({ id: 'later', ms: 1 }, 5, { startsAt: 100, endsAt: 200 }));
    expect(inWords(till.take(aPrint({ id: 'p', ms: at })))).toEqual(posts);
  });

  it.each([
    {
      name: 'the charge arrives first',
      order: ['email', 'print'] as const,
      posts: ['spent 2: brief 2', 'expired 3: brief', 'spent 1: start 1'],
    },
    {
      name: 'the expiry comes first',
      order: ['print', 'email'] as const,
      posts: ['expired 5: brief', 'spent 1: start 1', 'spent 2: start 2'],
    },
  ])('expiry racing a charge: $name, and no credit is spent twice', ({ order, posts }) => {
    const till = openTill({ credits: 10 });
    till.take(aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }));
    const racing = { email: anEmail({ id: 'e', ms: 99, device: 'two' }, 2), print: aPrint({ id: 'p', ms: 101 }) };
    expect(order.flatMap((each) => inWords(till.take(racing[each])))).toEqual(posts);
  });

  it('that has ended when it arrives is granted and gone', () => {
    follow(openTill({ credits: 10 }), [
      { take: aPrint({ id: 'p', ms: 500 }), posts: ['spent 1: start 1'] },
      {
        take: aGrant({ id: 'late', ms: 50, device: 'two' }, 5, { endsAt: 100 }),
        posts: ['granted 5: late', 'expired 5: late'],
        balance: 9,
      },
    ]);
  });

  it('whose last credits came back from a laptop that did not know of the end, ends once more', () => {
    const knowing = openTill({ credits: 10 });
    const unknowing = openTill({ credits: 10 });
    const grant = aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 });
    const print = aPrint({ id: 'p', ms: 2 });
    for (const till of [knowing, unknowing])
      follow(till, [
        { take: grant, posts: ['granted 5: brief'] },
        { take: print, posts: ['spent 1: brief 1'] },
      ]);
    follow(knowing, [{ take: aPrint({ id: 'q', ms: 100 }), posts: ['expired 4: brief', 'spent 1: start 1'] }]);
    const undo = { id: 'v', ms: 50, device: 'two' };
    const posted: readonly Entry[] = unknowing.take(voidOf(undo));
    expect(record(knowing.ledger, voidOf(undo), posted)).toEqual([]);
    follow(knowing, [
      { take: aPrint({ id: 'r', ms: 101 }), posts: ['expired 1: brief', 'spent 1: start 1'], balance: 8 },
    ]);
  });
});

function voidOf(when: { readonly id: string; readonly ms: number; readonly device: string }) {
  return aVoid(when, 'p');
}

describe('an operation that arrives late', () => {
  it('draws what could pay at its time, not what came later', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: aGrant({ id: 'new', ms: 100 }, 5), posts: ['granted 5: new'] },
      { take: aCheckIn({ id: 'a', ms: 50, device: 'two' }), posts: ['spent 1: debt 1'], balance: 4 },
      { take: aGrant({ id: 'next', ms: 150 }, 5), posts: ['granted 5: next'], balance: 9 },
    ]);
    expect(till.holding().debt).toBe(0);
  });

  it('does not turn the clock back: nothing is due twice', () => {
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: instant('2027-01-31') });
    follow(till, [
      {
        take: anUnlock({ id: 'a', ms: instant('2027-02-28') }, 'Lea'),
        posts: ['expired 100: month 0', 'granted 100: month 1', 'spent 1: month 1 1'],
      },
      {
        take: anUnlock({ id: 'b', ms: instant('2027-02-20'), device: 'two' }, 'Max'),
        posts: ['spent 1: debt 1'],
        balance: 98,
      },
      { take: anUnlock({ id: 'c', ms: instant('2027-03-01') }, 'Ida'), posts: ['spent 1: month 1 1'], balance: 97 },
    ]);
  });
});

describe('refills', () => {
  const begin = instant('2027-01-31');

  it('ZP-4 at exactly the period’s boundary the old credits go and the new ones come', () => {
    follow(openTill({ policy: zaplify, credits: 0, beginsAt: begin }), [
      { take: anUnlock({ id: 'a', ms: instant('2027-02-28') - 1 }, 'Lea'), posts: ['spent 1: month 0 1'], balance: 99 },
      {
        take: anUnlock({ id: 'b', ms: instant('2027-02-28') }, 'Max'),
        posts: ['expired 99: month 0', 'granted 100: month 1', 'spent 1: month 1 1'],
        balance: 99,
      },
    ]);
  });

  it('refill while negative: the debt is repaid first', () => {
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(aPlanChange({ id: 'c', ms: begin }, 'guest-manager', 'starter'));
    follow(till, [
      {
        take: anEmail({ id: 'e', ms: begin + day }, 400),
        posts: ['spent 400: month 0 250, welcome 50, debt 100'],
        balance: -100,
      },
      {
        take: aPrint({ id: 'p', ms: instant('2027-02-28') }),
        posts: ['granted 250: month 1', 'spent 1: month 1 1'],
        balance: 149,
      },
    ]);
    expect(till.holding().debt).toBe(0);
  });

  it('two refills due at once after months offline, each with its own interval', () => {
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    follow(till, [
      {
        take: anUnlock({ id: 'a', ms: instant('2027-04-01') }, 'Lea'),
        posts: [
          'expired 100: month 0',
          'granted 100: month 1',
          'expired 100: month 1',
          'granted 100: month 2',
          'spent 1: month 2 1',
        ],
        balance: 99,
      },
    ]);
    expect(
      till.entries.flatMap((entry) =>
        entry.kind === 'grant' ? [[entry.at, entry.lot.startsAt, entry.lot.endsAt]] : [],
      ),
    ).toEqual([
      [begin, begin, instant('2027-02-28')],
      [instant('2027-02-28'), instant('2027-02-28'), instant('2027-03-31')],
      [instant('2027-03-31'), instant('2027-03-31'), instant('2027-04-30')],
    ]);
  });

  it('GM-12 two refills that roll over are both kept', () => {
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(aPlanChange({ id: 'c', ms: begin }, 'guest-manager', 'starter'));
    follow(till, [
      {
        take: aPrint({ id: 'p', ms: instant('2027-04-01') }),
        posts: ['granted 250: month 1', 'granted 250: month 2', 'spent 1: month 0 1'],
        balance: 50 + 3 * 250 - 1,
      },
    ]);
  });

  it('X-4 two laptops that find the same refill due name it alike', () => {
    const one = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    const two = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    const first = one.take(anUnlock({ id: 'a', ms: instant('2027-03-01') }, 'Lea'));
    const second = two.take(anUnlock({ id: 'b', ms: instant('2027-03-05'), device: 'two' }, 'Max'));
    const due = (entries: readonly Entry[]) => entries.filter(({ kind }) => kind !== 'charge');
    expect(due(first)).toEqual(due(second));
    const other = anUnlock({ id: 'b', ms: instant('2027-03-05'), device: 'two' }, 'Max');
    expect(record(one.ledger, other, second)).toEqual([]);
    expect(one.holding()).toMatchObject({ granted: 200, expired: 100, spent: 2, balance: 98 });
  });

  it('a lot that was given by hand under a refill’s name does not stop the ledger', () => {
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    const id = `zaplify/allowance/month/${String(begin)}/1`;
    till.take(aGrant({ id, ms: begin + 1 }, 3, { type: 'lead' }));
    follow(till, [
      {
        take: anUnlock({ id: 'a', ms: instant('2027-03-01') }, 'Lea'),
        posts: ['expired 100: month 0', 'spent 1: month 1 1'],
      },
      {
        take: anUnlock({ id: 'b', ms: instant('2027-04-01') }, 'Max'),
        posts: ['granted 100: month 2', 'spent 1: month 2 1'],
      },
    ]);
  });

  it('says what comes next, and when', () => {
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    expect(nextArrival(till.ledger, 'lead')).toEqual({ at: instant('2027-02-28'), credits: 100 });
    expect(nextArrival(till.ledger, 'credit')).toBeUndefined();
    till.take(aPlanChange({ id: 'c', ms: begin + day }, 'zaplify', 'none'));
    expect(nextArrival(till.ledger, 'lead')).toBeUndefined();
  });
});

describe('a quote for a time at which something is due', () => {
  it('X-2 counts what expires and comes in by then, and posts nothing', () => {
    const begin = instant('2027-01-31');
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    const unlock = anUnlock({ id: 'a', ms: instant('2027-04-01') }, 'Lea');
    const intent = intentOf(unlock);
    if (intent === undefined) throw new Error('An unlock is metered');
    const before = till.entries.length;
    expect(quote(till.ledger, intent)).toMatchObject({ kind: 'quote', credits: 1, balance: 100, balanceAfter: 99 });
    expect(till.entries).toHaveLength(before);
    expect(till.holding()).toMatchObject({ balance: 100, expired: 0 });
    expect(inWords(till.take(unlock)).at(-1)).toBe('spent 1: month 2 1');
    expect(inWords(postDue(branchLedger(till.ledger), instant('2027-05-01')))).toEqual([
      'expired 99: month 2',
      'granted 100: month 3',
    ]);
  });
});
