/** The value below which `share` (0 to 1) of the samples lie. */
function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('No samples');
  return value;
}

export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

export function spreadOf(samples: readonly number[]): Spread {
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) };
}
