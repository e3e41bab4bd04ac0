import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countAttempts } from './attempts.ts';

describe('attempts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const each = { attempts: 2, seconds: 60 };

  it('after so many one has to wait, and is told how long; others need not', async () => {
    const attempts = countAttempts({ each });
    expect([await attempts.take('a'), await attempts.take('a')]).toEqual([undefined, undefined]);
    vi.advanceTimersByTime(20_000);
    expect(await attempts.take('a')).toBe(40);
    expect(await attempts.take('b')).toBeUndefined();
    vi.advanceTimersByTime(40_000);
    expect(await attempts.take('a')).toBeUndefined();
  });

  it('what is given back does not count', async () => {
    const attempts = countAttempts({ each, all: { attempts: 3, seconds: 60 } });
    for (let times = 0; times < 20; times += 1) {
      expect(await attempts.take('a')).toBeUndefined();
      await attempts.giveBack('a');
    }
  });

  it('all together have to wait as well', async () => {
    const attempts = countAttempts({ each, all: { attempts: 3, seconds: 60 } });
    for (const who of ['a', 'b', 'c']) expect(await attempts.take(who)).toBeUndefined();
    expect(await attempts.take('d')).toBe(60);
  });
});
