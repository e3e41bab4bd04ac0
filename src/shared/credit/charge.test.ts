import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import {
  aCheckIn,
  aCheckOut,
  anUndo,
  aTicket,
  deviceId,
  eventId,
  listId,
  operationId,
} from '../../../test/builders/facts.ts';
import { openTill } from '../../../test/builders/till.ts';
import { countFees } from '../guest-list/match.ts';
import { type EntryId, entryIdSchema } from '../ids.ts';
import type { OperationOf } from '../operation.ts';
import { issuedItems, price, quote, settle, welcomeLotId } from './charge.ts';
import { openAccount, post } from './ledger.ts';
import { guestManager } from './policies/guest-manager.ts';
import { policySchema } from './policy.ts';

const welcome = welcomeLotId;
const base = (id: string) => ({
  id: operationId(id),
  at: { ms: 1, n: 0, device: deviceId('one') },
  wallAt: 1,
  actor: 'Kim',
});

function anImport(id: string, free: number, paid: number): OperationOf<'importTickets'> {
  const facts = { eventId: eventId('gala'), listId: listId('main'), fileName: 'guests.csv', system: 'Eventbrite' };
  return { kind: 'importTickets', ...base(id), ...facts, issued: [], changed: [], free, paid };
}

function aGrant(id: string, credits: number, lot: EntryId = v.parse(entryIdSchema, id)): OperationOf<'grantCredits'> {
  return { kind: 'grantCredits', ...base(id), lot: { id: lot, source: lot === welcome ? 'welcome' : 'pack', credits } };
}

describe('the policy', () => {
  it('is data that its schema accepts', () => {
    expect(v.parse(policySchema, JSON.parse(JSON.stringify(guestManager)))).toEqual(guestManager);
  });

  it('refuses to price what it does not cover', () => {
    const holes = {
      ...guestManager,
      prices: { ...guestManager.prices, checkIn: [{ when: { fee: 'none' as const }, credits: 1, words: 'free' }] },
    };
    expect(() => price(holes, 'checkIn', [{ fee: 'per-ticket', times: 1 }])).toThrow('no price');
  });

  it('can make coming back in free with one more price (reentry)', () => {
    const free = { when: { reentry: true }, credits: 0, words: 'Coming back in: free' };
    const policy = {
      ...guestManager,
      prices: { ...guestManager.prices, checkIn: [free, ...guestManager.prices.checkIn] },
    };
    const till = openTill({ policy });
    till.take(aCheckIn({ id: 'a', ms: 1 }, { reentry: 'after-exit' }));
    till.take(aCheckOut({ id: 'o', ms: 2 }));
    till.take(aCheckIn({ id: 'b', ms: 3 }, { reentry: 'after-exit' }));
    expect(till.account.balance).toBe(49);
    till.take(anUndo({ id: 'u', ms: 4 }, 'a'));
    expect(till.account.balance).toBe(49);
    expect([...till.account.outstanding.keys()]).toEqual([operationId('b')]);
  });
});

describe('issuing tickets', () => {
  it('GM-1 GM-13 each imported free ticket costs 1 credit', () => {
    const till = openTill({ credits: 50 });
    expect(till.take(anImport('i', 12, 0))).toMatchObject([
      { kind: 'charge', credits: 12, rules: [{ times: 12, credits: 12 }] },
    ]);
    expect(till.account.balance).toBe(38);
  });

  it('GM-2 paid tickets cost nothing, and the charge says so', () => {
    const till = openTill();
    expect(till.take(anImport('i', 0, 7))).toMatchObject([
      { credits: 0, rules: [{ words: 'Issuing a paid ticket: covered by its fee', times: 7, credits: 0 }] },
    ]);
  });

  it('GM-14 the per-ticket fee decides, not the list price', () => {
    const discounted = aTicket({ fee: 'none', price: { minor: 5_000, currency: 'EUR' } });
    expect(countFees([discounted, aTicket({ fee: 'per-ticket' })])).toEqual({ free: 1, paid: 1 });
  });

  it('X-2 is quoted line by line before, at the price it then costs', () => {
    const till = openTill({ credits: 50 });
    const quoted = quote(guestManager, till.account, 'issueTickets', issuedItems({ free: 12, paid: 3 }));
    expect(quoted).toMatchObject({
      credits: 12,
      balance: 50,
      balanceAfter: 38,
      lines: [
        { times: 12, credits: 12 },
        { times: 3, credits: 0 },
      ],
    });
    till.take(anImport('i', 12, 3));
    expect(till.account.balance).toBe(quoted.balanceAfter);
  });

  it('X-4 the same charge posted twice counts once', () => {
    const till = openTill({ credits: 50 });
    for (const charge of till.take(anImport('i', 5, 0))) post(till.account, charge);
    expect(till.account).toMatchObject({ balance: 45, spent: 5 });
  });
});

describe('checking in', () => {
  it('GM-2 a free ticket costs 1, with the rule in words and the lot it drew from (X-1)', () => {
    const till = openTill();
    expect(till.take(aCheckIn({ id: 'a', ms: 1 }))).toMatchObject([
      {
        kind: 'charge',
        credits: 1,
        rules: [{ words: 'Checking in a free ticket: 1 credit' }],
        draws: [{ lot: welcome, credits: 1 }],
        debt: 0,
      },
    ]);
    expect(till.account.balance).toBe(49);
  });

  it('GM-2 a paid ticket costs 0, and says so', () => {
    const till = openTill();
    expect(till.take(aCheckIn({ id: 'a', ms: 1 }, { fee: 'per-ticket' }))).toMatchObject([
      { credits: 0, rules: [{ words: 'Paid ticket: 0' }] },
    ]);
    expect(till.account.balance).toBe(50);
  });

  it('a second check-in after a check-out charges again (GM-2 read literally)', () => {
    const till = openTill();
    till.take(aCheckIn({ id: 'a', ms: 1 }, { reentry: 'after-exit' }));
    till.take(aCheckOut({ id: 'o', ms: 2 }));
    till.take(aCheckIn({ id: 'b', ms: 3 }, { reentry: 'after-exit' }));
    expect(till.account.balance).toBe(48);
  });

  it('GM-5 checking out costs nothing and returns nothing', () => {
    const till = openTill();
    till.take(aCheckIn({ id: 'a', ms: 1 }));
    expect(till.take(aCheckOut({ id: 'o', ms: 2 }))).toEqual([]);
    expect(till.account.balance).toBe(49);
  });

  it('a duplicate from another door costs nothing; it is charged when the earlier one is undone', () => {
    const till = openTill();
    till.take(aCheckIn({ id: 'a', ms: 1 }));
    expect(till.take(aCheckIn({ id: 'b', ms: 2, device: 'two' }))).toEqual([]);
    expect(till.take(anUndo({ id: 'u', ms: 3 }, 'a'))).toMatchObject([
      { kind: 'reversal', charged: operationId('a'), credits: 1 },
      { kind: 'charge', operation: operationId('b'), credits: 1 },
    ]);
    expect(till.account.balance).toBe(49);
  });

  it('one credit, whichever of two doors comes first in the ledger', () => {
    const till = openTill();
    till.take(aCheckIn({ id: 'b', ms: 2, device: 'two' }));
    till.take(aCheckIn({ id: 'a', ms: 1 }));
    expect(till.account.balance).toBe(49);
    expect([...till.account.outstanding.keys()]).toEqual([operationId('a')]);
  });
});

describe('undoing', () => {
  it('GM-6 returns 1 where 1 was charged, to the lot it came from (X-3)', () => {
    const till = openTill();
    const [charge] = till.take(aCheckIn({ id: 'a', ms: 1 }));
    expect(till.take(anUndo({ id: 'u', ms: 2 }, 'a'))).toMatchObject([
      { kind: 'reversal', charge: charge?.id, credits: 1, draws: [{ lot: welcome, credits: 1 }] },
    ]);
    expect(till.account).toMatchObject({ balance: 50, spent: 1, refunded: 1 });
    expect(till.account.lots.get(welcome)?.left).toBe(50);
  });

  it('GM-6 returns 0 where 0 was charged', () => {
    const till = openTill();
    till.take(aCheckIn({ id: 'a', ms: 1 }, { fee: 'per-ticket' }));
    expect(till.take(anUndo({ id: 'u', ms: 2 }, 'a'))).toMatchObject([{ kind: 'reversal', credits: 0 }]);
    expect(till.account.balance).toBe(50);
  });

  it('GM-6 never returns twice, by one laptop or two', () => {
    const till = openTill();
    till.take(aCheckIn({ id: 'a', ms: 1 }));
    till.take(anUndo({ id: 'u', ms: 2 }, 'a'));
    expect(till.take(anUndo({ id: 'w', ms: 3, device: 'two' }, 'a'))).toEqual([]);
    expect(till.account.balance).toBe(50);
  });

  it('an undo undone charges again under an id of its own', () => {
    const till = openTill();
    const [first] = till.take(aCheckIn({ id: 'a', ms: 1 }));
    till.take(anUndo({ id: 'u', ms: 2 }, 'a'));
    const [second] = till.take(anUndo({ id: 'w', ms: 3 }, 'u'));
    expect(second).toMatchObject({ kind: 'charge', operation: operationId('a'), credits: 1 });
    expect(second?.id).not.toBe(first?.id);
    expect(till.account.balance).toBe(49);
  });
});

describe('the balance', () => {
  it('GM-9 goes below zero: the door never stops', () => {
    const till = openTill({ credits: 1 });
    for (const n of [1, 2, 3]) till.take(aCheckIn({ id: `a${String(n)}`, ms: n, ticket: `T-${String(n)}` }));
    expect(till.account).toMatchObject({ balance: -2, debt: 2 });
  });

  it('GM-9 a charge on debt is reversed from the debt', () => {
    const till = openTill({ credits: 0 });
    till.take(aCheckIn({ id: 'a', ms: 1 }));
    till.take(anUndo({ id: 'u', ms: 2 }, 'a'));
    expect(till.account).toMatchObject({ balance: 0, debt: 0 });
  });

  it('a new lot repays the debt first; what comes back later is in that lot', () => {
    const till = openTill({ credits: 0 });
    till.take(aCheckIn({ id: 'a', ms: 1 }));
    till.take(aGrant('pack', 10));
    expect(till.account).toMatchObject({ balance: 9, debt: 0 });
    till.take(anUndo({ id: 'u', ms: 2 }, 'a'));
    expect(till.account).toMatchObject({ balance: 10, debt: 0 });
    expect([...till.account.lots.values()].map(({ left }) => left)).toEqual([10]);
  });

  it('GM-10 credits never expire: a lot has no end', () => {
    expect(Object.keys(aGrant('pack', 10).lot)).toEqual(['id', 'source', 'credits']);
  });

  it('GM-11 the welcome grant of 50 counts once, and is spent like any other credit', () => {
    expect(guestManager.welcomeCredits).toBe(50);
    const till = openTill({ credits: 0 });
    till.take(aGrant('g1', guestManager.welcomeCredits, welcome));
    till.take(aGrant('g2', guestManager.welcomeCredits, welcome));
    expect(till.account.balance).toBe(50);
    till.take(anImport('i', 3, 0));
    expect(till.account.balance).toBe(47);
  });

  it('a charge in the same batch as a grant draws from that grant', () => {
    const { account } = openTill({ credits: 0 });
    const grants = settle(guestManager, account, aGrant('pack', 10), undefined, []);
    const [charge] = settle(guestManager, account, anImport('i', 3, 0), undefined, grants);
    expect(charge).toMatchObject({ draws: [{ lot: 'pack', credits: 3 }], debt: 0 });
  });

  it('an empty account has nothing', () => {
    expect(openAccount()).toMatchObject({ balance: 0, granted: 0, spent: 0, refunded: 0, debt: 0 });
  });
});
