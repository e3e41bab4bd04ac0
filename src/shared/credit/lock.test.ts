import { describe, expect, it } from 'vitest';
import { aChoice, anEmail, aPack, aPlanChange, aVoid } from '../../../test/builders/account-facts.ts';
import { aCheckIn, anOperation, instant } from '../../../test/builders/facts.ts';
import { openTill } from '../../../test/builders/till.ts';
import type { Operation } from '../operation.ts';
import { lockOf, smallestPurchase } from './lock.ts';
import { artsvpInvites } from './policies/artsvp.ts';
import { guestManager } from './policies/guest-manager.ts';
import { zaplify } from './policies/zaplify.ts';

const email = (id: string, ms: number, credits: number) => anEmail({ id, ms }, credits);

describe('the locked dashboard', () => {
  it.each([
    { name: 'above 0', credits: 51, locked: false },
    { name: 'at exactly 0', credits: 50, locked: false },
    { name: 'below 0', credits: 49, locked: true },
  ])('GM-8 $name', ({ credits, locked }) => {
    const till = openTill({ credits });
    till.take(email('e', 1, 50));
    expect(lockOf(till.ledger) !== undefined).toBe(locked);
  });

  it('GM-8 says since when and through what, however far it falls then', () => {
    const till = openTill({ credits: 50 });
    const first = email('e', 5, 60);
    till.take(first);
    till.take(email('f', 9, 100));
    expect(lockOf(till.ledger)).toMatchObject({
      balance: -110,
      since: { at: 5, operation: first.id },
      unlockedBy: { bundle: { id: 'credits-100' }, quantity: 2 },
    });
  });

  it.each<{ readonly name: string; readonly by: Operation; readonly locked: boolean }>([
    { name: 'a pack as large as the debt', by: aPack({ id: 'p', ms: 9 }, 10), locked: false },
    { name: 'a top-up smaller than the debt', by: aPack({ id: 'p', ms: 9 }, 9), locked: true },
    {
      name: 'a plan with an allowance',
      by: aPlanChange({ id: 'p', ms: 9 }, 'guest-manager', 'starter'),
      locked: false,
    },
    {
      name: 'GM-16 a plan that does not track credits',
      by: aPlanChange({ id: 'p', ms: 9 }, 'guest-manager', 'unlimited'),
      locked: false,
    },
    { name: 'what is taken back', by: aVoid({ id: 'p', ms: 9 }, 'e', 10), locked: false },
    { name: 'giving the policy up for another', by: aChoice({ id: 'p', ms: 9 }, ['zaplify']), locked: true },
    { name: 'nothing else', by: aCheckIn({ id: 'p', ms: 9 }, { fee: 'per-ticket' }), locked: true },
  ])('GM-15 is it opened by $name?', ({ by, locked }) => {
    const till = openTill({ credits: 50 });
    till.take(email('e', 5, 60));
    till.take(by);
    expect(lockOf(till.ledger) !== undefined).toBe(locked);
  });

  it('GM-8 comes back with the next fall below 0, and counts from there', () => {
    const till = openTill({ credits: 0 });
    till.take(email('e', 1, 5));
    till.take(aPack({ id: 'p', ms: 2 }, 5));
    till.take(email('f', 3, 1));
    expect(lockOf(till.ledger)?.since.at).toBe(3);
  });

  it('GM-8 counts from the new fall, where a refill and the action that spends it come at once', () => {
    const begin = instant('2027-01-10');
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(aPlanChange({ id: 'c', ms: begin }, 'guest-manager', 'starter'));
    till.take(email('e', begin + 1, 310));
    till.take(email('f', instant('2027-02-11'), 300));
    expect(lockOf(till.ledger)).toMatchObject({ balance: -60, since: { at: instant('2027-02-11') } });
  });

  it('GM-9 the door and sales go on behind it', () => {
    const till = openTill({ credits: 0 });
    till.take(email('e', 1, 5));
    expect(lockOf(till.ledger)).toBeDefined();
    expect(till.act(aCheckIn({ id: 'a', ms: 2 }))).toMatchObject({ kind: 'done', entries: [{ credits: 1, debt: 1 }] });
    const sale = anOperation('issueTickets', { id: 's', ms: 3 }, { orderCode: 'A', free: 2, paid: 1 });
    expect(till.act(sale)).toMatchObject({ kind: 'done', entries: [{ credits: 2 }] });
    expect(till.holding().balance).toBe(-8);
  });

  it('is not for a policy that refuses at zero, though another laptop overspent', () => {
    const till = openTill({ policy: artsvpInvites, credits: 1 });
    till.take(anOperation('createInvites', { id: 'i', ms: 1, device: 'two' }, { via: 'list', count: 3 }));
    expect(till.holding().balance).toBe(-2);
    expect(lockOf(till.ledger)).toBeUndefined();
  });
});

describe('the smallest purchase', () => {
  it.each([
    { missing: 1, bundle: 'credits-100', quantity: 1 },
    { missing: 100, bundle: 'credits-100', quantity: 1 },
    { missing: 101, bundle: 'credits-100', quantity: 2 },
    { missing: 401, bundle: 'credits-500', quantity: 1 },
    { missing: 1_500, bundle: 'credits-500', quantity: 3 },
    { missing: 1_501, bundle: 'credits-2000', quantity: 1 },
    { missing: 9_000, bundle: 'credits-10000', quantity: 1 },
    { missing: 10_001, bundle: 'credits-500', quantity: 21 },
    { missing: 0, bundle: 'credits-100', quantity: 1 },
  ])('for $missing credits is $quantity x $bundle', ({ missing, bundle, quantity }) => {
    expect(smallestPurchase(guestManager, 'credit', missing)).toMatchObject({ bundle: { id: bundle }, quantity });
  });

  it('of two that cost the same is the one that brings more', () => {
    const [first] = guestManager.bundles;
    if (first === undefined) throw new Error('There are bundles');
    const policy = { ...guestManager, bundles: [first, { ...first, id: 'larger', credits: 150 }] };
    expect(smallestPurchase(policy, 'credit', 90)?.bundle.id).toBe('larger');
  });

  it('is none where none is sold', () => {
    expect(smallestPurchase(zaplify, 'credit', 5)).toBeUndefined();
  });
});
