import { describe, expect, it } from 'vitest';
import { refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import { stopsEverything } from './lane.ts';
import type { LaneResult } from './lane.ts';
import { createLaneRunner } from './lane-runner.ts';

/** Lanes that do what they are told, and note in which order they were tried. */
function aDesk(...names: readonly string[]) {
  const results = new Map<string, LaneResult>();
  const tried: string[] = [];
  const desk = { now: 0, random: 1 - Number.EPSILON, tried, results };
  const lanes = names.map((name) => async () => {
    tried.push(name);
    return results.get(name) ?? 'idle';
  });
  const runner = createLaneRunner(
    lanes,
    () => desk.now,
    () => desk.random,
  );
  const step = async () => {
    tried.length = 0;
    return runner.step();
  };
  return { ...desk, desk, runner, step, say: (name: string, result: LaneResult) => results.set(name, result) };
}

describe('the lanes', () => {
  it('are tried in their order, and the first that works is enough', async () => {
    const { step, tried, say } = aDesk('a', 'b', 'c');
    say('b', 'worked');
    expect(await step()).toBe('worked');
    expect(tried).toEqual(['a', 'b']);
  });

  it('are idle when all are', async () => {
    const { step, tried, runner } = aDesk('a', 'b');
    expect(await step()).toBe('idle');
    expect(tried).toEqual(['a', 'b']);
    expect(runner.waitMs()).toBeUndefined();
  });

  it.each([
    ['is stuck', 'stuck'],
    ['is refused', refused('not-found', 404)],
    ['fails at the server', refused('malformed', 500)],
  ] as const)('one that %s waits alone, and the others go on', async (_, result) => {
    const { desk, step, tried, say, runner } = aDesk('a', 'b');
    say('a', result);
    say('b', 'worked');
    expect(await step()).toBe('worked');
    expect(tried).toEqual(['a', 'b']);
    expect(await step()).toBe('worked');
    expect(tried).toEqual(['b']);
    say('b', 'idle');
    expect(await step()).toBe('idle');
    expect(runner.waitMs()).toBe(999);
    desk.now = 999;
    await step();
    expect(tried).toEqual(['a', 'b']);
    // Twice in a row: it waits longer.
    expect(runner.waitMs()).toBe(1_999);
  });

  it('one that works again has nothing to wait for', async () => {
    const { desk, step, say, runner } = aDesk('a');
    say('a', 'stuck');
    await step();
    desk.now = 999;
    say('a', 'worked');
    await step();
    say('a', 'stuck');
    await step();
    expect(runner.waitMs()).toBe(999);
  });

  it('the soonest is waited for', async () => {
    const { desk, step, say, runner } = aDesk('a', 'b');
    say('a', refused('unavailable', 500, { retryAfterMs: 60_000 }));
    say('b', 'stuck');
    await step();
    expect(runner.waitMs()).toBe(999);
    desk.now = 1_000;
    say('b', 'idle');
    await step();
    expect(runner.waitMs()).toBe(59_000);
  });
});

it('a clock that is set back does not make anybody wait for it to come round again', async () => {
  const { desk, step, tried, say, runner } = aDesk('a');
  desk.now = 3_600_000;
  say('a', refused('unavailable', 500, { retryAfterMs: 5_000 }));
  await step();
  expect(runner.waitMs()).toBe(5_000);
  desk.now = 0;
  expect(runner.waitMs()).toBeUndefined();
  await step();
  expect(tried).toEqual(['a']);
});

describe('a failure of the connection', () => {
  it.each([
    [unreachable, true],
    [refused('unauthorised', 401), true],
    [refused('revoked', 401), true],
    [refused('rate-limited', 429), true],
    [refused('unavailable', 503), true],
    [refused('malformed', 400), false],
    [refused('forbidden', 403), false],
    [refused('diverged', 409), false],
    [refused('malformed', 500), false],
    ['stuck', false],
    ['idle', false],
  ] as const)('%j stops everything: %s', (result, stops) => expect(stopsEverything(result)).toBe(stops));

  it('is the step’s, and all wait', async () => {
    const { desk, step, tried, say, runner } = aDesk('a', 'b');
    say('a', unreachable);
    say('b', 'worked');
    expect(await step()).toEqual(unreachable);
    expect(tried).toEqual(['a']);
    expect(runner.waitMs()).toBe(999);
    desk.now = 999;
    expect(runner.waitMs()).toBeUndefined();
  });

  it('another lane is tried first afterwards: one that fails for ever does not hold up the rest', async () => {
    const { step, tried, say } = aDesk('a', 'b', 'c');
    say('b', unreachable);
    say('c', 'worked');
    await step();
    expect(tried).toEqual(['a', 'b']);
    expect(await step()).toBe('worked');
    expect(tried).toEqual(['c']);
    // Then the first one is the most urgent again.
    await step();
    expect(tried).toEqual(['a', 'b']);
  });

  it('after the last lane the first is next', async () => {
    const { step, tried, say } = aDesk('a', 'b');
    say('b', unreachable);
    await step();
    await step();
    expect(tried).toEqual(['a', 'b']);
  });

  it('the waiting grows until something works', async () => {
    const { step, say, runner } = aDesk('a');
    say('a', unreachable);
    const waits: (number | undefined)[] = [];
    for (let failures = 1; failures <= 7; failures += 1) {
      await step();
      waits.push(runner.waitMs());
    }
    expect(waits).toEqual([999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999]);
    say('a', 'worked');
    await step();
    expect(runner.waitMs()).toBeUndefined();
    say('a', unreachable);
    await step();
    expect(runner.waitMs()).toBe(999);
  });
});

describe('hurrying', () => {
  it('ends all waiting of our own', async () => {
    const { step, say, runner } = aDesk('a', 'b');
    say('a', 'stuck');
    say('b', unreachable);
    await step();
    expect(runner.waitMs()).toBe(999);
    runner.hurry();
    expect(runner.waitMs()).toBeUndefined();
  });

  it.each([
    ['of the whole server', refused('rate-limited', 429, { retryAfterMs: 5_000 })],
    ['of one lane', refused('not-found', 404, { retryAfterMs: 5_000 })],
  ])('does not end what the server demands, %s', async (_, failure) => {
    const { desk, step, tried, say, runner } = aDesk('a');
    say('a', failure);
    await step();
    runner.hurry();
    expect(runner.waitMs()).toBe(5_000);
    desk.now = 4_999;
    expect(runner.waitMs()).toBe(1);
    desk.now = 5_000;
    say('a', 'worked');
    expect(await step()).toBe('worked');
    expect(tried).toEqual(['a']);
  });
});
