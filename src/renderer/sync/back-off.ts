const firstMs = 500;
const longestMs = 30_000;

/**
 * How long to wait after so many failures in a row (1 after the first): anything up to twice as long each time, at most
 * half a minute, so that laptops that lost the server together do not come back together. `random` is in [0, 1).
 */
export function backOffMs(failures: number, random: () => number): number {
  return Math.floor(random() * Math.min(longestMs, firstMs * 2 ** failures));
}
