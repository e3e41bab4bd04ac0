/** A balance over time: what it was from each instant on (UTC milliseconds, ascending). */
export interface BalanceSeries {
  readonly at: number[];
  readonly balance: number[];
}

export function openSeries(): BalanceSeries {
  return { at: [], balance: [] };
}

/** Adds what the balance became. Never goes back in time: what a laptop learns of later counts from then on. */
export function addBalance({ at, balance }: BalanceSeries, since: number, credits: number): void {
  at.push(Math.max(since, at.at(-1) ?? since));
  balance.push(credits);
}

/** A part of the time line; `untilAt` is exclusive, and a missing end is open (UTC milliseconds). */
export interface TimeRange {
  readonly fromAt: number | undefined;
  readonly untilAt: number | undefined;
}

/**
 * What to draw of the first `count` values of a balance on so many columns of pixels: of each column the first, lowest, highest and last value, so
 * that no peak and no dip is lost. A range begins with what was left over from before it, and its last value lasts to
 * its end.
 */
export function thinSeries(
  { at, balance }: BalanceSeries,
  count: number,
  range: TimeRange,
  columns: number,
): BalanceSeries {
  const thin = openSeries();
  const { fromAt = at[0] ?? 0, untilAt = Infinity } = range;
  const first = countBefore(at, count, fromAt);
  const end = countBefore(at, count, untilAt);
  const before = balance[first - 1];
  if (before !== undefined) push(thin, fromAt, before);
  const span = (at[end - 1] ?? fromAt) - fromAt;
  for (let start = first; start < end;) {
    const column = columnOf(at[start] ?? 0, fromAt, span, columns);
    let next = start + 1;
    while (next < end && columnOf(at[next] ?? 0, fromAt, span, columns) === column) next += 1;
    for (const index of landmarks(balance, start, next)) push(thin, at[index] ?? 0, balance[index] ?? 0);
    start = next;
  }
  const last = balance[end - 1];
  if (last !== undefined && Number.isFinite(untilAt) && end < count) push(thin, untilAt, last);
  return thin;
}

/** What a balance did within a range; undefined while there is nothing to tell. */
export function summarise(series: BalanceSeries): BalanceSummary | undefined {
  const { at, balance } = series;
  const [firstAt] = at;
  const lastAt = at.at(-1);
  const last = balance.at(-1);
  if (firstAt === undefined || lastAt === undefined || last === undefined) return undefined;
  let lowest = last;
  let highest = last;
  for (const credits of balance) {
    if (credits < lowest) lowest = credits;
    if (credits > highest) highest = credits;
  }
  return { firstAt, lastAt, lowest, highest, last };
}

export interface BalanceSummary {
  /** UTC milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly lowest: number;
  readonly highest: number;
  readonly last: number;
}

/** How many of the first `count` instants of an ascending list lie before one. */
function countBefore(at: readonly number[], count: number, instant: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? Infinity) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

function columnOf(at: number, fromAt: number, span: number, columns: number): number {
  return span === 0 ? 0 : Math.floor(((at - fromAt) / span) * (columns - 1));
}

/** The places of the first, lowest, highest and last value of a stretch, each once and in order. */
function landmarks(balance: readonly number[], start: number, end: number): readonly number[] {
  let lowest = start;
  let highest = start;
  for (let index = start; index < end; index += 1) {
    const credits = balance[index] ?? 0;
    if (credits < (balance[lowest] ?? 0)) lowest = index;
    if (credits > (balance[highest] ?? 0)) highest = index;
  }
  return [...new Set([start, lowest, highest, end - 1])].sort((a, b) => a - b);
}

function push(series: BalanceSeries, at: number, credits: number): void {
  series.at.push(at);
  series.balance.push(credits);
}
