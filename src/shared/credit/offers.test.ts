import { describe, expect, it } from 'vitest';
import { anOperation } from '../../../test/builders/facts.ts';
import { openTill } from '../../../test/builders/till.ts';
import { offersOf } from './offers.ts';
import { guestManager } from './policies/guest-manager.ts';
import type { Policy } from './policy.ts';

function selling(...bundles: readonly (readonly [credits: number, minor: number, currency?: string])[]): Policy {
  return {
    ...guestManager,
    bundles: bundles.map(([credits, minor, currency = 'EUR'], index) => ({
      id: `b-${String(index)}`,
      name: `${String(credits)} credits`,
      type: 'credit',
      credits,
      price: { minor, currency },
    })),
  };
}

function offers(policy: Policy): readonly (readonly [credits: number, saving: number])[] {
  const { ledger } = openTill({ policy });
  return offersOf(ledger, 'credit').map(({ bundle, savingPercent }) => [bundle.credits, savingPercent]);
}

describe('what is on offer', () => {
  it('comes smallest first, with what it saves against the smallest', () => {
    expect(offers(selling([500, 4_500], [100, 1_000], [2_000, 16_000]))).toEqual([
      [100, 0],
      [500, 10],
      [2_000, 20],
    ]);
  });

  it.each([
    { name: 'nothing for sale', policy: selling(), expected: [] },
    {
      name: 'a saving is rounded down',
      policy: selling([3, 100], [7, 156]),
      expected: [
        [3, 0],
        [7, 33],
      ],
    },
    {
      name: 'dearer in bulk saves nothing',
      policy: selling([1, 100], [10, 1_100]),
      expected: [
        [1, 0],
        [10, 0],
      ],
    },
    {
      name: 'other money cannot be compared',
      policy: selling([1, 100], [10, 500, 'USD']),
      expected: [
        [1, 0],
        [10, 0],
      ],
    },
    {
      name: 'against a gift nothing is saved',
      policy: selling([1, 0], [10, 500]),
      expected: [
        [1, 0],
        [10, 0],
      ],
    },
  ])('$name', ({ policy, expected }) => {
    expect(offers(policy)).toEqual(expected);
  });

  it.each([
    { name: 'AI-6: invites', policy: 'artsvp-invites', type: 'invite' },
    { name: 'AP-5: portals', policy: 'artsvp-portals', type: 'portal' },
    { name: 'Guest Manager', policy: 'guest-manager', type: 'credit' },
    { name: 'ZP-10: leads', policy: 'zaplify', type: 'lead' },
  ])('$name are sold in bundles, each cheaper by the credit than the one before', ({ policy, type }) => {
    const till = openTill();
    till.take(anOperation('choosePolicy', { id: 'choose', ms: 1 }, { policies: [policy], timeZone: 'UTC' }));
    const savings = offersOf(till.ledger, type).map(({ savingPercent }) => savingPercent);
    expect(savings.length).toBeGreaterThan(1);
    expect(new Set(savings).size).toBe(savings.length);
    expect(savings).toEqual([...savings].sort((a, b) => a - b));
  });

  it('is only what the policies chosen sell', () => {
    expect(offersOf(openTill().ledger, 'portal')).toEqual([]);
  });
});
