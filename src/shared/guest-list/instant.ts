export type InstantReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'unreadable' };

const unreadable: InstantReading = { kind: 'unreadable' };

const dayMs = 86_400_000;

const datePattern =
  /^(?<a>\d{1,4})(?<separator>[-./])\s?(?<b>\d{1,2})\k<separator>\s?(?<c>\d{4}|\d{1,2})(?:(?:T|,? (?:at )?)(?<rest>.*))?$/i;
const timePattern =
  /^(?<hour>\d{1,2})(?::(?<minute>\d{2}))?(?::(?<second>\d{2}))?(?:[.,](?<fraction>\d{1,9}))? ?(?<half>[ap]\.?m\.?)?(?: ?(?<zone>Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?))?(?:\[[\w/+-]+\])?(?: ?(?:Uhr|h))?$/i;

/**
 * Reads a date-time as exports write it: ISO 8601 with or without an offset, `24.12.2026 18:05`, `24/12/2026 18:05`,
 * `12/24/26 6:05 p.m.`. One without an offset is meant in `timeZone` (IANA). Of dates written with slashes the month
 * stands first in the zones of the United States and the day first elsewhere, unless the numbers allow one reading
 * only. A local time that clocks skip counts as that much later; of one that they show twice the first is taken.
 */
export function readInstant(text: string, timeZone: string): InstantReading {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  if (trimmed === '') return { kind: 'blank' };
  const groups = datePattern.exec(trimmed)?.groups;
  const date =
    groups && readDate(groups['a'] ?? '', groups['b'] ?? '', groups['c'] ?? '', groups['separator'] ?? '', timeZone);
  const time = groups && readTime(groups['rest'] ?? '');
  if (date === undefined || time === undefined) return unreadable;
  const local = date + time.sinceMidnightMs;
  return { kind: 'instant', at: time.offsetMs === undefined ? fromLocal(local, timeZone) : local - time.offsetMs };
}

/** Midnight of the date as if it were UTC. */
function readDate(a: string, b: string, c: string, separator: string, timeZone: string): number | undefined {
  if (a.length > 2) return a.length === 4 && c.length <= 2 ? utcDay(Number(a), Number(b), Number(c)) : undefined;
  if (c.length === 3 || c.length === 1) return undefined;
  const year = c.length === 2 ? 2000 + Number(c) : Number(c);
  const first = Number(a);
  const second = Number(b);
  const monthFirst = second > 12 || (first <= 12 && separator === '/' && isMonthFirstZone(timeZone));
  return monthFirst ? utcDay(year, first, second) : utcDay(year, second, first);
}

function utcDay(year: number, month: number, day: number): number | undefined {
  if (year < 1970 || month < 1 || month > 12 || day < 1) return undefined;
  const daysInMonth = (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / dayMs;
  return day > Math.round(daysInMonth) ? undefined : Date.UTC(year, month - 1, day);
}

interface TimeOfDay {
  readonly sinceMidnightMs: number;
  /** Distance of the stated zone from UTC; `undefined` where none is stated. */
  readonly offsetMs: number | undefined;
}

function readTime(text: string): TimeOfDay | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '' || trimmed === 'midnight') return { sinceMidnightMs: 0, offsetMs: undefined };
  if (trimmed === 'noon') return { sinceMidnightMs: dayMs / 2, offsetMs: undefined };
  const groups = timePattern.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  const half = (groups['half'] ?? '').charAt(0).toLowerCase();
  if (half === '' && groups['minute'] === undefined) return undefined;
  const hour = Number(groups['hour']);
  const minute = Number(groups['minute'] ?? 0);
  const second = Number(groups['second'] ?? 0);
  if (hour > 23 || minute > 59 || second > 59 || (half !== '' && (hour < 1 || hour > 12))) return undefined;
  const hour24 = half === '' ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  const milliseconds = Number((groups['fraction'] ?? '').slice(0, 3).padEnd(3, '0'));
  return {
    sinceMidnightMs: ((hour24 * 60 + minute) * 60 + second) * 1000 + milliseconds,
    offsetMs: readOffset(groups['zone']),
  };
}

function readOffset(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const digits = /^(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})?$/.exec(zone)?.groups;
  if (digits === undefined) return 0;
  const minutes = Number(digits['hours']) * 60 + Number(digits['minutes'] ?? 0);
  return (digits['sign'] === '-' ? -minutes : minutes) * 60_000;
}

const unitedStates = new Set(
  (
    'New_York|Detroit|Chicago|Menominee|Denver|Boise|Phoenix|Los_Angeles|' +
    'Anchorage|Juneau|Sitka|Metlakatla|Yakutat|Nome|Adak|Puerto_Rico'
  )
    .split('|')
    .map((city) => `America/${city}`),
);

function isMonthFirstZone(timeZone: string): boolean {
  if (unitedStates.has(timeZone) || timeZone === 'Pacific/Honolulu' || timeZone === 'Pacific/Guam') return true;
  return /^(?:US|America\/(?:Indiana|Kentucky|North_Dakota))\//.test(timeZone);
}

/** The UTC instant of a local date-time given as if it were UTC. */
function fromLocal(local: number, timeZone: string): number {
  const offsetAt = zoneOffsets(timeZone);
  const before = offsetAt(local - dayMs);
  const after = offsetAt(local + dayMs);
  if (before === after) return local - before;
  const possible = [local - before, local - after].filter((at) => local - at === offsetAt(at));
  return possible.length === 0 ? local - before : Math.min(...possible);
}

/** Every zone changes its offset on a quarter of an hour, so one look-up serves all instants of that quarter. */
const quarterMs = 900_000;

type OffsetAt = (at: number) => number;

const offsetsByZone = new Map<string, OffsetAt>();

function zoneOffsets(timeZone: string): OffsetAt {
  const known = offsetsByZone.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const byQuarter = new Map<number, number>();
  function offsetAt(at: number): number {
    const quarter = Math.floor(at / quarterMs) * quarterMs;
    let offset = byQuarter.get(quarter);
    if (offset === undefined) {
      offset = localTime(formatter, quarter) - quarter;
      byQuarter.set(quarter, offset);
    }
    return offset;
  }
  offsetsByZone.set(timeZone, offsetAt);
  return offsetAt;
}

/** What clocks show at an instant, as if it were UTC. */
function localTime(formatter: Intl.DateTimeFormat, at: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
