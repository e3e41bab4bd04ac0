import { timeText } from '../ui/time-text.ts';

const styles = {
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Style = keyof typeof styles;

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(style: Style, at: number, timeZone: string): string {
  const key = `${style} ${timeZone}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', { ...styles[style], timeZone });
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}

/** `21 Nov 2026`, of an instant (UTC milliseconds) in a zone. */
export function dateText(at: number, timeZone: string): string {
  return format('date', at, timeZone);
}

/** `21 Nov 2026, 19:04:11` */
export function exactTimeText(at: number, timeZone: string): string {
  return `${dateText(at, timeZone)}, ${timeText(at, timeZone)}`;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * Names for the marks of a time axis (UTC milliseconds, ascending), in a zone. Marks within days say their day once,
 * at the first and wherever another one begins, on a second line.
 */
export function axisTimeText(marks: readonly number[], timeZone: string): readonly string[] {
  const gapMs = (marks[1] ?? 0) - (marks[0] ?? 0);
  if (gapMs >= 27 * dayMs) return marks.map((at) => format('month', at, timeZone));
  if (gapMs >= 0.9 * dayMs) return marks.map((at) => format('day', at, timeZone));
  const style = marks.length > 1 && gapMs < minuteMs ? 'second' : 'minute';
  let dayBefore = '';
  return marks.map((at) => {
    const day = format('day', at, timeZone);
    const clock = format(style, at, timeZone);
    const text = day === dayBefore ? clock : `${clock}\n${day}`;
    dayBefore = day;
    return text;
  });
}
