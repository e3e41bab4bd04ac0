import { calendarDay } from '../../shared/calendar.ts';

const styles = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  dayAndTime: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  dateAndTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(style: keyof typeof styles, at: number, timeZone: string): string {
  const key = `${style} ${timeZone}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', { ...styles[style], timeZone, hourCycle: 'h23' });
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}

/** `19:04:11`, in the zone given. All instants are UTC milliseconds. */
export function timeText(at: number, timeZone: string): string {
  return format('time', at, timeZone);
}

/** `Sat 21 Nov, 19:04`. */
export function dayAndTimeText(at: number, timeZone: string): string {
  return format('dayAndTime', at, timeZone);
}

/** `21 Nov 2026, 19:04`. */
export function dateAndTimeText(at: number, timeZone: string): string {
  return format('dateAndTime', at, timeZone);
}

/** The time alone for an instant of today, with its day for any other. */
export function recentTimeText(at: number, now: number, timeZone: string): string {
  return calendarDay(at, timeZone) === calendarDay(now, timeZone)
    ? timeText(at, timeZone)
    : dayAndTimeText(at, timeZone);
}
