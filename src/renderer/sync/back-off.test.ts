import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backing off', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [5, 16_000],
    [6, 30_000],
    [2_000, 30_000],
  ])('after %i failures it is anything from nothing to %i ms', (failures, mostMs) => {
    expect(backOffMs(failures, () => 0)).toBe(0);
    expect(backOffMs(failures, () => 0.5)).toBe(mostMs / 2);
    expect(backOffMs(failures, () => 1 - Number.EPSILON / 2)).toBe(mostMs - 1);
  });

  it('is whole milliseconds, below half a minute, and spread like chance itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), chance, (failures, random) => {
        const waitMs = backOffMs(failures, () => random);
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThan(30_000);
        const mostMs = Math.min(30_000, 500 * 2 ** failures);
        expect(Math.abs(waitMs - random * mostMs)).toBeLessThan(1);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});
