import { seededRandom } from '../fixtures/random.ts';

/** Where everything that is left to chance comes from: the same in every run of one seed. */
export interface Chance {
  /** In [0, 1). */
  readonly random: () => number;
  likely(probability: number): boolean;
  /** A whole number from the least to the most, both included. */
  whole(least: number, most: number): number;
  /** Undefined for an empty list. */
  pick<T>(from: readonly T[]): T | undefined;
  /** One of them, each as often as its weight says. */
  weigh<T>(options: readonly Weighed<T>[]): T;
  bytes(count: number): Uint8Array;
}

export interface Weighed<T> {
  readonly weight: number;
  readonly value: T;
}

/** A source of its own for each purpose: drawing more for one does not change what another gets. */
export function openChance(seed: number, purpose: string): Chance {
  let mixed = seed >>> 0;
  for (const letter of purpose) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const random = seededRandom(mixed);
  const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  return {
    random,
    whole,
    likely: (probability) => random() < probability,
    pick: (from) => from[Math.floor(random() * from.length)],
    weigh(options) {
      let left = random() * options.reduce((sum, { weight }) => sum + weight, 0);
      for (const { weight, value } of options) {
        left -= weight;
        if (left < 0) return value;
      }
      const [first] = options;
      if (first === undefined) throw new Error('There is nothing to choose from');
      return first.value;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(0, 255)),
  };
}
