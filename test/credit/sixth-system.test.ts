import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { Intent } from '../../src/shared/credit/intent.ts';
import { lockOf } from '../../src/shared/credit/lock.ts';
import { type Policy, policySchema } from '../../src/shared/credit/policy.ts';
import { chargedFor, priceList } from '../../src/shared/credit/price-list.ts';
import { quote } from '../../src/shared/credit/quote.ts';
import { statusOf } from '../../src/shared/credit/status.ts';
import { aLimit, anUnlock, aPack, aPlanChange, aPrint, aVoid } from '../builders/account-facts.ts';
import { aCheckIn, anOperation, instant } from '../builders/facts.ts';
import { follow } from '../builders/story.ts';
import { openTill, type Till } from '../builders/till.ts';

/**
 * A cloakroom, which none of the built-in systems is like: hangers are paid in tokens, wardrobe tags in stickers.
 * Nothing but this data describes it.
 */
const cloakroom = {
  id: 'cloakroom',
  name: 'Cloakroom',
  creditTypes: [
    {
      id: 'token',
      one: 'token',
      many: 'tokens',
      atZero: 'free-tier',
      memberLimits: true,
      notices: [{ id: 'few', below: 10, words: 'Fewer than 10 tokens are left.' }],
    },
    { id: 'sticker', one: 'sticker', many: 'stickers', atZero: 'negative', memberLimits: false, notices: [] },
  ],
  actions: {
    storeItem: {
      name: 'Storing an item',
      type: 'token',
      prices: [
        { when: { size: 'large', fragile: true }, credits: 5, words: 'A large fragile item: 5 tokens' },
        { when: { size: 'large' }, credits: 3, words: 'A large item: 3 tokens' },
        { when: { hours: 0 }, credits: 0, words: 'Back within the hour: free' },
        {
          when: {},
          credits: 1,
          words: 'An item: 1 token',
          orElse: { words: 'No tokens left: on the open rail, free', terms: ['unguarded'] },
        },
      ],
    },
    checkIn: {
      name: 'Checking in with a coat',
      type: 'token',
      prices: [
        { when: { fee: 'per-ticket', reentry: false }, credits: 0, words: 'A paid ticket includes its first coat' },
        { when: {}, credits: 2, words: 'A coat: 2 tokens' },
      ],
    },
    printBadge: {
      name: 'Printing a tag',
      type: 'sticker',
      prices: [{ when: {}, credits: 1, words: 'A tag: 1 sticker' }],
    },
    unlockLead: {
      name: 'Opening a locker',
      type: 'token',
      prices: [{ when: {}, credits: 4, words: 'A locker: 4 tokens, once' }],
      once: { words: 'The locker is open already: free', reopens: false },
    },
  },
  startingLots: [
    { id: 'first-coats', source: 'free-tier', type: 'token', credits: 4, words: 'First coats', scope: ['checkIn'] },
    {
      id: 'house',
      source: 'welcome',
      type: 'token',
      credits: 6,
      words: 'On the house',
      priority: 5,
      terms: ['voucher'],
    },
  ],
  plans: [
    { id: 'evening', name: 'Evening', tracksCredits: true },
    {
      id: 'season',
      name: 'Season',
      tracksCredits: true,
      allowance: { type: 'token', credits: 30, every: 'year', rollsOver: false },
      fee: { minor: 9_900, currency: 'EUR', every: 'year' },
    },
  ],
  bundles: [{ id: 'roll', name: 'A roll', type: 'sticker', credits: 25, price: { minor: 500, currency: 'EUR' } }],
  bonuses: [{ id: 'lost-and-found', type: 'token', credits: 7, words: 'Somebody’s scarf was returned' }],
} as const satisfies Policy;

const begin = instant('2028-02-29');

function open(): Till {
  return openTill({ policy: cloakroom, credits: 0, beginsAt: begin });
}

function storing(facts: Intent['items'][number]['facts'], times = 1): Intent {
  return { action: 'storeItem', items: [{ facts, times }], member: 'Kim', device: undefined, at: begin + 1 };
}

const coat = (n: number) => aCheckIn({ id: `coat ${String(n)}`, ms: begin + n, ticket: `T-${String(n)}` });

describe('a sixth system is data', () => {
  it('that the schema accepts, read back from JSON', () => {
    expect(v.parse(policySchema, JSON.parse(JSON.stringify(cloakroom)))).toEqual(cloakroom);
  });

  it.each([
    { facts: { size: 'large', fragile: true }, credits: 5, words: 'A large fragile item: 5 tokens' },
    { facts: { size: 'large', fragile: false }, credits: 3, words: 'A large item: 3 tokens' },
    { facts: { size: 'large', hours: 0 }, credits: 3, words: 'A large item: 3 tokens' },
    { facts: { size: 'small', fragile: true, hours: 0 }, credits: 0, words: 'Back within the hour: free' },
    { facts: { size: 'small', hours: 3 }, credits: 1, words: 'An item: 1 token' },
    { facts: {}, credits: 1, words: 'An item: 1 token' },
  ])('X-2 an action that no other system knows is quoted: $words', ({ facts, credits, words }) => {
    expect(quote(open().ledger, storing(facts))).toMatchObject({ kind: 'quote', credits, lines: [{ words }] });
  });

  it('items of several kinds at once are priced line by line, and refused together', () => {
    const items = [...storing({ size: 'large' }).items, ...storing({ hours: 3 }, 3).items];
    const all = { ...storing({}), items };
    expect(quote(open().ledger, all)).toMatchObject({
      credits: 6,
      lines: [{ credits: 3 }, { credits: 3, times: 3 }],
      balanceAfter: 4,
    });
    // Twice that is too much: the small ones go to the open rail, and the large ones are still paid for.
    expect(quote(open().ledger, { ...all, items: [...items, ...items] })).toMatchObject({
      credits: 6,
      terms: ['voucher', 'unguarded'],
      lines: [{ credits: 3 }, { credits: 0 }, { credits: 3 }, { credits: 0 }],
    });
    const thrice = [...items, ...items, ...items];
    expect(quote(open().ledger, { ...all, items: thrice })).toMatchObject({ kind: 'refusal', need: 9, have: 6 });
  });

  it('a free tier takes over where a price has something instead', () => {
    expect(quote(open().ledger, storing({ hours: 2 }, 7))).toMatchObject({
      kind: 'quote',
      credits: 0,
      terms: ['unguarded'],
      lines: [{ words: 'No tokens left: on the open rail, free', times: 7 }],
    });
  });

  it('scoped lots burn before all others, and priority sends a lot to the end', () => {
    const till = open();
    till.take(aPack({ id: 'bought', ms: begin }, 3, 'token'));
    follow(till, [
      { take: coat(1), posts: ['spent 2: first-coats 2'], balance: 11 },
      {
        take: aCheckIn({ id: 'paid', ms: begin + 2, ticket: 'P' }, { fee: 'per-ticket' }),
        posts: ['spent 0'],
        balance: 11,
      },
      { take: anUnlock({ id: 'locker', ms: begin + 3 }, 'L-1'), posts: ['spent 4: pack 3, house 1'], balance: 7 },
      { take: coat(4), posts: ['spent 2: first-coats 2'], balance: 5 },
      { take: coat(5), posts: ['spent 2: house 2'], balance: 3 },
    ]);
    expect(till.entries.at(-1)).toMatchObject({ terms: ['voucher'] });
    expect(till.act(anUnlock({ id: 'other', ms: begin + 6 }, 'L-2'))).toMatchObject({
      kind: 'refused',
      refusal: { need: 4, have: 3 },
    });
  });

  it('what is paid once and does not reopen stays paid when it is taken back', () => {
    follow(open(), [
      { take: anUnlock({ id: 'a', ms: begin + 1 }, 'L-1'), posts: ['spent 4: house 4'], balance: 6 },
      { take: aVoid({ id: 'v', ms: begin + 2 }, 'a'), posts: ['returned 4: house 4'], balance: 10 },
      { take: anUnlock({ id: 'b', ms: begin + 3 }, 'L-1'), posts: ['spent 0'], balance: 10 },
    ]);
  });

  it('two credit types keep apart: stickers go below zero and lock, tokens do not', () => {
    const till = open();
    till.take(aPrint({ id: 'tag', ms: begin + 1 }));
    expect(till.holding('sticker')).toMatchObject({ balance: -1, debt: 1 });
    expect(till.holding('token').balance).toBe(10);
    expect(lockOf(till.ledger)).toMatchObject({
      type: { id: 'sticker' },
      unlockedBy: { bundle: { id: 'roll' }, quantity: 1 },
    });
    till.take(aPack({ id: 'roll', ms: begin + 2 }, 25, 'sticker'));
    expect(lockOf(till.ledger)).toBeUndefined();
  });

  it('an annual plan from 29 February refills, expires and says what comes', () => {
    const till = open();
    follow(till, [
      {
        take: aPlanChange({ id: 'plan', ms: begin + 1 }, 'cloakroom', 'season'),
        posts: ['agreed: season', 'granted 30: year 0'],
        balance: 40,
      },
      { take: anUnlock({ id: 'a', ms: begin + 2 }, 'L-1'), posts: ['spent 4: year 0 4'], balance: 36 },
      {
        take: anUnlock({ id: 'b', ms: instant('2029-02-28') + 1 }, 'L-2'),
        posts: ['expired 26: year 0', 'granted 30: year 1', 'spent 4: year 1 4'],
        balance: 36,
      },
    ]);
    expect(statusOf(till.ledger, cloakroom.creditTypes[0], 'Kim', instant('2029-06-01'))).toMatchObject({
      left: 36,
      usedThisPeriod: 4,
      arrival: { at: instant('2030-02-28') + 1, credits: 30 },
    });
  });

  it('limits its members, tells of few tokens, and pays a bonus once', () => {
    const till = open();
    till.take(aLimit({ id: 'limit', ms: begin + 1 }, 'Kim', { token: 3 }));
    expect(till.act(coat(2))).toMatchObject({ kind: 'done' });
    expect(till.ledger.account.notices).toMatchObject([{ rule: 'few', balance: 8 }]);
    expect(till.act(coat(3))).toMatchObject({ kind: 'refused', refusal: { reason: 'limit', need: 2, have: 1 } });
    const found = (id: string) =>
      anOperation('earnBonus', { id, ms: begin + 4 }, { bonus: 'lost-and-found', person: 'Ana' });
    follow(till, [
      { take: found('x'), posts: ['granted 7: bonus/lost-and-found/ana'], balance: 15 },
      { take: found('y'), posts: [], balance: 15 },
    ]);
  });

  it('has its price list in words', () => {
    const { actions, atZero, notices } = priceList(cloakroom);
    expect(actions.map(({ name, prices }) => [name, prices.length])).toEqual([
      ['Storing an item', 5],
      ['Checking in with a coat', 2],
      ['Printing a tag', 1],
      ['Opening a locker', 2],
    ]);
    expect(atZero).toHaveLength(2);
    expect(notices).toHaveLength(1);
    expect(chargedFor(cloakroom)).toBe('storing an item, checking in with a coat, printing a tag and opening a locker');
  });
});
