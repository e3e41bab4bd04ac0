import type { Agenda } from './agenda.ts';

/** A laptop's wall clock: it is off, it drifts, and sometimes somebody sets it. */
export interface LaptopClock {
  /** UTC milliseconds, as far as it knows. */
  now(): number;
  jump(ms: number): void;
}

/** `aheadMs`: by how much it is ahead at first; `drift`: by how much more in each millisecond. */
export function openLaptopClock(agenda: Agenda, aheadMs: number, drift: number): LaptopClock {
  const startedAt = agenda.now();
  let ahead = aheadMs;
  return {
    now() {
      const now = agenda.now();
      return Math.round(now + ahead + (now - startedAt) * drift);
    },
    jump(ms) {
      ahead += ms;
    },
  };
}
