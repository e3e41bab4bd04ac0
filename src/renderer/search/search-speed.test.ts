import { describe, expect, it } from 'vitest';
import { crowd } from '../../../test/fixtures/crowd.ts';
import { findTickets } from './find-tickets.ts';
import { buildIndex } from './search-index.ts';

const guests = 100_000;
const typedNames = 400;

/** Ten times what a quiet laptop needs: the test is to catch searches that look at everybody, not slow machines. */
const mostMs = { build: 7_000, p50: 5, p99: 50 } as const;

describe('100,000 guests', () => {
  const tickets = crowd(guests, 7).map(({ ticket }) => ticket);

  it('are indexed once and then found at every keystroke of a name', async ({ annotate }) => {
    const startedAt = performance.now();
    const index = buildIndex(tickets);
    const build = performance.now() - startedAt;

    const keystrokes: number[] = [];
    for (let place = 0; place < guests; place += guests / typedNames) {
      const name = tickets[place]?.name ?? '';
      for (let length = 1; length <= name.length; length += 1) {
        const typedAt = performance.now();
        findTickets(index, name.slice(0, length), 50);
        keystrokes.push(performance.now() - typedAt);
      }
    }
    keystrokes.sort((one, other) => one - other);
    const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => keystrokes[Math.floor(keystrokes.length * share)]);
    await annotate(
      `index built in ${build.toFixed(0)} ms; ${String(keystrokes.length)} keystrokes: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
    );
    expect(build).toBeLessThan(mostMs.build);
    expect(p50).toBeLessThan(mostMs.p50);
    expect(p99).toBeLessThan(mostMs.p99);
  });
});
