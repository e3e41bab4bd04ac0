import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openTally } from '../../test/credit-properties/tally.ts';
import { offsetOf, readClock, type ServerClock, skewOf, unreadClock } from './server-clock.ts';

/** One question: after how long, and how long each way took; the server's clock may have been set before it. */
interface Asked {
  readonly afterMs: number;
  readonly thereMs: number;
  readonly backMs: number;
  readonly setByMs: number;
}

const minute = 60_000;
const delays = fc.oneof({ weight: 4, arbitrary: fc.nat(200) }, { weight: 1, arbitrary: fc.nat(20_000) });
const asked = fc.record<Asked>({
  afterMs: fc.oneof(fc.nat(2_000), fc.nat(5 * minute)),
  thereMs: delays,
  backMs: delays,
  setByMs: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -3_600_000, max: 3_600_000 }) },
  ),
});

const runs = 3_000;
const tally = openTally({ 'clocks set': 0.3, 'better ones kept': 0.3 });

describe('the server’s clock', () => {
  afterAll(() => tally.check(runs));

  it('however it is set, no answer that contradicts the last one is believed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.array(asked, { minLength: 1, maxLength: 30 }),
        (first, all) => {
          let offset = first;
          let now = 1_800_000_000_000;
          let clock: ServerClock = unreadClock;
          for (const { afterMs, thereMs, backMs, setByMs } of all) {
            now += afterMs;
            offset += setByMs;
            if (setByMs !== 0) tally.count('clocks set');
            const askedAt = now;
            const serverAt = now + thereMs + offset;
            now += thereMs + backMs;
            clock = readClock(clock, askedAt, now, serverAt);
            const tookMs = thereMs + backMs;
            const best = Math.min(...clock.readings.map((reading) => reading.tookMs));
            if (best < tookMs) tally.count('better ones kept');
            // The last answer is right to half of what it took, and the best one does not contradict it.
            const openMs = tookMs / 2 + (best + tookMs) / 2 + driftOf(clock, now) + 2;
            expect(Math.abs((offsetOf(clock) ?? NaN) - offset)).toBeLessThanOrEqual(openMs);
          }
        },
      ),
      { seed: 20_261_207, numRuns: runs },
    );
  });

  it('is never further off than half of the round trip, while nobody sets it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.array(asked, { minLength: 1, maxLength: 30 }),
        (offset, all) => {
          let now = 1_800_000_000_000;
          let clock: ServerClock = unreadClock;
          for (const { afterMs, thereMs, backMs } of all) {
            now += afterMs + thereMs + backMs;
            clock = readClock(clock, now - thereMs - backMs, now, now - backMs + offset);
            const best = Math.min(...clock.readings.map((reading) => reading.tookMs));
            expect(best).toBeLessThanOrEqual(thereMs + backMs);
            expect(Math.abs((offsetOf(clock) ?? NaN) - offset)).toBeLessThanOrEqual(best / 2 + 0.5);
          }
        },
      ),
      { seed: 20_261_208, numRuns: runs },
    );
  });

  it('is not known before the first answer', () => {
    expect(offsetOf(unreadClock)).toBeUndefined();
  });

  it('the answer that took the shortest time is believed, of two as quick the later one', () => {
    let clock = readClock(unreadClock, 1_000, 1_020, 6_012);
    expect(offsetOf(clock)).toBe(5_002);
    clock = readClock(clock, 2_000, 2_900, 7_400);
    expect(offsetOf(clock)).toBe(5_002);
    clock = readClock(clock, 3_000, 3_020, 8_008);
    expect(offsetOf(clock)).toBe(4_998);
  });

  it('follows at once when one of the clocks is set, also by a slow answer', () => {
    let clock = readClock(unreadClock, 1_000, 1_020, 1_010);
    clock = readClock(clock, 2_000, 3_000, 602_500);
    expect(offsetOf(clock)).toBe(600_000);
    expect(clock.readings).toHaveLength(1);
  });

  it('forgets everything when the laptop’s clock was set back while it waited', () => {
    const clock = readClock(unreadClock, 1_000, 1_020, 1_010);
    expect(readClock(clock, 5_000, 2_000, 5_000)).toEqual(unreadClock);
  });

  it('follows clocks that drift apart: quick answers of long ago do not count', () => {
    let clock = readClock(unreadClock, 0, 2, 1);
    // 200 parts in a million: 12 ms a minute.
    for (let at = minute; at <= 60 * minute; at += minute) {
      clock = readClock(clock, at, at + 40, at + 20 + at * 0.0002);
      expect(Math.abs((offsetOf(clock) ?? NaN) - at * 0.0002)).toBeLessThanOrEqual(15 * 60 * 0.2 + 1);
    }
    expect(clock.readings.length).toBeLessThanOrEqual(16);
  });
});

/** What the readings kept may have drifted by: a millisecond a second is allowed for. */
function driftOf({ readings }: ServerClock, now: number): number {
  return Math.max(...readings.map(({ at }) => now - at)) / 1_000;
}

describe('the skew that people are told of', () => {
  it.each([
    [0, 0],
    [120_000, 0],
    [-120_000, 0],
    [120_001, -120_001],
    [-300_000, 300_000],
  ])('with the server %i ms ahead: the laptop is %i ms ahead', (offsetMs, skewMs) => {
    expect(skewOf(offsetMs)).toBe(skewMs);
  });
});
