import { describe, expect, it } from 'vitest';
import { createKeyBurst } from './key-burst.ts';

/** Types the text with this many milliseconds from key to key, then Enter after the same time. */
function typed(text: string, msPerKey: number, enterAfterMs = msPerKey): string | undefined {
  const burst = createKeyBurst();
  const keys = Array.from(text);
  for (const [index, key] of keys.entries()) burst.press(key, index * msPerKey);
  return burst.end((keys.length - 1) * msPerKey + enterAfterMs);
}

describe('a scanner that types is told from a person by its speed', () => {
  it.each([
    ['a wedge scanner at 2 ms a key', typed('GALA-0001', 2), 'GALA-0001'],
    ['a slow wedge scanner at 29 ms a key', typed('GALA-0001', 29), 'GALA-0001'],
    ['exactly 30 ms a key', typed('GALA-0001', 30), undefined],
    ['a fast typist at 60 ms a key', typed('GALA-0001', 60), undefined],
    ['a person at 180 ms a key', typed('GALA-0001', 180), undefined],
    ['two keys rolled together by a person', typed('ab', 5), undefined],
    ['keys of a scanner and Enter much later by hand', typed('GALA-0001', 2, 400), undefined],
    ['a lone Enter', createKeyBurst().end(5), undefined],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));

  it('forgives single late keys as long as the burst is fast on the whole', () => {
    const burst = createKeyBurst();
    for (const [key, at] of [
      ['G', 0],
      ['A', 2],
      ['L', 62],
      ['A', 64],
      ['1', 66],
      ['2', 68],
    ] as const)
      burst.press(key, at);
    expect(burst.end(70)).toBe('GALA12');
  });

  it('leaves out what a person typed before the scan', () => {
    const burst = createKeyBurst();
    burst.press('a', 0);
    burst.press('n', 150);
    for (const [index, key] of Array.from('7KQ2M4').entries()) burst.press(key, 900 + index * 3);
    expect(burst.end(920)).toBe('7KQ2M4');
  });

  it('takes keys before an arrow for typed, however fast', () => {
    const burst = createKeyBurst();
    for (const [index, key] of Array.from('smith').entries()) burst.press(key, index);
    burst.interrupt();
    expect(burst.end(6)).toBeUndefined();
  });

  it('begins anew after each Enter', () => {
    const burst = createKeyBurst();
    for (const [index, key] of Array.from('FIRST').entries()) burst.press(key, index);
    expect(burst.end(5)).toBe('FIRST');
    for (const [index, key] of Array.from('SECOND').entries()) burst.press(key, 6 + index);
    expect(burst.end(12)).toBe('SECOND');
  });
});
