import { describe, expect, it } from 'vitest';
import { aPack, anEmail, aPrint, aVoid } from '../../../test/builders/account-facts.ts';
import { aGrant, anUndo, aCheckIn, operationId } from '../../../test/builders/facts.ts';
import { follow, inWords } from '../../../test/builders/story.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { branchLedger } from './ledger.ts';
import { settle } from './settle.ts';

/** An email of 12 that drew a, b and c, and went 2 into debt. */
function threeLots(): Till {
  const till = openTill({ credits: 0 });
  follow(till, [
    { take: aGrant({ id: 'a', ms: 1 }, 5), posts: ['granted 5: a'] },
    { take: aGrant({ id: 'b', ms: 2 }, 3), posts: ['granted 3: b'] },
    { take: aGrant({ id: 'c', ms: 3 }, 2), posts: ['granted 2: c'] },
    { take: anEmail({ id: 'e', ms: 4 }, 12), posts: ['spent 12: a 5, b 3, c 2, debt 2'], balance: -2 },
  ]);
  return till;
}

describe('refund of a charge drawn from three lots', () => {
  it('X-3 a whole one returns all draws to their lots', () => {
    follow(threeLots(), [
      { take: aVoid({ id: 'v', ms: 5 }, 'e'), posts: ['returned 12: debt 2, c 2, b 3, a 5'], balance: 10 },
    ]);
  });

  it('X-3 partial refunds go in reverse draw order, debt first', () => {
    follow(threeLots(), [
      { take: aVoid({ id: 'v', ms: 5 }, 'e', 1), posts: ['returned 1: debt 1'], balance: -1 },
      { take: aVoid({ id: 'w', ms: 6 }, 'e', 2), posts: ['returned 2: debt 1, c 1'], balance: 1 },
      { take: aVoid({ id: 'x', ms: 7 }, 'e', 3), posts: ['returned 3: c 1, b 2'], balance: 4 },
      { take: aVoid({ id: 'y', ms: 8 }, 'e', 5), posts: ['returned 5: b 1, a 4'], balance: 9 },
      { take: aVoid({ id: 'z', ms: 9 }, 'e', 5), posts: ['returned 1: a 1'], balance: 10 },
    ]);
  });

  it('refund twice: the second returns nothing, and one after a part the rest', () => {
    follow(threeLots(), [
      { take: aVoid({ id: 'v', ms: 5 }, 'e', 4), posts: ['returned 4: debt 2, c 2'] },
      { take: aVoid({ id: 'w', ms: 6 }, 'e'), posts: ['returned 8: b 3, a 5'], balance: 10 },
      { take: aVoid({ id: 'x', ms: 7 }, 'e'), posts: [], balance: 10 },
      { take: aVoid({ id: 'y', ms: 8, device: 'two' }, 'e', 4), posts: [], balance: 10 },
    ]);
  });

  it('a reversal is named by the charge and by how much of it is back (X-4)', () => {
    const till = threeLots();
    const ids = [...till.take(aVoid({ id: 'v', ms: 5 }, 'e', 4)), ...till.take(aVoid({ id: 'w', ms: 6 }, 'e'))].map(
      ({ id }) => id,
    );
    const charge = `${operationId('e')}/charge/1`;
    expect(ids).toEqual([`${charge}/reversal/4`, `${charge}/reversal/12`]);
  });

  it('comes out the same on a branch as on the ledger itself', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: anEmail({ id: 'e', ms: 1 }, 3), posts: ['spent 3: debt 3'] },
      { take: aGrant({ id: 'a', ms: 10 }, 5), posts: ['granted 5: a'] },
      { take: aPrint({ id: 'late', ms: 5, device: 'two' }), posts: ['spent 1: debt 1'] },
      { take: aGrant({ id: 'b', ms: 20 }, 6), posts: ['granted 6: b'] },
    ]);
    const branch = branchLedger(till.ledger);
    for (const operation of [aPrint({ id: 'p', ms: 21 }), aVoid({ id: 'v', ms: 22 }, 'e')]) {
      const posts = inWords(settle(branch, operation));
      follow(till, [{ take: operation, posts }]);
    }
    expect(inWords(till.entries).at(-1)).toBe('returned 3: b 1, a 2');
  });
});

describe('a refund of debt', () => {
  it('GM-9 takes the debt away', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: aCheckIn({ id: 'a', ms: 1 }), posts: ['spent 1: debt 1'], balance: -1 },
      { take: anUndo({ id: 'u', ms: 2 }, 'a'), posts: ['returned 1: debt 1'], balance: 0 },
    ]);
    expect(till.holding().debt).toBe(0);
  });

  it('that a lot has repaid comes back to that lot, the latest first', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: anEmail({ id: 'e', ms: 1 }, 10), posts: ['spent 10: debt 10'] },
      { take: aGrant({ id: 'a', ms: 2 }, 3), posts: ['granted 3: a'], balance: -7 },
      { take: aGrant({ id: 'b', ms: 3 }, 4), posts: ['granted 4: b'], balance: -3 },
      { take: aVoid({ id: 'v', ms: 4 }, 'e', 5), posts: ['returned 5: debt 3, b 2'], balance: 2 },
      { take: aVoid({ id: 'w', ms: 5 }, 'e'), posts: ['returned 5: b 2, a 3'], balance: 7 },
    ]);
    expect(till.holding()).toMatchObject({ debt: 0, burning: ['a', 'b'] });
  });

  it('of one charge leaves the debt of another', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: anEmail({ id: 'e', ms: 1 }, 4), posts: ['spent 4: debt 4'] },
      { take: anEmail({ id: 'f', ms: 2 }, 3), posts: ['spent 3: debt 3'] },
      { take: aPack({ id: 'p', ms: 3 }, 5), posts: ['granted 5: pack'], balance: -2 },
      { take: aVoid({ id: 'v', ms: 4 }, 'e'), posts: ['returned 4: debt 2, pack 2'], balance: 2 },
      { take: aVoid({ id: 'w', ms: 5 }, 'f'), posts: ['returned 3: pack 3'], balance: 5 },
    ]);
    expect(till.holding().debt).toBe(0);
  });
});

describe('refund after expiry', () => {
  it('X-3 is restored and expired, with a line for each that people can see', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }), posts: ['granted 5: brief'] },
      { take: aGrant({ id: 'lasting', ms: 2 }, 5), posts: ['granted 5: lasting'] },
      { take: anEmail({ id: 'e', ms: 3 }, 7), posts: ['spent 7: brief 5, lasting 2'], balance: 3 },
      {
        take: aVoid({ id: 'v', ms: 130 }, 'e'),
        posts: ['returned 7: lasting 2, brief 5', 'expired 5: brief'],
        balance: 5,
      },
    ]);
    expect(till.entries.at(-1)).toMatchObject({ kind: 'expiry', at: 130, lot: 'brief', credits: 5 });
    expect(till.holding()).toMatchObject({ refunded: 7, expired: 5 });
  });

  it('a millisecond before the end it is restored, and expires with the lot', () => {
    follow(openTill({ credits: 0 }), [
      { take: aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }), posts: ['granted 5: brief'] },
      { take: anEmail({ id: 'e', ms: 3 }, 2), posts: ['spent 2: brief 2'] },
      { take: aVoid({ id: 'v', ms: 99 }, 'e'), posts: ['returned 2: brief 2'], balance: 5 },
      { take: aPrint({ id: 'p', ms: 100 }), posts: ['expired 5: brief', 'spent 1: debt 1'], balance: -1 },
    ]);
  });

  it('in parts: each part has a line of its own', () => {
    follow(openTill({ credits: 0 }), [
      { take: aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }), posts: ['granted 5: brief'] },
      { take: anEmail({ id: 'e', ms: 3 }, 4), posts: ['spent 4: brief 4'] },
      {
        take: aVoid({ id: 'v', ms: 120 }, 'e', 1),
        posts: ['expired 1: brief', 'returned 1: brief 1', 'expired 1: brief'],
      },
      { take: aVoid({ id: 'w', ms: 130 }, 'e'), posts: ['returned 3: brief 3', 'expired 3: brief'], balance: 0 },
    ]);
  });

  it('of debt that the lot had repaid expires too', () => {
    follow(openTill({ credits: 0 }), [
      { take: anEmail({ id: 'e', ms: 1 }, 2), posts: ['spent 2: debt 2'] },
      { take: aGrant({ id: 'brief', ms: 2 }, 5, { endsAt: 100 }), posts: ['granted 5: brief'], balance: 3 },
      {
        take: aVoid({ id: 'v', ms: 100 }, 'e'),
        posts: ['expired 3: brief', 'returned 2: brief 2', 'expired 2: brief'],
        balance: 0,
      },
    ]);
  });

  it('made before the end and arriving after it expires as well', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }), posts: ['granted 5: brief'] },
      { take: aPrint({ id: 'p', ms: 2 }), posts: ['spent 1: brief 1'] },
      { take: anEmail({ id: 'e', ms: 150 }, 1), posts: ['expired 4: brief', 'spent 1: debt 1'] },
      {
        take: aVoid({ id: 'v', ms: 90, device: 'two' }, 'p'),
        posts: ['returned 1: brief 1', 'expired 1: brief'],
        balance: -1,
      },
    ]);
    expect(till.entries.at(-1)).toMatchObject({ kind: 'expiry', at: 100 });
  });
});
