import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

interface Allowance {
  readonly attempts: number;
  readonly seconds: number;
}

/** Counts attempts in this process, by whoever makes them and by all of them together. */
export interface Attempts {
  /** Counts one. Returns after how many seconds the next is allowed, where this one was not. */
  take(who: string): Promise<number | undefined>;
  /** That one is not held against anybody: it succeeded. */
  giveBack(who: string): Promise<void>;
}

export function countAttempts({ each, all }: { readonly each: Allowance; readonly all?: Allowance }): Attempts {
  const counters = [
    { counter: openCounter(each), keyOf: (who: string) => who },
    ...(all === undefined ? [] : [{ counter: openCounter(all), keyOf: () => 'all' }]),
  ];
  return {
    async take(who) {
      for (const { counter, keyOf } of counters) {
        try {
          await counter.consume(keyOf(who));
        } catch (refused) {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        }
      }
      return undefined;
    },
    async giveBack(who) {
      for (const { counter, keyOf } of counters) await counter.reward(keyOf(who));
    },
  };
}

function openCounter({ attempts, seconds }: Allowance): RateLimiterMemory {
  return new RateLimiterMemory({ points: attempts, duration: seconds });
}
