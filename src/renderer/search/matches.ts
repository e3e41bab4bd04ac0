/** Guests found, in no order, each with its distance from what was asked (0 is best). */
export interface Matches {
  readonly guests: Uint32Array;
  readonly distances: Uint32Array;
}

export const nobody: Matches = { guests: new Uint32Array(0), distances: new Uint32Array(0) };

/** Where one search at a time gathers its matches, so that it allocates nothing per guest. */
export interface Collector {
  /** By guest number, one more than the distance; all zero between searches. */
  readonly reached: Uint32Array;
  /** The guests reached, as they came. */
  readonly guests: Uint32Array;
  count: number;
}

/** A collector for guests numbered below `guests`. */
export function prepareCollector(guests: number): Collector {
  return { reached: new Uint32Array(guests), guests: new Uint32Array(guests), count: 0 };
}

/** Notes a guest; of one found twice the nearest counts. */
export function collect(collector: Collector, guest: number, distance: number): void {
  const known = collector.reached[guest] ?? 0;
  if (known === 0) {
    collector.guests[collector.count] = guest;
    collector.count += 1;
  } else if (known <= distance + 1) return;
  collector.reached[guest] = distance + 1;
}

/** What was collected. Leaves the collector empty. */
export function takeMatches(collector: Collector): Matches {
  const guests = collector.guests.slice(0, collector.count);
  const distances = new Uint32Array(guests.length);
  for (let place = 0; place < guests.length; place += 1) {
    const guest = guests[place] ?? 0;
    distances[place] = (collector.reached[guest] ?? 0) - 1;
    collector.reached[guest] = 0;
  }
  collector.count = 0;
  return { guests, distances };
}

function collectAll(collector: Collector, { guests, distances }: Matches): void {
  for (let place = 0; place < guests.length; place += 1) {
    collect(collector, guests[place] ?? 0, distances[place] ?? 0);
  }
}

/** Guests in one or the other, at the nearer distance. */
export function either(collector: Collector, one: Matches, other: Matches): Matches {
  if (one.guests.length === 0) return other;
  if (other.guests.length === 0) return one;
  collectAll(collector, one);
  collectAll(collector, other);
  return takeMatches(collector);
}

/** Guests in both, at the sum of their distances. */
export function both(collector: Collector, one: Matches, other: Matches): Matches {
  const [few, many] = one.guests.length < other.guests.length ? [one, other] : [other, one];
  collectAll(collector, few);
  const guests: number[] = [];
  const distances: number[] = [];
  for (let place = 0; place < many.guests.length; place += 1) {
    const guest = many.guests[place] ?? 0;
    const reached = collector.reached[guest] ?? 0;
    if (reached === 0) continue;
    guests.push(guest);
    distances.push((many.distances[place] ?? 0) + reached - 1);
  }
  takeMatches(collector);
  return { guests: Uint32Array.from(guests), distances: Uint32Array.from(distances) };
}

/** The numbers of the `limit` nearest guests, nearest first; the lower number where the distance is the same. */
export function nearest({ guests, distances }: Matches, limit: number): readonly number[] {
  const reach = reachOf(distances, limit);
  const keys = new Float64Array(reach.guests);
  const distanceStep = 2 ** 32;
  let count = 0;
  for (let place = 0; place < guests.length; place += 1) {
    const distance = distances[place] ?? 0;
    if (distance > reach.distance) continue;
    keys[count] = distance * distanceStep + (guests[place] ?? 0);
    count += 1;
  }
  return Array.from(keys.sort().subarray(0, limit), (key) => key % distanceStep);
}

/** The distance within which there are `limit` matches, and how many there are: only those need sorting. */
function reachOf(distances: Uint32Array, limit: number): { readonly distance: number; readonly guests: number } {
  let farthest = 0;
  for (const distance of distances) farthest = Math.max(farthest, distance);
  const counts = new Uint32Array(farthest + 1);
  for (const distance of distances) counts[distance] = (counts[distance] ?? 0) + 1;
  let guests = 0;
  for (let distance = 0; distance < counts.length; distance += 1) {
    guests += counts[distance] ?? 0;
    if (guests >= limit) return { distance, guests };
  }
  return { distance: farthest, guests };
}
