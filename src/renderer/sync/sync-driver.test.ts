import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogHead } from '../../shared/wire.ts';
import { drive, type SyncDriver } from './sync-driver.ts';
import type { SyncEngine } from './sync-engine.ts';
import type { Failure } from './transport.ts';

type StepResult = Awaited<ReturnType<SyncEngine['step']>>;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An engine whose steps come to what is laid down, and then to nothing; and a line that the test breaks. */
function aLaptop(...results: (StepResult | Error)[]) {
  const done: string[] = [];
  let waitMs: number | undefined;
  let listening:
    | { readonly hear: (head: LogHead | undefined) => void; readonly end: (failure: Failure) => void }
    | undefined;
  const engine: Pick<SyncEngine, 'step' | 'waitMs' | 'heard' | 'poll' | 'hurry'> = {
    async step() {
      const result = results.shift() ?? 'idle';
      done.push(result instanceof Error ? 'error' : result);
      if (result instanceof Error) throw result;
      return result;
    },
    waitMs: () => waitMs,
    heard: () => void done.push('heard'),
    poll: () => void done.push('poll'),
    hurry: () => void done.push('hurry'),
  };
  const driver: SyncDriver = drive({
    engine: engine as SyncEngine,
    transport: {
      stream: (onNews, signal) =>
        new Promise((resolve) => {
          done.push('listen');
          listening = { hear: onNews, end: resolve };
          signal.addEventListener('abort', () => resolve({ kind: 'unreachable' }));
        }),
    },
    onStep: () => undefined,
    onError: () => done.push('told'),
    random: () => 1,
  });
  return {
    driver,
    results,
    setWait: (ms: number | undefined) => (waitMs = ms),
    line: () => listening,
    /** What was done since the last time, after so long. */
    async after(ms: number) {
      await vi.advanceTimersByTimeAsync(ms);
      return done.splice(0);
    },
  };
}

describe('a driver', () => {
  it('does steps until there is nothing to do, and then only when something is new', async () => {
    const { driver, after } = aLaptop('worked', 'worked');
    expect(await after(0)).toEqual(['worked', 'listen', 'worked', 'idle']);
    expect(await after(5_000)).toEqual([]);
    driver.wake();
    expect(await after(0)).toEqual(['idle']);
  });

  it('asks for news now and then, less often while the server tells them', async () => {
    const { line, after } = aLaptop();
    await after(0);
    expect(await after(9_999)).toEqual([]);
    expect(await after(1)).toEqual(['poll', 'idle']);
    line()?.hear(undefined);
    expect(await after(0)).toEqual(['heard', 'idle']);
    expect(await after(59_999)).toEqual([]);
    expect(await after(1)).toEqual(['poll', 'idle']);
  });

  it('is woken by what is new here, and by what the server says', async () => {
    const { driver, line, after } = aLaptop();
    await after(0);
    driver.wake();
    expect(await after(0)).toEqual(['idle']);
    line()?.hear({ position: 1, chain: '' as LogHead['chain'], balances: {} });
    expect(await after(0)).toEqual(['heard', 'idle']);
  });

  it('waits after a failure whatever is new here, and no longer once somebody asks', async () => {
    const { driver, results, setWait, after } = aLaptop();
    await after(0);
    results.push('failed');
    setWait(5_000);
    driver.wake();
    expect(await after(0)).toEqual(['failed']);
    driver.wake();
    expect(await after(4_999)).toEqual([]);
    expect(await after(1)).toEqual(['idle']);
    results.push('failed');
    driver.hurry();
    expect(await after(0)).toEqual(['hurry', 'failed']);
    driver.hurry();
    expect(await after(0)).toEqual(['hurry', 'idle']);
  });

  it('goes on after the page did not go along, later each time', async () => {
    const { driver, results, after } = aLaptop();
    await after(0);
    results.push(new Error('full'), new Error('full'));
    driver.wake();
    expect(await after(0)).toEqual(['error', 'told']);
    expect(await after(999)).toEqual([]);
    expect(await after(1)).toEqual(['error', 'told']);
    expect(await after(2_000)).toEqual(['idle']);
  });

  it('listens again when the line broke, later each time, at once after it was heard', async () => {
    const { line, after } = aLaptop();
    await after(0);
    line()?.end({ kind: 'unreachable' });
    expect(await after(999)).toEqual([]);
    expect(await after(1)).toEqual(['listen']);
    line()?.end({ kind: 'unreachable' });
    expect(await after(1_999)).toEqual([]);
    expect(await after(1)).toEqual(['listen']);
    line()?.hear(undefined);
    line()?.end({ kind: 'unreachable' });
    expect(await after(1_000)).toEqual(['heard', 'idle', 'listen']);
  });

  it('finds out at once what has become of it when the server does not know it any more', async () => {
    const { line, after } = aLaptop();
    await after(0);
    line()?.end({ kind: 'refused', status: 401, error: { error: 'revoked', message: '' } });
    expect(await after(0)).toEqual(['poll', 'idle']);
  });

  it('stops', async () => {
    const { driver, after } = aLaptop();
    await after(0);
    driver.stop();
    await after(0);
    expect(await after(3_600_000)).toEqual([]);
  });
});
