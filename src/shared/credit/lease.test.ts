import { v5 } from 'uuid';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { anEmail, aPrint } from '../../../test/builders/account-facts.ts';
import { aGrant, deviceId, eventId, operationId } from '../../../test/builders/facts.ts';
import { aHandBack, aLoss, aTake, leaseId } from '../../../test/builders/leases.ts';
import { aPolicy, aType } from '../../../test/builders/policies.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { organisationIdSchema } from '../ids.ts';
import { intentOf } from './intent.ts';
import { freeCredits, heldCredits, heldElsewhere, isLeasable, leasesOf, leaseText, sliceLease } from './lease.ts';
import type { CreditLedger } from './ledger.ts';
import { type Answer, quote } from './quote.ts';

const types = [aType(), aType({ id: 'stamp', atZero: 'negative' }), aType({ id: 'sheet', atZero: 'free-tier' })];

/** 50 credits in the lot `start`; nothing of them goes below zero. */
function openRefusing(): Till {
  return openTill({ policy: aPolicy({ creditTypes: types }) });
}

function slicesOf(till: Till, credits: number, { type = 'credit', at = 10 } = {}): Readonly<Record<string, number>> {
  const slices = sliceLease(till.ledger, type, credits, at);
  return Object.fromEntries(slices.map((slice) => [slice.lot, slice.credits]));
}

describe('what to set aside for a laptop', () => {
  it('X-5 is of the lots that nobody holds, in burn order', () => {
    const till = openRefusing();
    till.take(aGrant({ id: 'brief', ms: 1 }, 20, { endsAt: 1_000, source: 'bonus' }));
    expect(slicesOf(till, 30)).toEqual({ brief: 20, start: 10 });
    till.take(aTake({ id: 'take', ms: 2 }, { slices: { brief: 15 } }));
    expect(slicesOf(till, 30)).toEqual({ brief: 5, start: 25 });
    expect(slicesOf(till, 1)).toEqual({ brief: 1 });
    expect(slicesOf(till, 500)).toEqual({ brief: 5, start: 50 });
  });

  it('is as many again of what only some actions may use', () => {
    const till = openRefusing();
    till.take(aGrant({ id: 'prints', ms: 1 }, 30, { scope: ['printBadge'] }));
    till.take(aGrant({ id: 'both', ms: 1 }, 30, { scope: ['printBadge', 'sendEmail'] }));
    till.take(aGrant({ id: 'both again', ms: 1 }, 30, { scope: ['sendEmail', 'printBadge'] }));
    expect(slicesOf(till, 40)).toEqual({ prints: 30, both: 30, 'both again': 10, start: 40 });
  });

  it.each([
    ['has not begun', { startsAt: 11 }],
    ['has ended', { startsAt: 0, endsAt: 10 }],
  ])('leaves out a lot whose time %s', (_, time) => {
    const till = openRefusing();
    till.take(aGrant({ id: 'lot', ms: 1 }, 30, time));
    expect(slicesOf(till, 80)).toEqual({ start: 50 });
  });

  it('is of at most 200 lots', () => {
    const till = openRefusing();
    for (let n = 0; n < 250; n += 1) till.take(aGrant({ id: `lot ${String(n)}`, ms: 1 }, 1));
    expect(Object.keys(slicesOf(till, 300))).toHaveLength(200);
  });

  it.each([
    ['credit', true],
    ['sheet', true],
    ['stamp', false],
    ['gold', false],
  ])('GM-9 of the type %s may be leased: %s', (type, may) => {
    const till = openRefusing();
    till.take(aGrant({ id: 'lot', ms: 1 }, 30, { type }));
    expect(isLeasable(till.ledger, type)).toBe(may);
    expect(Object.keys(slicesOf(till, 5, { type })).length > 0).toBe(may);
  });

  it('counts what is due by then, and changes nothing', () => {
    const till = openRefusing();
    till.take(aGrant({ id: 'brief', ms: 1 }, 20, { endsAt: 100 }));
    const before = structuredClone(till.holding());
    expect(slicesOf(till, 60, { at: 200 })).toEqual({ start: 50 });
    expect(till.holding()).toEqual(before);
  });
});

describe('what is free and what is held', () => {
  function openHeld(): CreditLedger {
    const till = openRefusing();
    till.take(aGrant({ id: 'prints', ms: 1 }, 10, { scope: ['printBadge'], endsAt: 500 }));
    till.take(aTake({ id: 'south', ms: 2 }, { slices: { start: 40, prints: 4 } }));
    till.take(aTake({ id: 'north', ms: 3 }, { lease: 'M', holder: 'north', slices: { start: 7 } }));
    return till.ledger;
  }

  const south = deviceId('south');
  const north = deviceId('north');

  it.each([
    [10, undefined, 9],
    [10, 'sendEmail', 3],
    [10, 'printBadge', 9],
    // What a laptop holds does not end with the lot; what nobody holds does.
    [600, 'printBadge', 3],
  ])('at %i, for %s, nobody holds %i', (at, action, credits) => {
    expect(freeCredits(openHeld(), 'credit', at, action)).toBe(credits);
  });

  it.each([
    [south, 10, undefined, 7],
    [north, 10, undefined, 44],
    [north, 10, 'sendEmail', 40],
    [north, 600, undefined, 40],
    [undefined, 10, undefined, 51],
    [deviceId('west'), 10, 'printBadge', 51],
  ])('elsewhere than at %s, at %i, for %s: %i', (device, at, action, credits) => {
    expect(heldElsewhere(openHeld(), 'credit', device, at, action)).toBe(credits);
  });

  it('X-5 “another laptop holds 40” is another answer than “no credits”', () => {
    const till = openRefusing();
    till.take(aTake({ id: 'take', ms: 1 }, { slices: { start: 40 } }));
    const ask = (recipients: number, device: string): Answer => {
      const intent = intentOf(anEmail({ id: 'ask', ms: 5, device }, recipients));
      if (intent === undefined) throw new Error('An email is metered');
      return quote({ ...till.ledger, spending: 'held-only' }, intent);
    };
    const refused = { kind: 'refusal', reason: 'credits', need: 12 };
    expect(ask(12, 'north')).toMatchObject({ ...refused, have: 0, free: 10, heldElsewhere: 40 });
    expect(ask(12, 'south')).toMatchObject({ kind: 'quote', credits: 12, balanceAfter: 38 });
    till.take(anEmail({ id: 'all', ms: 6, device: 'south' }, 40));
    expect(ask(12, 'north')).toMatchObject({ ...refused, have: 0, free: 10, heldElsewhere: 0 });
    expect(ask(12, 'south')).toMatchObject({ ...refused, have: 0, free: 10, heldElsewhere: 0 });
  });

  it('a laptop that works alone, or with a server at hand, asks for whatever there is', () => {
    const till = openRefusing();
    expect(till.act(anEmail({ id: 'a', ms: 1 }, 20))).toMatchObject({ kind: 'done' });
    expect(till.act(aPrint({ id: 'p', ms: 2, device: 'west' }))).toMatchObject({ kind: 'done' });
    expect(till.act(anEmail({ id: 'b', ms: 3 }, 30))).toMatchObject({ kind: 'refused', refusal: { have: 25 } });
  });

  it('X-5 the lot’s last moment: a laptop may not ask for what it has held for too long', () => {
    const till = openRefusing();
    till.take(aTake({ id: 'take', ms: 1 }, { slices: { start: 40 }, notAfterAt: 100 }));
    expect(till.act(anEmail({ id: 'a', ms: 99, device: 'south' }, 20))).toMatchObject({ kind: 'done' });
    const late = till.act(anEmail({ id: 'b', ms: 100, device: 'south' }, 1));
    expect(late).toMatchObject({ kind: 'refused', refusal: { have: 0, free: 10 } });
  });
});

describe('the leases that there have been', () => {
  it('are told with what is left of each, the oldest first', () => {
    const till = openRefusing();
    for (const name of ['A', 'B', 'C']) {
      till.take(aTake({ id: `take ${name}`, ms: 1 }, { lease: name, slices: { start: 10 } }));
    }
    till.take(aHandBack({ id: 'back', ms: 3 }, 'B'));
    till.take(aLoss({ id: 'loss', ms: 4 }, 'C'));
    const told = leasesOf(till.ledger).map(({ lease, state, left, writtenOff }) => [lease, state, left, writtenOff]);
    expect(told).toEqual([
      [leaseId('A'), 'open', 10, 0],
      [leaseId('B'), 'returned', 0, 0],
      [leaseId('C'), 'written-off', 0, 10],
    ]);
    expect(heldCredits(till.ledger, 'credit').map(({ lease }) => lease)).toEqual([leaseId('A')]);
    expect(heldCredits(till.ledger, 'sheet')).toEqual([]);
  });

  it('of several lots is open until all of it is over', () => {
    const till = openRefusing();
    till.take(aGrant({ id: 'gift', ms: 1 }, 9));
    till.take(aTake({ id: 'one', ms: 2 }, { slices: { start: 10 } }));
    till.take(aTake({ id: 'two', ms: 3 }, { slices: { gift: 5 }, notAfterAt: 2_000 }));
    expect(leasesOf(till.ledger)).toMatchObject([{ state: 'open', taken: 15, left: 15, notAfterAt: 2_000 }]);
    till.take(aHandBack({ id: 'back', ms: 4 }));
    expect(leasesOf(till.ledger)).toMatchObject([{ state: 'returned', taken: 15, left: 0 }]);
    till.take(aTake({ id: 'three', ms: 5 }, { slices: { start: 1 } }));
    expect(leasesOf(till.ledger)).toMatchObject([{ state: 'open', left: 1 }]);
  });
});

describe('what is signed of a lease', () => {
  const organisation = v.parse(organisationIdSchema, v5('organisation', eventId('leases')));
  const take = aTake({ id: 'take', ms: 1 }, { slices: { start: 4, gift: 5 } });
  const text = leaseText(organisation, take);

  it('names itself, the organisation, the laptop, the type, each slice and the end, in one way only', () => {
    const { id, lease, holder, type, slices, notAfterAt } = take;
    expect(JSON.parse(text)).toEqual({ organisation, id, lease, holder, type, slices, notAfterAt });
    expect(text).toBe(leaseText(organisation, { notAfterAt, slices, type, holder, lease, id }));
  });

  it.each([
    ['another laptop', { holder: deviceId('north') }],
    ['more credits', { slices: take.slices.map((slice) => ({ ...slice, credits: slice.credits + 1 })) }],
    ['a later end', { notAfterAt: take.notAfterAt + 1 }],
    ['another type', { type: 'stamp' }],
    ['another lease', { lease: leaseId('M') }],
    ['the same once more', { id: operationId('again') }],
  ])('%s is another text', (_, change) => {
    expect(leaseText(organisation, { ...take, ...change })).not.toBe(text);
  });
});
