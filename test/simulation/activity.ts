import { setTimeout as pause } from 'node:timers/promises';

/** What happens in the middle of something: before or after one of the calls that it makes, so many of them later. */
export interface Interruption {
  readonly afterCalls: number;
  readonly happen: () => Promise<void>;
}

/**
 * What one run of the app has under way. The simulation lets it go on until nothing is left to do but to wait for the
 * network: how long this machine takes for it then changes nothing.
 */
export interface Activity {
  /** Does something, and is busy until it is done. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** The same for a call to what outlives a crash: it can be interrupted before and after. */
  calling<T>(work: () => Promise<T>): Promise<T>;
  /** Waits for the network: that is not being busy. */
  waiting<T>(answer: Promise<T>): Promise<T>;
  /** Plans an interruption in place of the one planned before. */
  interrupt(interruption: Interruption | undefined): void;
  /** The app ends here and now: nothing that it waits for ever comes. */
  kill(): void;
  isDead(): boolean;
  /** Resolves when the app waits for the network, or for nothing. Rejects where it comes to no end. */
  settle(): Promise<void>;
}

/** More than anything takes, on the slowest machine. */
const mostMs = 20_000;
/** After so many turns it is other threads that are waited for: they get the processor. */
const turnsInHaste = 2_000;

export function openActivity(): Activity {
  let busy = 0;
  let isDead = false;
  let planned: { left: number; readonly happen: Interruption['happen'] } | undefined;

  async function during<T>(work: () => Promise<T>): Promise<T> {
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
    }
  }

  async function passPoint(): Promise<void> {
    if (planned !== undefined && !isDead) {
      planned.left -= 1;
      const { left, happen } = planned;
      if (left < 0) {
        planned = undefined;
        await happen();
      }
    }
    if (isDead) await never;
  }

  return {
    during,
    calling: (work) =>
      during(async () => {
        await passPoint();
        const result = await work();
        await passPoint();
        return result;
      }),
    async waiting(answer) {
      busy -= 1;
      try {
        return await answer;
      } finally {
        busy += 1;
      }
    },
    interrupt(interruption) {
      planned = interruption && { left: interruption.afterCalls, happen: interruption.happen };
    },
    kill() {
      isDead = true;
    },
    isDead: () => isDead,
    async settle() {
      const startedAt = performance.now();
      for (let turns = 0; performance.now() - startedAt < mostMs; turns += 1) {
        await (turns < turnsInHaste ? nextTurn() : pause(1));
        if (isDead || busy === 0) return;
      }
      throw new Error('Something on a laptop came to no end without the network');
    },
  };
}

const never = new Promise<never>(() => undefined);

/** Lets everything go on that is ready to. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
