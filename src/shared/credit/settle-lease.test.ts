import { describe, expect, it } from 'vitest';
import { aPrint, anEmail, aVoid } from '../../../test/builders/account-facts.ts';
import { aGrant, deviceId } from '../../../test/builders/facts.ts';
import { aHandBack, aLoss, aTake, leaseId } from '../../../test/builders/leases.ts';
import { anAction, aPolicy, aType } from '../../../test/builders/policies.ts';
import { follow } from '../../../test/builders/story.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { deriveEntryId } from '../ids.ts';
import { leasesOf } from './lease.ts';

/** 50 credits in the lot `start`; an email costs 1 for each recipient, and nothing goes below zero. */
function openRefusing(): Till {
  return openTill({ policy: aPolicy() });
}

const south = { device: 'south' };
const takes40 = {
  take: aTake({ id: 'take', ms: 1 }, { slices: { start: 40 } }),
  posts: ['moved 40: start to held start'],
};

function leaseIn({ ledger }: Till, name = 'L') {
  return leasesOf(ledger).find(({ lease }) => lease === leaseId(name));
}

describe('taking a lease', () => {
  it('X-5 sets credits of lots aside, and changes no balance', () => {
    const till = openRefusing();
    follow(till, [{ ...takes40, balance: 50 }]);
    expect(leaseIn(till)).toEqual({
      lease: leaseId('L'),
      holder: deviceId('south'),
      type: 'credit',
      state: 'open',
      taken: 40,
      left: 40,
      writtenOff: 0,
      notAfterAt: 1_000,
    });
  });

  it('the holder spends its own part, the others what is left', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 5), posts: ['spent 5: held start 5'], balance: 45 },
      { take: anEmail({ id: 'b', ms: 3 }, 5), posts: ['spent 5: start 5'], balance: 40 },
    ]);
  });

  it('of two laptops each spends its own part', () => {
    const till = openRefusing();
    follow(till, [
      takes40,
      {
        take: aTake({ id: 'other', ms: 2 }, { lease: 'M', holder: 'north', slices: { start: 10 } }),
        posts: ['moved 10: start to held start'],
      },
      { take: anEmail({ id: 'a', ms: 3, ...south }, 3), posts: ['spent 3: held start 3'] },
      { take: anEmail({ id: 'b', ms: 4, device: 'north' }, 4), posts: ['spent 4: held start 4'], balance: 43 },
    ]);
    expect([leaseIn(till)?.left, leaseIn(till, 'M')?.left]).toEqual([37, 6]);
  });

  it('taken again there is more of it, for longer', () => {
    const till = openRefusing();
    follow(till, [
      takes40,
      {
        take: aTake({ id: 'more', ms: 2 }, { slices: { start: 5 }, notAfterAt: 2_000 }),
        posts: ['moved 5: start to held start'],
        balance: 50,
      },
    ]);
    expect(leaseIn(till)).toMatchObject({ taken: 45, left: 45, notAfterAt: 2_000 });
  });

  it('prolonged without more credits, what it holds lasts longer', () => {
    const till = openRefusing();
    follow(till, [
      takes40,
      { take: aTake({ id: 'more', ms: 2 }, { notAfterAt: 2_000 }), posts: ['moved 0: start to held start'] },
      { take: aTake({ id: 'sooner', ms: 3 }, { notAfterAt: 1_500 }), posts: [] },
      { take: anEmail({ id: 'a', ms: 1_800, ...south }, 5), posts: ['spent 5: held start 5'] },
    ]);
    expect(leaseIn(till)).toMatchObject({ taken: 40, left: 35, notAfterAt: 2_000 });
  });

  it('more of one lot prolongs what it holds of the others', () => {
    const till = openRefusing();
    follow(till, [
      { take: aGrant({ id: 'gift', ms: 1 }, 20), posts: ['granted 20: gift'] },
      {
        take: aTake({ id: 'take', ms: 2 }, { slices: { start: 5, gift: 6 } }),
        posts: ['moved 5: start to held start', 'moved 6: gift to held gift'],
      },
      {
        take: aTake({ id: 'more', ms: 3 }, { slices: { gift: 1 }, notAfterAt: 3_000 }),
        posts: ['moved 1: gift to held gift', 'moved 0: start to held start'],
        balance: 70,
      },
    ]);
  });

  it.each([
    ['more than is left moves what is left', { slices: { start: 70 } }, ['moved 50: start to held start']],
    ['a lot that there is not moves nothing', { slices: { nowhere: 10 } }, []],
    ['a lot of another type moves nothing', { slices: { other: 10 } }, []],
    ['what a laptop holds already moves nothing', { slices: { [`gift/lease/${leaseId('H')}`]: 3 } }, []],
    ['a type that goes negative instead is not leased', { type: 'stamp', slices: { stamps: 3 } }, []],
    ['a type that nobody knows is not leased', { type: 'gold', slices: { start: 3 } }, []],
    ['a lease that another laptop has had', { lease: 'H', slices: { start: 3 } }, []],
    ['a lease of another type', { lease: 'H', holder: 'north', type: 'other', slices: { other: 3 } }, []],
  ])('X-5 %s', (_, terms, posts) => {
    const policy = aPolicy({
      creditTypes: [aType(), aType({ id: 'stamp', atZero: 'negative' }), aType({ id: 'other' })],
    });
    const till = openTill({ policy });
    follow(till, [
      { take: aGrant({ id: 'stamps', ms: 1 }, 9, { type: 'stamp' }), posts: ['granted 9: stamps'] },
      { take: aGrant({ id: 'other', ms: 1 }, 9, { type: 'other' }), posts: ['granted 9: other'] },
      { take: aGrant({ id: 'gift', ms: 1 }, 9), posts: ['granted 9: gift'] },
      {
        take: aTake({ id: 'held', ms: 2 }, { lease: 'H', holder: 'north', slices: { gift: 9 } }),
        posts: ['moved 9: gift to held gift'],
      },
      { take: aTake({ id: 'take', ms: 3 }, terms), posts, balance: 59 },
    ]);
  });
});

it('a lot that is called as the laptop’s part would be is left alone', () => {
  const id = `start/lease/${leaseId('L')}`;
  follow(openRefusing(), [
    { take: aGrant({ id: 'gift', ms: 1 }, 5, { id: deriveEntryId(id) }), posts: ['granted 5: held start'] },
    { take: aTake({ id: 'take', ms: 2 }, { slices: { start: 10 } }), posts: [], balance: 55 },
  ]);
});

it('slices of one lot count together', () => {
  const take = aTake({ id: 'take', ms: 1 }, { slices: { start: 10 } });
  follow(openRefusing(), [
    { take: { ...take, slices: [...take.slices, ...take.slices] }, posts: ['moved 20: start to held start'] },
  ]);
});

describe('spending a lease', () => {
  it('X-5 what came late or did not fit is taken of what nobody holds: it has happened', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 45), posts: ['spent 45: held start 40, start 5'], balance: 5 },
      { take: anEmail({ id: 'b', ms: 3, ...south }, 7), posts: ['spent 7: start 5, debt 2'], balance: -2 },
    ]);
  });

  it('after its end what nobody holds is not spared: the holder’s own part still comes first', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 1_000, ...south }, 5), posts: ['spent 5: held start 5'], balance: 45 },
    ]);
  });

  it('never what another laptop holds', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 2 }, 12), posts: ['spent 12: start 10, debt 2'], balance: 38 },
      { take: anEmail({ id: 'b', ms: 3, ...south }, 40), posts: ['spent 40: held start 40'], balance: -2 },
    ]);
  });

  it('X-3 what is taken back comes back to the part that it came from', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 45), posts: ['spent 45: held start 40, start 5'] },
      { take: aVoid({ id: 'v', ms: 3 }, 'a', 7), posts: ['returned 7: start 5, held start 2'], balance: 12 },
    ]);
  });
});

describe('handing a lease back', () => {
  it('what is left of it is everybody’s again', () => {
    const till = openRefusing();
    follow(till, [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 15), posts: ['spent 15: held start 15'] },
      { take: aHandBack({ id: 'back', ms: 3 }), posts: ['moved 25: held start to start'], balance: 35 },
      { take: anEmail({ id: 'b', ms: 4 }, 35), posts: ['spent 35: start 35'], balance: 0 },
    ]);
    expect(leaseIn(till)).toMatchObject({ state: 'returned', taken: 40, left: 0 });
  });

  it('twice is once, and one of which nothing is left is over too', () => {
    const till = openRefusing();
    follow(till, [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 40), posts: ['spent 40: held start 40'] },
      { take: aHandBack({ id: 'back', ms: 3 }), posts: ['moved 0: held start to start'] },
      { take: aHandBack({ id: 'again', ms: 4 }), posts: [], balance: 10 },
    ]);
    expect(leaseIn(till)?.state).toBe('returned');
  });

  it('X-5 is the holder’s alone to say', () => {
    follow(openRefusing(), [
      takes40,
      { take: aHandBack({ id: 'back', ms: 2, device: 'north' }), posts: [] },
      { take: aHandBack({ id: 'none', ms: 3 }, 'M'), posts: [], balance: 50 },
      { take: anEmail({ id: 'a', ms: 4, ...south }, 1), posts: ['spent 1: held start 1'] },
    ]);
  });

  it('X-3 what is taken back after it goes on to the lot that it was split off', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 15), posts: ['spent 15: held start 15'] },
      { take: aHandBack({ id: 'back', ms: 3 }), posts: ['moved 25: held start to start'] },
      {
        take: aVoid({ id: 'v', ms: 4 }, 'a'),
        posts: ['returned 15: held start 15', 'moved 15: held start to start'],
        balance: 50,
      },
      { take: anEmail({ id: 'b', ms: 5 }, 50), posts: ['spent 50: start 50'], balance: 0 },
    ]);
  });

  it('taken again after it, it is a lease like the first', () => {
    const till = openRefusing();
    follow(till, [
      takes40,
      { take: aHandBack({ id: 'back', ms: 2 }), posts: ['moved 40: held start to start'] },
      {
        take: aTake({ id: 'anew', ms: 3 }, { lease: 'M', slices: { start: 8 } }),
        posts: ['moved 8: start to held start'],
      },
      { take: anEmail({ id: 'a', ms: 4, ...south }, 3), posts: ['spent 3: held start 3'], balance: 47 },
    ]);
    expect(leaseIn(till, 'M')).toMatchObject({ state: 'open', left: 5 });
  });
});

describe('a lost laptop', () => {
  const writesOff = { take: aLoss({ id: 'loss', ms: 3 }), posts: ['wrote off 40: held start'], balance: 10 };

  it('X-5 what it held counts as gone', () => {
    const till = openRefusing();
    follow(till, [takes40, writesOff, { take: aLoss({ id: 'again', ms: 4 }), posts: [], balance: 10 }]);
    expect(leaseIn(till)).toMatchObject({ state: 'written-off', left: 0, writtenOff: 40 });
    expect(till.holding()).toMatchObject({ granted: 50, spent: 0, expired: 40 });
  });

  it('X-5 what it turns out to have spent is found again: nothing is paid twice', () => {
    const till = openRefusing();
    follow(till, [
      takes40,
      writesOff,
      {
        take: anEmail({ id: 'a', ms: 2, ...south }, 25),
        posts: ['revived 25: held start', 'spent 25: held start 25'],
        balance: 10,
      },
      {
        take: aHandBack({ id: 'back', ms: 4 }),
        posts: ['revived 15: held start', 'moved 15: held start to start'],
        balance: 25,
      },
    ]);
    expect(till.holding()).toMatchObject({ granted: 50, spent: 25, expired: 0 });
    expect(leaseIn(till)).toMatchObject({ state: 'returned', left: 0, writtenOff: 0 });
  });

  it('what was spent before the write-off is not written off', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 25), posts: ['spent 25: held start 25'] },
      { take: aLoss({ id: 'loss', ms: 3 }), posts: ['wrote off 15: held start'], balance: 10 },
    ]);
  });

  it('what is taken back of what it spent counts as gone as well: it may have got it back itself', () => {
    follow(openRefusing(), [
      takes40,
      { take: anEmail({ id: 'a', ms: 2, ...south }, 25), posts: ['spent 25: held start 25'] },
      { take: aLoss({ id: 'loss', ms: 3 }), posts: ['wrote off 15: held start'] },
      {
        take: aVoid({ id: 'v', ms: 4 }, 'a', 10),
        posts: ['returned 10: held start 10', 'wrote off 10: held start'],
        balance: 10,
      },
      { take: anEmail({ id: 'b', ms: 5, ...south }, 25), posts: ['revived 25: held start', 'spent 25: held start 25'] },
    ]);
  });

  it('a lease that was handed back cannot be written off', () => {
    follow(openRefusing(), [
      takes40,
      { take: aHandBack({ id: 'back', ms: 2 }), posts: ['moved 40: held start to start'] },
      { take: aLoss({ id: 'loss', ms: 3 }), posts: [], balance: 50 },
    ]);
  });

  it('others spend what nobody holds all the while', () => {
    follow(openRefusing(), [
      takes40,
      writesOff,
      { take: aPrint({ id: 'p', ms: 4 }), posts: ['spent 5: start 5'], balance: 5 },
    ]);
  });
});

describe('the lot under a lease ends', () => {
  const grants = { take: aGrant({ id: 'brief', ms: 1 }, 30, { endsAt: 100 }), posts: ['granted 30: brief'] };
  const takes = {
    take: aTake({ id: 'take', ms: 2 }, { slices: { brief: 20 } }),
    posts: ['moved 20: brief to held brief'],
  };

  it('X-3 what a laptop holds of it waits: it may have been spent in time, and only be late', () => {
    follow(openRefusing(), [
      grants,
      takes,
      { take: anEmail({ id: 'a', ms: 200 }, 1), posts: ['expired 10: brief', 'spent 1: start 1'], balance: 69 },
      { take: anEmail({ id: 'b', ms: 99, ...south }, 5), posts: ['spent 5: held brief 5'], balance: 64 },
      {
        take: aHandBack({ id: 'back', ms: 300 }),
        posts: ['moved 15: held brief to brief', 'expired 15: brief'],
        balance: 49,
      },
    ]);
  });

  it('after its end the laptop draws nothing of it', () => {
    follow(openRefusing(), [
      grants,
      takes,
      {
        take: anEmail({ id: 'a', ms: 100, ...south }, 5),
        posts: ['expired 10: brief', 'spent 5: start 5'],
        balance: 65,
      },
    ]);
  });

  it('X-3 what is taken back after both ends expires at once', () => {
    follow(openRefusing(), [
      grants,
      takes,
      { take: anEmail({ id: 'a', ms: 50, ...south }, 20), posts: ['spent 20: held brief 20'] },
      { take: aHandBack({ id: 'back', ms: 60 }), posts: ['moved 0: held brief to brief'] },
      {
        take: aVoid({ id: 'v', ms: 200 }, 'a'),
        posts: [
          'expired 10: brief',
          'returned 20: held brief 20',
          'moved 20: held brief to brief',
          'expired 20: brief',
        ],
        balance: 50,
      },
    ]);
  });

  it('handed back by laptops whose clocks are behind, it ends each time once more', () => {
    follow(openRefusing(), [
      grants,
      takes,
      {
        take: aTake({ id: 'other', ms: 3 }, { lease: 'M', holder: 'north', slices: { brief: 7 } }),
        posts: ['moved 7: brief to held brief'],
      },
      { take: anEmail({ id: 'a', ms: 200 }, 1), posts: ['expired 3: brief', 'spent 1: start 1'] },
      {
        take: aHandBack({ id: 'back', ms: 90 }),
        posts: ['moved 20: held brief to brief', 'expired 20: brief'],
        balance: 56,
      },
      {
        take: aHandBack({ id: 'back too', ms: 95, device: 'north' }, 'M'),
        posts: ['moved 7: held brief to brief', 'expired 7: brief'],
        balance: 49,
      },
    ]);
  });
});

it('what only some actions may use is leased for those', () => {
  const policy = aPolicy({ actions: { sendEmail: anAction(1), printBadge: anAction(5) } });
  follow(openTill({ policy }), [
    { take: aGrant({ id: 'prints', ms: 1 }, 10, { scope: ['printBadge'] }), posts: ['granted 10: prints'] },
    {
      take: aTake({ id: 'take', ms: 2 }, { slices: { start: 4, prints: 10 } }),
      posts: ['moved 4: start to held start', 'moved 10: prints to held prints'],
    },
    { take: aPrint({ id: 'p', ms: 3, ...south }), posts: ['spent 5: held prints 5'] },
    { take: anEmail({ id: 'e', ms: 4, ...south }, 4), posts: ['spent 4: held start 4'], balance: 51 },
  ]);
});
