import type { Period } from '../../shared/credit/period.ts';

/** `21 Nov – 20 Dec 2026`: the first day and the last one of a period, in the zone given. */
export function periodText({ startsAt, endsAt }: Pick<Period, 'startsAt' | 'endsAt'>, timeZone: string): string {
  const text = dayFormatter(timeZone).formatRange(startsAt, endsAt - 1);
  // Which spaces stand around the dash differs between versions of the locale's data.
  return text.replace(/\s*–\s*/, ' – ');
}

/** `21 Dec 2026`. All instants are UTC milliseconds. */
export function dateText(at: number, timeZone: string): string {
  return dayFormatter(timeZone).format(at);
}

function dayFormatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone });
}
