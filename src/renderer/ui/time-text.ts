import { calendarDay } from '../../shared/calendar.ts';

const styles = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  clock: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
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
  // Without the comma that the locale puts behind the weekday: two in one instant are hard to read.
  const day = format('day', at, timeZone).replace(',', '');
  return `${day}, ${format('clock', at, timeZone)}`;
}

/** `21 Nov 2026, 19:04`. */
export function dateAndTimeText(at: number, timeZone: string): string {
  return `${format('date', at, timeZone)}, ${format('clock', at, timeZone)}`;
}

/** `19:04` for an instant of the same day as `now`, with its day for any other. */
export function nearbyTimeText(at: number, now: number, timeZone: string): string {
  const isSameDay = calendarDay(at, timeZone) === calendarDay(now, timeZone);
  return isSameDay ? format('clock', at, timeZone) : dayAndTimeText(at, timeZone);
}

/** `19:04:11` for an instant of the same day as `now`, `Sat 21 Nov, 19:04:11` for any other. */
export function exactTimeText(at: number, now: number, timeZone: string): string {
  const time = timeText(at, timeZone);
  if (calendarDay(at, timeZone) === calendarDay(now, timeZone)) return time;
  return `${format('day', at, timeZone).replace(',', '')}, ${time}`;
}
