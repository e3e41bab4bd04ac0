import { describe, expect, it } from 'vitest';
import { aPack, aPrint, anEmail, aVoid } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aCheckOut, aGrant, anOperation, anUndo, operationId } from '../../../test/builders/facts.ts';
import { follow, inWords } from '../../../test/builders/story.ts';
import { openTill } from '../../../test/builders/till.ts';
import type { Entry } from './entry.ts';
import { guestManager } from './policies/guest-manager.ts';
import type { Policy } from './policy.ts';
import { settle } from './settle.ts';

const again = { reentry: 'after-exit' } as const;

/** Operations whose charge stands, and what of it was not returned. */
function charged(till: ReturnType<typeof openTill>): Record<string, number> {
  const billings = [...till.ledger.posted.billings.values()].filter(({ stands }) => stands);
  return Object.fromEntries(billings.map(({ operation, charge, returned }) => [operation, charge.credits - returned]));
}

describe('checking in', () => {
  it('X-1 says which rule made the charge, and which lots it drew from', () => {
    expect(openTill().take(aCheckIn({ id: 'a', ms: 1 }))).toMatchObject([
      {
        kind: 'charge',
        action: 'checkIn',
        member: 'Kim',
        ticket: 'T-1',
        credits: 1,
        rules: [{ words: 'Checking in a free ticket: 1 credit', times: 1, credits: 1 }],
        draws: [{ lot: 'start', credits: 1 }],
        debt: 0,
      },
    ]);
  });

  it('X-1 a charge of 0 has its line too, with the rule that made it so', () => {
    expect(openTill().take(aCheckIn({ id: 'a', ms: 1 }, { fee: 'per-ticket' }))).toMatchObject([
      { credits: 0, rules: [{ words: 'Paid ticket: 0' }], draws: [] },
    ]);
  });

  it('GM-2 a second check-in after a check-out is a check-in', () => {
    follow(openTill(), [
      { take: aCheckIn({ id: 'a', ms: 1 }, again), posts: ['spent 1: start 1'], balance: 49 },
      { take: aCheckOut({ id: 'o', ms: 2 }), posts: [], balance: 49 },
      { take: aCheckIn({ id: 'b', ms: 3 }, again), posts: ['spent 1: start 1'], balance: 48 },
    ]);
  });

  it('a second check-in can be made free with one more price', () => {
    const free = { when: { reentry: true }, credits: 0, words: 'Coming back in: free' };
    const { checkIn, ...actions } = guestManager.actions;
    if (checkIn === undefined) throw new Error('Guest Manager prices check-ins');
    const prices = { ...checkIn, prices: [free, ...checkIn.prices] };
    const policy: Policy = { ...guestManager, actions: { ...actions, checkIn: prices } };
    const till = openTill({ policy });
    follow(till, [
      { take: aCheckIn({ id: 'a', ms: 1 }, again), posts: ['spent 1: start 1'], balance: 49 },
      { take: aCheckOut({ id: 'o', ms: 2 }), posts: [], balance: 49 },
      { take: aCheckIn({ id: 'b', ms: 3 }, again), posts: ['spent 0'], balance: 49 },
      // With the first entry undone, the second is the first.
      {
        take: anUndo({ id: 'u', ms: 4 }, 'a'),
        posts: ['returned 1: start 1', 'returned 0', 'spent 1: start 1'],
        balance: 49,
      },
    ]);
    expect(charged(till)).toEqual({ [operationId('b')]: 1 });
  });

  it('a duplicate from another door costs nothing; it is charged when the earlier one is undone', () => {
    follow(openTill(), [
      { take: aCheckIn({ id: 'a', ms: 1 }), posts: ['spent 1: start 1'] },
      { take: aCheckIn({ id: 'b', ms: 2, device: 'two' }), posts: [], balance: 49 },
      { take: anUndo({ id: 'u', ms: 3 }, 'a'), posts: ['returned 1: start 1', 'spent 1: start 1'], balance: 49 },
    ]);
  });

  it('X-4 two doors: one credit, whichever comes first in the ledger', () => {
    const till = openTill();
    follow(till, [
      { take: aCheckIn({ id: 'b', ms: 2, device: 'two' }), posts: ['spent 1: start 1'] },
      { take: aCheckIn({ id: 'a', ms: 1 }), posts: ['returned 1: start 1', 'spent 1: start 1'], balance: 49 },
    ]);
    expect(charged(till)).toEqual({ [operationId('a')]: 1 });
  });
});

describe('undoing', () => {
  it('GM-6 X-3 returns 1 where 1 was charged, to the lot it came from', () => {
    const till = openTill();
    const [charge] = till.take(aCheckIn({ id: 'a', ms: 1 }));
    expect(till.take(anUndo({ id: 'u', ms: 2 }, 'a'))).toMatchObject([
      { kind: 'reversal', charge: charge?.id, credits: 1, whole: true, draws: [{ lot: 'start', credits: 1 }] },
    ]);
    expect(till.holding()).toMatchObject({ balance: 50, spent: 1, refunded: 1 });
  });

  it('GM-6 returns 0 where 0 was charged', () => {
    follow(openTill(), [
      { take: aCheckIn({ id: 'a', ms: 1 }, { fee: 'per-ticket' }), posts: ['spent 0'] },
      { take: anUndo({ id: 'u', ms: 2 }, 'a'), posts: ['returned 0'], balance: 50 },
    ]);
  });

  it('GM-6 refund twice: never, by one laptop or two', () => {
    follow(openTill(), [
      { take: aCheckIn({ id: 'a', ms: 1 }), posts: ['spent 1: start 1'] },
      { take: anUndo({ id: 'u', ms: 2 }, 'a'), posts: ['returned 1: start 1'] },
      { take: anUndo({ id: 'w', ms: 3, device: 'two' }, 'a'), posts: [], balance: 50 },
    ]);
  });

  it('undo then charge again: the new check-in is charged, the old one stays returned', () => {
    const till = openTill();
    follow(till, [
      { take: aCheckIn({ id: 'a', ms: 1 }), posts: ['spent 1: start 1'] },
      { take: anUndo({ id: 'u', ms: 2 }, 'a'), posts: ['returned 1: start 1'] },
      { take: aCheckIn({ id: 'b', ms: 3 }), posts: ['spent 1: start 1'], balance: 49 },
    ]);
    expect(charged(till)).toEqual({ [operationId('b')]: 1 });
  });

  it('an undo undone charges again, under an id of its own', () => {
    const till = openTill();
    const [first] = till.take(aCheckIn({ id: 'a', ms: 1 }));
    till.take(anUndo({ id: 'u', ms: 2 }, 'a'));
    const [second] = till.take(anUndo({ id: 'w', ms: 3 }, 'u'));
    expect(second).toMatchObject({ kind: 'charge', operation: operationId('a'), credits: 1 });
    expect(second?.id).not.toBe(first?.id);
    follow(till, [{ take: anUndo({ id: 'x', ms: 4 }, 'w'), posts: ['returned 1: start 1'], balance: 50 }]);
  });

  it('an undo that arrives before its check-in: nothing is ever charged', () => {
    follow(openTill(), [
      { take: anUndo({ id: 'u', ms: 2 }, 'a'), posts: [] },
      { take: aCheckIn({ id: 'a', ms: 1, device: 'two' }), posts: [], balance: 50 },
    ]);
  });

  it('another price does not reprice what was charged before', () => {
    const dearer: Policy = {
      ...guestManager,
      id: 'dearer',
      actions: {
        checkIn: {
          name: 'Checking in a guest',
          type: 'credit',
          prices: [{ when: {}, credits: 5, words: 'Checking in: 5 credits' }],
        },
      },
      startingLots: [],
    };
    const till = openTill({ known: [dearer] });
    follow(till, [
      { take: aCheckIn({ id: 'a', ms: 1 }, again), posts: ['spent 1: start 1'] },
      {
        take: anOperation('choosePolicy', { id: 'c', ms: 2 }, { policies: ['dearer'], timeZone: 'UTC' }),
        posts: ['agreed: dearer', 'agreed: pay-as-you-go'],
      },
      { take: aCheckOut({ id: 'o', ms: 3 }), posts: [], balance: 49 },
      { take: aCheckIn({ id: 'b', ms: 4 }, again), posts: ['spent 5: start 5'], balance: 44 },
      { take: anUndo({ id: 'u', ms: 5 }, 'b'), posts: ['returned 5: start 5'], balance: 49 },
      { take: anUndo({ id: 'w', ms: 6 }, 'a'), posts: ['returned 1: start 1'], balance: 50 },
    ]);
  });

  it('GM-5 what was free because nothing metered it stays free when something does', () => {
    follow(openTill(), [
      { take: choose('c', 1, 'artsvp-invites'), posts: ['agreed: artsvp-invites', 'agreed: standard'] },
      { take: aCheckIn({ id: 'a', ms: 2 }, again), posts: [] },
      {
        take: choose('d', 3, 'guest-manager'),
        posts: ['agreed: guest-manager', 'agreed: pay-as-you-go', 'granted 50: welcome'],
        balance: 100,
      },
      { take: aCheckOut({ id: 'o', ms: 4 }), posts: [], balance: 100 },
      { take: aCheckIn({ id: 'b', ms: 5 }, again), posts: ['spent 1: welcome 1'], balance: 99 },
      // What had been a duplicate counts now: it is charged.
      { take: aCheckIn({ id: 'x', ms: 6, device: 'two' }, again), posts: [] },
      { take: anUndo({ id: 'u', ms: 7 }, 'b'), posts: ['returned 1: welcome 1', 'spent 1: welcome 1'], balance: 99 },
    ]);
  });
});

function choose(id: string, ms: number, policy: string) {
  return anOperation('choosePolicy', { id, ms }, { policies: [policy], timeZone: 'UTC' });
}

describe('taking back', () => {
  it('X-3 a failed print comes back to the lot it came from, once', () => {
    follow(openTill(), [
      { take: aPrint({ id: 'p', ms: 1 }), posts: ['spent 1: start 1'] },
      { take: aVoid({ id: 'v', ms: 2 }, 'p'), posts: ['returned 1: start 1'], balance: 50 },
      { take: aVoid({ id: 'w', ms: 3, device: 'two' }, 'p'), posts: [], balance: 50 },
    ]);
  });

  it('a void that arrives before its target: charged and returned', () => {
    follow(openTill(), [
      { take: aVoid({ id: 'v', ms: 2 }, 'e', 3), posts: [] },
      { take: anEmail({ id: 'e', ms: 1 }, 10), posts: ['spent 10: start 10', 'returned 3: start 3'], balance: 43 },
    ]);
  });

  it('an action that cost 0 can be taken back once', () => {
    follow(openTill(), [
      {
        take: anOperation('issueTickets', { id: 'i', ms: 1 }, { orderCode: 'A', free: 0, paid: 2 }),
        posts: ['spent 0'],
      },
      { take: aVoid({ id: 'v', ms: 2 }, 'i'), posts: ['returned 0'] },
      { take: aVoid({ id: 'w', ms: 3 }, 'i'), posts: [], balance: 50 },
    ]);
  });

  it('a check-in is undone, not taken back: its guest is still inside', () => {
    follow(openTill(), [
      { take: aCheckIn({ id: 'a', ms: 1 }), posts: ['spent 1: start 1'] },
      { take: aVoid({ id: 'v', ms: 2 }, 'a'), posts: [], balance: 49 },
    ]);
  });

  it('taking back a purchase or nothing at all does nothing', () => {
    follow(openTill(), [
      { take: aPack({ id: 'p', ms: 1 }, 10), posts: ['granted 10: pack'] },
      { take: aVoid({ id: 'v', ms: 2 }, 'p'), posts: [] },
      { take: aVoid({ id: 'w', ms: 3 }, 'v'), posts: [], balance: 60 },
    ]);
  });
});

describe('what is done to nothing', () => {
  it('an order of no tickets leaves no line, as there is no rule to name (X-1)', () => {
    follow(openTill(), [
      {
        take: anOperation('issueTickets', { id: 'i', ms: 1 }, { orderCode: 'A', free: 0, paid: 0 }),
        posts: [],
        balance: 50,
      },
    ]);
  });
});

describe('the balance', () => {
  it('GM-9 goes below zero: the door never stops', () => {
    const till = openTill({ credits: 1 });
    for (const n of [1, 2, 3]) till.take(aCheckIn({ id: `a${String(n)}`, ms: n, ticket: `T-${String(n)}` }));
    expect(till.holding()).toMatchObject({ balance: -2, debt: 2 });
  });

  it('the next lot repays the debt first; a top-up smaller than the debt leaves the rest of it', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: anEmail({ id: 'e', ms: 1 }, 10), posts: ['spent 10: debt 10'], balance: -10 },
      { take: aGrant({ id: 'small', ms: 2 }, 4), posts: ['granted 4: small'], balance: -6 },
    ]);
    expect(till.holding()).toMatchObject({ debt: 6, burning: [] });
    follow(till, [
      { take: aGrant({ id: 'large', ms: 3 }, 10), posts: ['granted 10: large'], balance: 4 },
      { take: anEmail({ id: 'f', ms: 4 }, 4), posts: ['spent 4: large 4'], balance: 0 },
    ]);
    expect(till.holding()).toMatchObject({ debt: 0, burning: [] });
  });

  it('a scoped lot does not repay the debt of other actions', () => {
    const till = openTill({ credits: 0 });
    follow(till, [
      { take: anEmail({ id: 'e', ms: 1 }, 3), posts: ['spent 3: debt 3'] },
      { take: aGrant({ id: 'prints', ms: 2 }, 5, { scope: ['printBadge'] }), posts: ['granted 5: prints'], balance: 2 },
      { take: anEmail({ id: 'f', ms: 3 }, 1), posts: ['spent 1: debt 1'], balance: 1 },
      { take: aPrint({ id: 'p', ms: 4 }), posts: ['spent 1: prints 1'], balance: 0 },
    ]);
    expect(till.holding()).toMatchObject({ debt: 4, burning: ['prints'] });
  });

  it.each([
    { name: 'has not begun', startsAt: 10, endsAt: 20 },
    { name: 'has ended', startsAt: 0, endsAt: 2 },
  ])('a lot whose time $name does not repay debt', ({ startsAt, endsAt }) => {
    const till = openTill({ credits: 0 });
    till.take(anEmail({ id: 'e', ms: 1 }, 3));
    till.take(aGrant({ id: 'lot', ms: 2 }, 5, { startsAt, endsAt }));
    expect(till.holding().debt).toBe(3);
  });

  it('X-6 is granted - spent + refunded - expired', () => {
    const till = openTill({ credits: 10 });
    till.take(aGrant({ id: 'brief', ms: 1 }, 7, { endsAt: 50 }));
    till.take(anEmail({ id: 'e', ms: 2 }, 9));
    till.take(aVoid({ id: 'v', ms: 3 }, 'e', 4));
    till.take(aPrint({ id: 'p', ms: 60 }));
    expect(till.holding()).toMatchObject({ granted: 17, spent: 10, refunded: 4, expired: 2, balance: 9 });
  });
});

describe('once only', () => {
  const kinds = [
    aCheckIn({ id: 'x', ms: 1 }),
    anEmail({ id: 'x', ms: 1 }, 3),
    aGrant({ id: 'x', ms: 1 }, 5),
    aPack({ id: 'x', ms: 1 }, 5),
    anOperation('defineMember', { id: 'x', ms: 1 }, { member: 'Kim', limits: { credit: 3 } }),
    choose('x', 1, 'guest-manager'),
    anOperation('changePlan', { id: 'x', ms: 1 }, { policy: 'guest-manager', plan: 'starter' }),
    anOperation('voidAction', { id: 'x', ms: 1 }, { target: operationId('start'), reason: 'Twice' }),
  ];

  it.each(kinds)('X-4 $kind, taken by the engine again after a crash, posts nothing', (operation) => {
    const till = openTill();
    till.take(operation);
    const before = structuredClone(till.holding());
    const change = operation.kind === 'checkIn' ? { operations: [operation], history: till.history() } : undefined;
    const repeated: readonly Entry[] = settle(till.ledger, operation, change);
    expect(inWords(repeated)).toEqual([]);
    expect(till.holding()).toEqual(before);
  });
});
