import { Temporal } from 'temporal-polyfill';

/** How periods are counted: from the anchor, in whole months or years of a zone's calendar (ZP-6). */
export interface Periods {
  /** UTC milliseconds. */
  readonly anchorAt: number;
  readonly every: 'month' | 'year';
  readonly timeZone: string;
}

/** One period: from its start (inclusive) until its end (exclusive), UTC milliseconds. */
export interface Period {
  /** 0 is the one that begins at the anchor. */
  readonly index: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * Computed from the anchor, so that 31 January, 28 February and 31 March follow one another. The time of day is the
 * zone's: a clock change inside a period makes it an hour longer or shorter.
 */
export function periodNumber(periods: Periods, index: number): Period {
  const anchor = Temporal.Instant.fromEpochMilliseconds(periods.anchorAt).toZonedDateTimeISO(periods.timeZone);
  const startOf = (k: number): number =>
    anchor.add(periods.every === 'month' ? { months: k } : { years: k }).epochMilliseconds;
  return { index, startsAt: startOf(index), endsAt: startOf(index + 1) };
}

const meanMonthMs = 30.436875 * 24 * 60 * 60 * 1000;

/** The period that holds the instant (UTC milliseconds). */
export function periodAt(periods: Periods, at: number): Period {
  const meanMs = periods.every === 'month' ? meanMonthMs : 12 * meanMonthMs;
  let period = periodNumber(periods, Math.round((at - periods.anchorAt) / meanMs));
  while (at < period.startsAt) period = periodNumber(periods, period.index - 1);
  while (at >= period.endsAt) period = periodNumber(periods, period.index + 1);
  return period;
}
