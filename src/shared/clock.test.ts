import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deviceId } from '../../test/builders/facts.ts';
import { compareHybridTimes, type HybridTime, tick } from './clock.ts';

const device = deviceId('one');

it('a device keeps its own order whatever its wall clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 2 }), (walls) => {
      const times: HybridTime[] = [];
      for (const wall of walls) times.push(tick(times.at(-1), wall, device));
      for (const [index, time] of times.entries()) {
        const next = times[index + 1];
        if (next !== undefined) expect(compareHybridTimes(time, next)).toBeLessThan(0);
      }
    }),
  );
});

it('two devices at one time have an order, the same from both sides', () => {
  const a = tick(undefined, 5, deviceId('a'));
  const b = tick(undefined, 5, deviceId('b'));
  expect(Math.sign(compareHybridTimes(a, b))).toBe(-Math.sign(compareHybridTimes(b, a)));
  expect(compareHybridTimes(a, b)).not.toBe(0);
});
