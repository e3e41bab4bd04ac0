import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from './balance-series.ts';

/** `2026-11-21` as the time from its beginning to the next day's, in a zone; undefined for what is no day. */
export function dayRange(day: string, timeZone: string): TimeRange | undefined {
  try {
    const date = Temporal.PlainDate.from(day);
    const startsAt = (each: Temporal.PlainDate): number => each.toZonedDateTime(timeZone).epochMilliseconds;
    return { fromAt: startsAt(date), untilAt: startsAt(date.add({ days: 1 })) };
  } catch {
    return undefined;
  }
}

/** `2026-11-21T19:04` in a zone as UTC milliseconds; undefined for what is no time. */
export function instantOf(text: string, timeZone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** The same the other way round: what a field for date and time shows. */
export function fieldText(at: number, timeZone: string): string {
  return zoned(at, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/** Clocks are changed at full quarters of an hour, so that an offset is found out once for each. */
const quarterMs = 900_000;

/** Writes instants as `2026-11-21T20:04:11.000+01:00`, in one zone. Fast for many instants that are close together. */
export function createIsoWriter(timeZone: string): (at: number) => string {
  const offsets = new Map<number, { readonly ms: number; readonly text: string }>();
  return (at) => {
    const quarter = Math.floor(at / quarterMs);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      const { offsetNanoseconds, offset: text } = zoned(quarter * quarterMs, timeZone);
      offset = { ms: offsetNanoseconds / 1_000_000, text };
      offsets.set(quarter, offset);
    }
    return `${new Date(at + offset.ms).toISOString().slice(0, -1)}${offset.text}`;
  };
}
