import { describe, expect, it } from 'vitest';
import { latestOnly } from './latest-only.ts';

describe('only the latest', () => {
  it('a slow reader gets the last of what came meanwhile', async () => {
    const values = latestOnly<number>();
    const read: number[] = [];
    values.put(1);
    values.put(2);
    for await (const value of values) {
      read.push(value);
      if (value === 2) for (const next of [3, 4, 5]) values.put(next);
      else values.end();
    }
    expect(read).toEqual([2, 5]);
  });

  it('a reader who waits is woken by the next one', async () => {
    const values = latestOnly<string>();
    const reader = values[Symbol.asyncIterator]();
    const next = reader.next();
    values.put('there');
    expect(await next).toEqual({ done: false, value: 'there' });
    const end = reader.next();
    values.end();
    expect(await end).toEqual({ done: true, value: undefined });
  });

  it('what has not been read by the end is not read any more', async () => {
    const values = latestOnly<string>();
    values.put('late');
    values.end();
    expect(await values[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });
});
