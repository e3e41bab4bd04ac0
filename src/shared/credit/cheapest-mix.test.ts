import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestMix } from './cheapest-mix.ts';
import { guestManager } from './policies/guest-manager.ts';
import type { Policy } from './policy.ts';

const mixOf = (credits: number, policy = guestManager) =>
  cheapestMix(policy, 'credit', credits).map(({ bundle, quantity }) => [quantity, bundle.credits]);

const minorOf = (credits: number, policy: Policy) =>
  cheapestMix(policy, 'credit', credits).reduce((sum, { bundle, quantity }) => sum + quantity * bundle.price.minor, 0);

describe('the cheapest bundles', () => {
  it.each([
    { credits: 1, mix: [[1, 100]] },
    { credits: 100, mix: [[1, 100]] },
    { credits: 401, mix: [[1, 500]] },
    {
      credits: 600,
      mix: [
        [1, 500],
        [1, 100],
      ],
    },
    {
      credits: 12_600,
      mix: [
        [1, 10_000],
        [1, 2_000],
        [1, 500],
        [1, 100],
      ],
    },
  ])('for $credits credits', ({ credits, mix }) => expect(mixOf(credits)).toEqual(mix));

  it('are none where none are for sale', () => {
    expect(cheapestMix({ ...guestManager, bundles: [] }, 'credit', 5)).toEqual([]);
  });

  it('cover what is missing, and no other mix of three bundles costs less', () => {
    const bundle = fc.record({ credits: fc.integer({ min: 1, max: 40 }), minor: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(
        fc.array(bundle, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 90 }),
        (offers, missing) => {
          const bundles = offers.map(({ credits, minor }, index) => ({
            id: `b-${String(index)}`,
            name: `${String(credits)} credits`,
            type: 'credit',
            credits,
            price: { minor, currency: 'EUR' },
          }));
          const policy = { ...guestManager, bundles };
          const brings = cheapestMix(policy, 'credit', missing).reduce(
            (sum, { bundle: { credits }, quantity }) => sum + credits * quantity,
            0,
          );
          expect(brings).toBeGreaterThanOrEqual(missing);
          for (const a of [undefined, ...bundles])
            for (const b of [undefined, ...bundles])
              for (const c of bundles) {
                const chosen = [a, b, c].filter((each) => each !== undefined);
                if (chosen.reduce((sum, { credits }) => sum + credits, 0) < missing) continue;
                expect(minorOf(missing, policy)).toBeLessThanOrEqual(
                  chosen.reduce((sum, { price }) => sum + price.minor, 0),
                );
              }
        },
      ),
      { seed: 6, numRuns: 500 },
    );
  });
});
