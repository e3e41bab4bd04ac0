/** What one answer says about the server's clock. */
interface Reading {
  /** When it came, by this machine's own clock. */
  readonly at: number;
  /** The server's clock minus this machine's, in milliseconds, if both ways took as long. */
  readonly offsetMs: number;
  /** There and back. */
  readonly tookMs: number;
}

/** How far the clock of a laptop's or a hub's server is from this machine's, from what recent answers say. */
export interface ServerClock {
  readonly readings: readonly Reading[];
}

/** Older readings say little: clocks drift. */
const staleMs = 15 * 60 * 1_000;
const mostReadings = 16;

/** Beyond this, people should put the laptop's clock right. */
const noticedMs = 2 * 60 * 1_000;

export const unreadClock: ServerClock = { readings: [] };

/**
 * The clock with one more answer: asked and answered by this machine's clock, `serverAt` by the server's (all UTC
 * milliseconds). Where the new reading contradicts those before, one of the clocks was set, and they no longer count.
 */
export function readClock(clock: ServerClock, askedAt: number, answeredAt: number, serverAt: number): ServerClock {
  const tookMs = answeredAt - askedAt;
  // The machine's clock was set while it waited.
  if (tookMs < 0) return unreadClock;
  const reading: Reading = { at: answeredAt, offsetMs: Math.round(serverAt - (askedAt + answeredAt) / 2), tookMs };
  const sound = clock.readings.filter((other) => agree(other, reading) && isRecent(other, answeredAt));
  return { readings: [...sound, reading].slice(-mostReadings) };
}

/** Both may be off by half of what they took, and clocks drift a little between them. */
function agree(a: Reading, b: Reading): boolean {
  const driftMs = Math.abs(a.at - b.at) / 1_000;
  return Math.abs(a.offsetMs - b.offsetMs) <= (a.tookMs + b.tookMs) / 2 + driftMs + 1;
}

function isRecent({ at }: Reading, now: number): boolean {
  return Math.abs(now - at) < staleMs;
}

/** The best reading's offset: that of the answer that took the shortest time. Undefined before the first. */
export function offsetOf({ readings }: ServerClock): number | undefined {
  const [first, ...others] = readings;
  if (first === undefined) return undefined;
  return others.reduce((best, other) => (other.tookMs <= best.tookMs ? other : best), first).offsetMs;
}

/** How far the laptop's clock is ahead of the server's (negative: behind), where that is worth a word; else 0. */
export function skewOf(offsetMs: number): number {
  return Math.abs(offsetMs) > noticedMs ? -offsetMs : 0;
}
