/**
 * From now on no timer of this thread goes off: they count real time, of which there is none in a simulation, and hold
 * on to what is long over. One without a delay only lets others go first; it still does.
 */
export function stopTimers(): void {
  if (globalThis.setTimeout === withoutDelay) return;
  globalThis.setTimeout = withoutDelay;
}

const realTimeout = globalThis.setTimeout;
const over = realTimeout(() => undefined, 1);
clearTimeout(over);

const withoutDelay = ((work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
  if (ms <= 0) setImmediate(work, ...args);
  return over;
}) as typeof globalThis.setTimeout;
