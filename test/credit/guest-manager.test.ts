import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/shared/credit/contract.ts';
import { lockOf } from '../../src/shared/credit/lock.ts';
import { guestManager } from '../../src/shared/credit/policies/guest-manager.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { countFees } from '../../src/shared/guest-list/match.ts';
import { anEmail, aPack, aPlanChange, aPrint } from '../builders/account-facts.ts';
import { aCheckIn, aCheckOut, anOperation, anUndo, aTicket, instant, listId } from '../builders/facts.ts';
import { follow } from '../builders/story.ts';
import { openTill } from '../builders/till.ts';

const begin = instant('2027-03-01');
let count = 0;
const now = () => ({ id: `op-${String((count += 1))}`, ms: begin + count });

function order(free: number, paid: number): Operation {
  return anOperation('issueTickets', now(), { orderCode: 'ORDER', free, paid });
}

function imported(free: number, paid: number): Operation {
  const list = { listId: listId('main'), fileName: 'guests.csv', system: 'Eventbrite', issued: [], changed: [] };
  return anOperation('importTickets', now(), { ...list, free, paid });
}

interface Row {
  readonly name: string;
  readonly does: Operation;
  readonly costs: number;
  readonly because: readonly string[];
}

const free = 'Issuing a free ticket: 1 credit';
const paid = 'Issuing a paid ticket: covered by its fee';
const email = 'Sending an email: 1 credit for each recipient';

const prices: readonly Row[] = [
  { name: 'GM-1 an order of 4 free tickets', does: order(4, 0), costs: 4, because: [free] },
  { name: 'GM-1 an order of 3 paid tickets', does: order(0, 3), costs: 0, because: [paid] },
  { name: 'GM-1 GM-14 a mixed order: each ticket by its own fee', does: order(2, 3), costs: 2, because: [free, paid] },
  { name: 'GM-13 complimentary tickets', does: order(1, 0), costs: 1, because: [free] },
  { name: 'GM-13 12 imported tickets', does: imported(12, 0), costs: 12, because: [free] },
  { name: 'GM-13 imported tickets of which 5 carry a fee', does: imported(12, 5), costs: 12, because: [free, paid] },
  {
    name: 'GM-2 checking in a free ticket',
    does: aCheckIn(now()),
    costs: 1,
    because: ['Checking in a free ticket: 1 credit'],
  },
  {
    name: 'GM-2 checking in a paid ticket',
    does: aCheckIn(now(), { fee: 'per-ticket' }),
    costs: 0,
    because: ['Paid ticket: 0'],
  },
  {
    name: 'GM-3 a ticket email',
    does: anOperation('sendEmail', now(), { purpose: 'ticket', recipients: 1 }),
    costs: 1,
    because: [email],
  },
  { name: 'GM-3 a campaign: email to 212 recipients', does: anEmail(now(), 212), costs: 212, because: [email] },
  { name: 'GM-4 a badge', does: aPrint(now()), costs: 1, because: ['Printing a badge: 1 credit, each time'] },
];

describe('what Guest Manager charges for', () => {
  it.each(prices)('$name costs $costs', ({ does, costs, because }) => {
    const till = openTill({ credits: 0, beginsAt: begin });
    const [charge, ...more] = till.take(does);
    if (charge?.kind !== 'charge') throw new Error('It is charged');
    expect(more).toEqual([]);
    expect(charge.credits).toBe(costs);
    expect(charge.rules.map(({ words }) => words)).toEqual(because);
    expect(till.holding().balance).toBe(50 - costs);
  });

  it('GM-14 free order by 100 % discount: no fee, so each ticket costs a credit, whatever the list price', () => {
    const discounted = [1, 2, 3].map((position) =>
      aTicket({ code: `T-${String(position)}`, fee: 'none', price: { minor: 5_000, currency: 'EUR' } }),
    );
    expect(countFees(discounted)).toEqual({ free: 3, paid: 0 });
    const { free: without, paid: with_ } = countFees([...discounted, aTicket({ fee: 'per-ticket' })]);
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(order(without, with_));
    expect(till.holding().balance).toBe(47);
  });
});

describe('an evening at the door', () => {
  it('GM-2 GM-4 GM-5 GM-6 admits, prints, reprints, lets out, and undoes', () => {
    const many = { reentry: 'after-exit' } as const;
    follow(openTill({ credits: 0, beginsAt: begin }), [
      { take: aCheckIn({ id: 'in', ms: begin + 1 }, many), posts: ['spent 1: welcome 1'], balance: 49 },
      { take: aPrint({ id: 'print', ms: begin + 2 }), posts: ['spent 1: welcome 1'], balance: 48 },
      { take: aPrint({ id: 'reprint', ms: begin + 3 }), posts: ['spent 1: welcome 1'], balance: 47 },
      { take: aCheckOut({ id: 'out', ms: begin + 4 }), posts: [], balance: 47 },
      { take: aCheckIn({ id: 'back', ms: begin + 5 }, many), posts: ['spent 1: welcome 1'], balance: 46 },
      { take: anUndo({ id: 'undo', ms: begin + 6 }, 'back'), posts: ['returned 1: welcome 1'], balance: 47 },
      { take: anUndo({ id: 'twice', ms: begin + 7 }, 'back'), posts: [], balance: 47 },
    ]);
  });

  it('GM-7 GM-8 GM-9 GM-15 runs out: warned, told, locked, and the door goes on until a pack opens it', () => {
    const till = openTill({ credits: 0, beginsAt: begin });
    const guest = (n: number) => aCheckIn({ id: `g-${String(n)}`, ms: begin + n, ticket: `T-${String(n)}` });
    const state = () => [
      till.holding().balance,
      till.ledger.account.notices.map(({ rule }) => rule).join(' '),
      lockOf(till.ledger) === undefined ? 'open' : 'locked',
    ];
    const seen = new Map<number, readonly unknown[]>();
    for (let n = 1; n <= 55; n += 1) {
      expect(till.act(guest(n)).kind).toBe('done');
      seen.set(n, state());
    }
    expect(seen.get(10)).toEqual([40, '', 'open']);
    expect(seen.get(11)).toEqual([39, 'low', 'open']);
    expect(seen.get(49)).toEqual([1, 'low', 'open']);
    expect(seen.get(50)).toEqual([0, 'low used', 'open']);
    expect(seen.get(51)).toEqual([-1, 'low used', 'locked']);
    expect(seen.get(55)).toEqual([-5, 'low used', 'locked']);
    till.take(aPack({ id: 'small', ms: begin + 60 }, 4));
    expect(state()).toEqual([-1, 'low used', 'locked']);
    till.take(aPack({ id: 'pack', ms: begin + 61 }, 100));
    expect(state()).toEqual([99, 'low used', 'open']);
  });
});

describe('the account', () => {
  it('GM-7 remembers to whom notices go', () => {
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(anOperation('setBillingContact', now(), { contact: 'bills@example.org' }));
    expect(till.ledger.account.contract.billingContact).toBe('bills@example.org');
  });

  it('GM-10 credits never expire: a hundred years on, they are all there', () => {
    const till = openTill({ credits: 30, beginsAt: begin });
    till.take(aCheckOut({ id: 'late', ms: instant('2127-03-01') }));
    expect(till.holding()).toMatchObject({ balance: 80, expired: 0 });
    expect([...till.ledger.account.lots.values()].filter(({ lot }) => lot.endsAt !== undefined)).toEqual([]);
  });

  it('GM-11 begins with 50 welcome credits, apart from any allowance, and spends them like any other', () => {
    follow(openTill({ credits: 0, beginsAt: begin }), [
      {
        take: aPlanChange({ id: 'plan', ms: begin + 1 }, 'guest-manager', 'starter'),
        posts: ['agreed: starter', 'granted 250: month 0'],
        balance: 300,
      },
      { take: anEmail({ id: 'mail', ms: begin + 2 }, 60), posts: ['spent 60: welcome 50, month 0 10'], balance: 240 },
    ]);
  });

  it('GM-12 unused allowance rolls over, and no credits reduce the plan’s fee', () => {
    const till = openTill({ credits: 10_000, beginsAt: begin });
    till.take(aPlanChange({ id: 'plan', ms: begin + 1 }, 'guest-manager', 'starter'));
    const fee = () => planOf(till.ledger.account.contract, guestManager).fee;
    expect(fee()).toEqual({ minor: 1_900, currency: 'EUR', every: 'month' });
    follow(till, [
      {
        take: anEmail({ id: 'mail', ms: instant('2027-05-01') + 1 }, 1),
        posts: ['granted 250: month 1', 'granted 250: month 2', 'spent 1: welcome 1'],
        balance: 10_799,
      },
    ]);
    expect(fee()).toEqual({ minor: 1_900, currency: 'EUR', every: 'month' });
  });

  it('GM-15 a plan with a larger allowance restores access', () => {
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(aPlanChange({ id: 'starter', ms: begin + 1 }, 'guest-manager', 'starter'));
    till.take(anEmail({ id: 'mail', ms: begin + 2 }, 400));
    expect(lockOf(till.ledger)).toBeDefined();
    follow(till, [
      {
        take: aPlanChange({ id: 'growth', ms: begin + 3 }, 'guest-manager', 'growth'),
        posts: ['agreed: growth', 'granted 1250: month 0 growth'],
        balance: 1_150,
      },
    ]);
    expect(lockOf(till.ledger)).toBeUndefined();
  });

  it('GM-16 a plan that does not track credits draws nothing and never locks', () => {
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(anEmail({ id: 'mail', ms: begin + 1 }, 60));
    till.take(aPlanChange({ id: 'plan', ms: begin + 2 }, 'guest-manager', 'unlimited'));
    expect(lockOf(till.ledger)).toBeUndefined();
    expect(till.take(anEmail({ id: 'more', ms: begin + 3 }, 5_000))).toMatchObject([
      { credits: 0, draws: [], debt: 0, rules: [{ words: 'Unlimited: no credits needed', times: 5_000 }] },
    ]);
    expect(till.holding().balance).toBe(-10);
  });
});
