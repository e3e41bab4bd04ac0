import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  aCheckIn,
  aCheckOut,
  aGrant,
  anOperation,
  anUndo,
  deviceId,
  eventId,
  operationId,
  ticketId,
} from '../../../test/builders/facts.ts';
import type { LogRow } from '../journal-line.ts';
import type { Operation } from '../operation.ts';
import { costAsCharged } from './cost.ts';
import { openCreditLedger } from './ledger.ts';
import { builtInPolicies, policies } from './policies/built-in.ts';
import type { Policy } from './policy.ts';
import type { ArrivalOf } from './histories.ts';
import { beginUnder, openReplay } from './replay.ts';
import { compareCosts, eventOperations, type ScenarioCost, scenariosOf } from './what-if.ts';

const day = 24 * 60 * 60 * 1_000;
const start = Date.UTC(2026, 10, 21, 19);

function policyOf(id: string): Policy {
  const policy = builtInPolicies.find((each) => each.id === id);
  if (policy === undefined) throw new Error(`There is no policy ${id}`);
  return policy;
}

/** What the operations cost under one plan of a policy; under its first where none is named. */
function costUnder(
  operations: readonly Operation[],
  id: string,
  plan?: string,
  arrivalOf: ArrivalOf = () => undefined,
): ScenarioCost {
  const scenarios = scenariosOf([policyOf(id)]);
  const comparison = compareCosts({ operations, scenarios, arrivalOf, timeZone: 'UTC' });
  let step = comparison.next();
  while (step.done !== true) step = comparison.next();
  const cost = step.value.find(({ scenario }) => plan === undefined || scenario.plan.id === plan);
  if (cost === undefined) throw new Error(`There is no plan ${plan ?? ''}`);
  return cost;
}

const creditsIn = ({ credits }: Pick<ScenarioCost, 'credits'>): Readonly<Record<string, number>> =>
  Object.fromEntries(credits.map(({ type, credits: sum }) => [type.id, sum]));

const emails = (id: string, recipients: number, ms = start) =>
  anOperation('sendEmail', { id, ms }, { purpose: 'ticket', recipients });
const badge = (id: string, ms = start) => anOperation('printBadge', { id, ms }, { ticketId: ticketId('T-1') });
const lead = (id: string, name: string, ms = start, actor = 'Kim') =>
  anOperation('unlockLead', { id, ms, actor }, { lead: name });
const voidOf = (id: string, target: string, credits?: number) =>
  anOperation(
    'voidAction',
    { id, ms: start + 9 },
    {
      target: operationId(target),
      reason: 'failed',
      ...(credits === undefined ? {} : { credits }),
    },
  );
const anImport = (id: string, free: number, paid: number) =>
  anOperation(
    'importTickets',
    { id, ms: start },
    {
      listId: aCheckIn({ id, ms: start }).listId,
      fileName: 'guests.csv',
      system: 'Test',
      issued: [],
      changed: [],
      free,
      paid,
    },
  );
const leads = (from: number, to: number, ms: number) =>
  Array.from({ length: to - from }, (_, n) => lead(`lead ${String(from + n)}`, String(from + n), ms));

interface Case {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly policy: string;
  readonly costs: Readonly<Record<string, number>>;
}

const cases: readonly Case[] = [
  {
    name: 'GM-1 GM-13 an import of 3 free and 2 paid tickets',
    operations: [anImport('i', 3, 2)],
    policy: 'guest-manager',
    costs: { credit: 3 },
  },
  {
    name: 'GM-2 a free and a paid check-in',
    operations: [
      aCheckIn({ id: 'a', ms: start }),
      aCheckIn({ id: 'b', ms: start, ticket: 'T-2' }, { fee: 'per-ticket' }),
    ],
    policy: 'guest-manager',
    costs: { credit: 1 },
  },
  {
    name: 'GM-6 an undone check-in costs nothing, and charges nothing that could be listed',
    operations: [aCheckIn({ id: 'a', ms: start }), anUndo({ id: 'b', ms: start + 1 }, 'a')],
    policy: 'guest-manager',
    costs: {},
  },
  {
    name: 'GM-2 coming in again after an exit is a check-in',
    operations: [
      aCheckIn({ id: 'a', ms: start }, { reentry: 'after-exit' }),
      aCheckOut({ id: 'b', ms: start + 1 }),
      aCheckIn({ id: 'c', ms: start + 2 }, { reentry: 'after-exit' }),
    ],
    policy: 'guest-manager',
    costs: { credit: 2 },
  },
  {
    name: 'GM-2 two doors that admit one ticket charge once',
    operations: [aCheckIn({ id: 'a', ms: start }), aCheckIn({ id: 'b', ms: start + 1, device: 'two' })],
    policy: 'guest-manager',
    costs: { credit: 1 },
  },
  {
    name: 'GM-3 an email to 212 recipients',
    operations: [emails('e', 212)],
    policy: 'guest-manager',
    costs: { credit: 212 },
  },
  {
    name: 'X-3 3 of 10 emails that did not go out come back',
    operations: [emails('e', 10), voidOf('v', 'e', 3)],
    policy: 'guest-manager',
    costs: { credit: 7 },
  },
  {
    name: 'GM-4 a badge, its reprint, and one that failed',
    operations: [badge('a'), badge('b'), badge('c'), voidOf('v', 'c')],
    policy: 'guest-manager',
    costs: { credit: 2 },
  },
  {
    name: 'AI-3 invites for a list of 30',
    operations: [anOperation('createInvites', { id: 'n', ms: start }, { via: 'list', count: 30 })],
    policy: 'artsvp-invites',
    costs: { invite: 30 },
  },
  {
    name: 'ZP-2 a lead that two colleagues unlock',
    operations: [lead('a', 'Bo'), lead('b', 'Bo', start + 1, 'Sam'), lead('c', 'Cy', start + 2)],
    policy: 'zaplify',
    costs: { lead: 2 },
  },
  {
    name: 'a policy that has no price for any of it',
    operations: [anImport('i', 3, 2), aCheckIn({ id: 'a', ms: start })],
    policy: 'zaplify',
    costs: {},
  },
];

describe('what an event would cost', () => {
  it.each(cases)('$name', ({ operations, policy, costs }) => {
    const cost = costUnder(operations, policy);
    expect(creditsIn(cost)).toEqual(costs);
    for (const { type, credits, returned } of cost.credits) {
      const lines = cost.lines.filter((line) => line.type === type.id);
      expect(lines.reduce((sum, line) => sum + line.credits, 0)).toBe(credits + returned);
    }
  });

  it('X-1 lists each rule with how often it applied', () => {
    const operations = [anImport('i', 3, 2), aCheckIn({ id: 'a', ms: start }), badge('b'), badge('c')];
    expect(costUnder(operations, 'guest-manager').lines).toEqual([
      { type: 'credit', words: 'Issuing a free ticket: 1 credit', times: 3, credits: 3 },
      { type: 'credit', words: 'Issuing a paid ticket: covered by its fee', times: 2, credits: 0 },
      { type: 'credit', words: 'Checking in a free ticket: 1 credit', times: 1, credits: 1 },
      { type: 'credit', words: 'Printing a badge: 1 credit, each time', times: 2, credits: 2 },
    ]);
  });

  it('counts what a policy has no price for, door and desk alike', () => {
    const operations = [
      anImport('i', 3, 2),
      aCheckIn({ id: 'a', ms: start }),
      anUndo({ id: 'u', ms: start + 1 }, 'a'),
      lead('l', 'Bo'),
    ];
    expect(costUnder(operations, 'zaplify').unmetered).toBe(2);
    expect(costUnder(operations, 'guest-manager').unmetered).toBe(1);
  });

  it('a guest whom the list itself had counted in is not admitted again', () => {
    const cost = costUnder([aCheckIn({ id: 'a', ms: start })], 'guest-manager', undefined, () => start - day);
    expect(creditsIn(cost)).toEqual({});
  });

  it('pauses every 100 operations, so that a window goes on meanwhile', () => {
    const operations = leads(0, 2_000, start);
    const scenarios = scenariosOf([policyOf('zaplify')]);
    const comparison = compareCosts({ operations, scenarios, arrivalOf: () => undefined, timeZone: 'UTC' });
    const pauses: number[] = [];
    for (let step = comparison.next(); step.done !== true; step = comparison.next()) pauses.push(step.value);
    // At the start, during the replay, and for each of the four plans.
    expect(pauses).toHaveLength(1 + 20 + 4);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.slice(0, 4)).toEqual([0, 0, 0.05, 0.1]);
  });

  it('nothing at all costs no fee either', () => {
    expect(costUnder([], 'guest-manager', 'starter')).toMatchObject({ credits: [], lines: [], missing: [] });
    expect(costUnder([], 'guest-manager', 'starter').fee).toBeUndefined();
  });
});

describe('what a plan covers', () => {
  const missing = (cost: ScenarioCost) =>
    cost.missing.map(({ credits, purchases }) => [
      credits,
      ...purchases.flatMap(({ quantity, bundle }) => [quantity, bundle.id]),
    ]);

  it('GM-11 welcome credits first, then the cheapest bundles', () => {
    expect(missing(costUnder([emails('e', 50)], 'guest-manager'))).toEqual([]);
    expect(missing(costUnder([emails('e', 51)], 'guest-manager'))).toEqual([[1, 1, 'credits-100']]);
  });

  it('GM-12 a monthly allowance that rolls over, and its fee for both months', () => {
    const cost = costUnder([emails('a', 100), emails('b', 500, start + 40 * day)], 'guest-manager', 'starter');
    // 50 welcome credits and twice 250: what the first month left is there in the second.
    expect(missing(cost)).toEqual([[50, 1, 'credits-100']]);
    expect(cost.fee).toEqual({ minor: 3_800, currency: 'EUR', periods: 2 });
  });

  it('ZP-4 ZP-5 monthly credits that do not roll over, annual ones that last', () => {
    const operations = [...leads(0, 60, start), ...leads(60, 180, start + 40 * day)];
    expect(missing(costUnder(operations, 'zaplify', 'monthly-100'))).toEqual([[20, 1, 'leads-50']]);
    expect(missing(costUnder(operations, 'zaplify', 'annual-1200'))).toEqual([]);
    expect(missing(costUnder(operations, 'zaplify', 'none'))).toEqual([[180, 4, 'leads-50']]);
  });

  it('GM-16 a plan that does not track credits: nothing drawn, nothing to buy', () => {
    const cost = costUnder([emails('e', 5_000)], 'guest-manager', 'unlimited');
    expect(creditsIn(cost)).toEqual({ credit: 0 });
    expect(missing(cost)).toEqual([]);
    expect(cost.lines).toEqual([{ type: 'credit', words: 'Unlimited: no credits needed', times: 5_000, credits: 0 }]);
  });

  it('AI-6 450 invites are cheapest as one bundle of 500', () => {
    const operations = [anOperation('createInvites', { id: 'n', ms: start }, { via: 'list', count: 450 })];
    expect(missing(costUnder(operations, 'artsvp-invites'))).toEqual([[450, 1, 'invites-500']]);
  });

  it('II-2 the free invoices and emails are not bought', () => {
    const invoice = (id: string) => anOperation('createInvoice', { id, ms: start }, { invoice: id });
    const operations = [invoice('1'), invoice('2'), invoice('3')];
    expect(missing(costUnder(operations, 'instant-invoice'))).toEqual([[1, 1, 'pack']]);
  });
});

describe('the operations of an event', () => {
  const row = (operation: Operation): LogRow => ({ seq: 1, prev: '' as LogRow['prev'], operation, entries: [] });

  it('are those at it and what takes them back, and no others', () => {
    const own = [emails('a', 1), badge('b'), voidOf('v', 'a')];
    const others = [
      aGrant({ id: 'g', ms: start }, 5),
      { ...emails('x', 1), eventId: eventId('other') },
      voidOf('w', 'x'),
    ];
    const rows = [...own, ...others].map(row);
    expect(eventOperations(rows, eventId('gala')).map(({ id }) => id)).toEqual(own.map(({ id }) => id));
  });
});

describe('as charged', () => {
  /** What the runs really did: a property over nothing proves nothing. */
  const seen = { charged: 0, undone: 0, partlyReturned: 0, unmetered: 0, again: 0 };

  interface Plan {
    readonly what: (typeof kinds)[number];
    readonly ms: number;
    readonly number: number;
    readonly target: number;
  }
  const kinds = [
    'in',
    'in',
    'out',
    'undo',
    'emails',
    'emails',
    'badge',
    'void',
    'part',
    'part',
    'invites',
    'portal',
    'invoice',
    'download',
    'button',
    'lead',
  ] as const;
  const plans = fc.array(
    fc.record<Plan>({
      what: fc.constantFrom(...kinds),
      ms: fc.integer({ min: start, max: start + 70 * day }),
      number: fc.integer({ min: 1, max: 3 }),
      target: fc.nat(12),
    }),
    { minLength: 1, maxLength: 30, size: 'max' },
  );

  function operationOf({ what, ms, number, target }: Plan, index: number): Operation {
    const when = { id: String(index), ms, ticket: `T-${String(number)}`, device: number === 1 ? 'one' : 'two' };
    const name = String(number);
    switch (what) {
      case 'in':
        return aCheckIn(when, { reentry: 'after-exit', fee: number === 3 ? 'per-ticket' : 'none' });
      case 'out':
        return aCheckOut(when);
      case 'undo':
        return anUndo(when, String(target));
      case 'emails':
        return anOperation('sendEmail', when, { purpose: 'campaign', recipients: number * 100 });
      case 'badge':
        return anOperation('printBadge', when, { ticketId: ticketId(when.ticket) });
      case 'void':
        return anOperation('voidAction', when, { target: operationId(String(target)), reason: 'failed' });
      case 'part':
        return anOperation('voidAction', when, {
          target: operationId(String(target)),
          reason: 'failed',
          credits: number,
        });
      case 'invites':
        return anOperation('createInvites', when, { via: 'api', count: number });
      case 'portal':
        return anOperation('assignPortal', when, { portal: name });
      case 'invoice':
        return anOperation('createInvoice', when, { invoice: name });
      case 'download':
        return anOperation('downloadInvoice', when, { invoice: name, withoutWatermark: number > 1 });
      case 'button':
        return anOperation('enablePaymentButton', when, { invoice: name });
      case 'lead':
        return anOperation('unlockLead', when, { lead: name });
      default:
        what satisfies never;
        throw new Error('There is no such operation');
    }
  }

  it('X-2 a ledger that began under one policy has charged what its scenario says', () => {
    const property = fc.property(fc.constantFrom(...builtInPolicies), plans, (policy, plan) => {
      const all = plan.map(operationOf);
      const ledger = openCreditLedger(policies);
      const firstAt = Math.min(...plan.map(({ ms }) => ms));
      beginUnder(ledger, [policy.id], 'UTC', { ms: firstAt, n: 0, device: deviceId('one') });
      const replay = openReplay(ledger);
      for (const { id: type } of policy.creditTypes) {
        replay.settle(aGrant({ id: `plenty ${type}`, ms: firstAt }, 1_000_000, { type }));
      }
      for (const operation of all) replay.settle(operation);
      const charged = costAsCharged(ledger, all);
      const { credits, lines, unmetered } = costUnder(all, policy.id);
      expect({ credits: creditsIn({ credits }), unmetered }).toEqual({
        credits: creditsIn(charged),
        unmetered: charged.unmetered,
      });
      expect(new Set(lines)).toEqual(new Set(charged.lines));
      count(all, charged.credits, unmetered, ledger);
    });
    fc.assert(property, { numRuns: 1_000, seed: 20_261_124 });
  });

  function count(
    operations: readonly Operation[],
    credits: ScenarioCost['credits'],
    unmetered: number,
    { posted }: ReturnType<typeof openCreditLedger>,
  ): void {
    seen.unmetered += unmetered;
    for (const each of credits) {
      seen.charged += each.credits;
      seen.partlyReturned += each.returned;
    }
    for (const { id } of operations) {
      const billing = posted.billings.get(id);
      seen.undone += Number(billing?.stands === false);
      seen.again += Number(billing?.charge.again === true);
    }
  }

  afterAll(() => {
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(50);
  });
});
