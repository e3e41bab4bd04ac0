import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RelayReport, startRelayLoop } from './relay-loop.ts';
import { hubFailedWords, relayWords } from './relay-words.ts';
import { UpstreamError } from './upstream.ts';

/** What each attempt comes to, in turn; the last one again and again. */
type Outcome = 'done' | Error;

const unreachable = new UpstreamError('unreachable', 'No route to host.');
const busy = new UpstreamError('rate-limited', 'Wait.', 45_000);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  // The longest that back-off may take.
  vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A loop around a relay that does what it is told, with the instants at which it was asked. */
async function start(...outcomes: readonly Outcome[]) {
  const beganAt = Date.now();
  const attempts: number[] = [];
  const reports: RelayReport[] = [];
  const errors: unknown[] = [];
  let grow: () => void = () => undefined;
  let isListening = true;
  const end = await startRelayLoop({
    relay: {
      async run() {
        attempts.push(Date.now() - beganAt);
        const outcome = outcomes[Math.min(attempts.length, outcomes.length) - 1] ?? 'done';
        if (outcome !== 'done') throw outcome;
        return Promise.resolve();
      },
      progress: async () => Promise.resolve({ forwardedAt: null, waiting: 2 }),
    },
    onGrowth: async (wake) => {
      grow = wake;
      return Promise.resolve(async () => {
        isListening = false;
        return Promise.resolve();
      });
    },
    onReport: (report) => reports.push(report),
    onError: (error) => errors.push(error),
  });
  await pass(0);
  return { attempts, reports, errors, end, grow: () => grow(), isListening: () => isListening };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('while all is well', () => {
  it('asks for news every three seconds, and says how far it is', async () => {
    const { attempts, reports, end } = await start('done');
    await pass(6_000);
    expect(attempts).toEqual([0, 3_000, 6_000]);
    expect(reports.at(-1)).toEqual({ forwardedAt: null, waiting: 2, problem: null });
    await end();
  });

  it('forwards what is new here at once, and gathers what comes together', async () => {
    const { attempts, grow, end } = await start('done');
    await pass(1_000);
    for (let times = 0; times < 5; times += 1) grow();
    await pass(200);
    expect(attempts).toEqual([0, 1_100]);
    await end();
  });
});

describe('when the server above does not answer', () => {
  it('waits longer each time, half a minute at most, and says why', async () => {
    const { attempts, reports, errors, end } = await start(unreachable);
    await pass(100_000);
    const waits = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(reports.at(-1)?.problem).toBe(relayWords.unreachable);
    expect(errors).toEqual([]);
    await end();
  });

  it('is not asked more often because there is more to forward', async () => {
    const { attempts, grow, end } = await start(unreachable, unreachable, 'done');
    grow();
    await pass(999);
    grow();
    expect(attempts).toEqual([0]);
    await pass(2_001);
    expect(attempts).toEqual([0, 1_000, 3_000]);
    await end();
  });

  it('is left alone for as long as it asks to be', async () => {
    const { attempts, end } = await start(busy, 'done');
    await pass(44_999);
    expect(attempts).toEqual([0]);
    await pass(1);
    expect(attempts).toEqual([0, 45_000]);
    await end();
  });

  it('counts failures anew once it has answered', async () => {
    const { attempts, reports, end } = await start(unreachable, unreachable, 'done', unreachable, 'done');
    await pass(7_000);
    expect(attempts).toEqual([0, 1_000, 3_000, 6_000, 7_000]);
    expect(reports.map(({ problem }) => problem === null)).toEqual([false, false, true, false, true]);
    await end();
  });
});

it('a fault on this side is told apart, goes to the log, and is tried again', async () => {
  const fault = new Error('disk full');
  const { reports, errors, attempts, end } = await start(fault, 'done');
  expect(reports).toMatchObject([{ problem: hubFailedWords }]);
  expect(errors).toEqual([fault]);
  await pass(1_000);
  expect(attempts).toHaveLength(2);
  await end();
});

it.each(['done', unreachable, busy] as const)('ends at once, however long it was to wait: %s', async (outcome) => {
  const { attempts, end, grow, isListening } = await start(outcome);
  await end();
  expect(isListening()).toBe(false);
  grow();
  await pass(120_000);
  expect(attempts).toEqual([0]);
});

it('ends at once when it is told so in the middle of an attempt', async () => {
  let finish: () => void = () => undefined;
  const end = await startRelayLoop({
    relay: {
      run: () => new Promise<void>((resolve) => (finish = resolve)),
      progress: async () => Promise.resolve({ forwardedAt: null, waiting: 0 }),
    },
    onGrowth: async () => Promise.resolve(async () => Promise.resolve()),
    onReport: () => undefined,
    onError: () => undefined,
  });
  const ended = end();
  finish();
  // With the clock standing still.
  await ended;
});
