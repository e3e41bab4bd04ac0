import * as v from 'valibot';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant (UTC milliseconds) in an IANA zone, as `2026-11-23`. */
export function calendarDay(at: number, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(at);
}

/** Whether the name is an IANA zone that calendars here know. */
export function isTimeZone(name: string): boolean {
  try {
    calendarDay(0, name);
    return true;
  } catch {
    return false;
  }
}

/** An IANA zone that calendars here know, such as `Europe/Madrid`. */
export const timeZoneSchema = v.pipe(
  v.string(),
  v.check(isTimeZone, ({ input }) => `There is no time zone "${input}"`),
);
