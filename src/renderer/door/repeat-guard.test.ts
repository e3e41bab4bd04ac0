import { describe, expect, it } from 'vitest';
import { createRepeatGuard } from './repeat-guard.ts';

describe('the same code read twice within two seconds is one scan', () => {
  it.each([
    [
      'again after 1,999 ms',
      [
        ['A', 0],
        ['A', 1_999],
      ],
      [false, true],
    ],
    [
      'again after 2,000 ms',
      [
        ['A', 0],
        ['A', 2_000],
      ],
      [false, false],
    ],
    [
      'held to the scanner for long',
      [
        ['A', 0],
        ['A', 1_500],
        ['A', 3_000],
        ['A', 4_500],
      ],
      [false, true, true, true],
    ],
    [
      'another code between',
      [
        ['A', 0],
        ['B', 500],
        ['A', 1_000],
      ],
      [false, false, false],
    ],
    [
      'a clock that jumped back',
      [
        ['A', 60_000],
        ['A', 0],
      ],
      [false, false],
    ],
  ] as const)('%s', (_, reads, repeats) => {
    const guard = createRepeatGuard();
    expect(reads.map(([key, at]) => guard.isRepeat(key, at))).toEqual(repeats);
  });

  it('counts as new once it was undone or not recorded', () => {
    const guard = createRepeatGuard();
    guard.isRepeat('A', 0);
    guard.forget();
    expect(guard.isRepeat('A', 100)).toBe(false);
  });
});
