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
