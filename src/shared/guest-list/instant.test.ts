import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInstant } from './instant.ts';

function read(text: string, timeZone = 'Europe/Berlin'): string {
  const reading = readInstant(text, timeZone);
  return reading.kind === 'instant' ? new Date(reading.at).toISOString() : reading.kind;
}

describe('date-times as exports write them', () => {
  test.each([
    ['2026-11-23T17:05:09.500Z', '2026-11-23T17:05:09.500Z'],
    ['2026-11-23T17:05:09.1234567Z', '2026-11-23T17:05:09.123Z'],
    ['2026-06-14 14:05:06 +0100', '2026-06-14T13:05:06.000Z'],
    ['2019-01-31 17:03:51+00:00', '2019-01-31T17:03:51.000Z'],
    ['2026-05-01T10:00+02:00[Europe/Zurich]', '2026-05-01T08:00:00.000Z'],
    ['2026-05-01 10:00 -03:30', '2026-05-01T13:30:00.000Z'],
    ['2026-05-01 10:00 UTC', '2026-05-01T10:00:00.000Z'],
    ['2026-11-23 09:12', '2026-11-23T08:12:00.000Z'],
    ['2026-07-23 09:12:13', '2026-07-23T07:12:13.000Z'],
    ['2026-11-23', '2026-11-22T23:00:00.000Z'],
    ['2026/11/23 09:12', '2026-11-23T08:12:00.000Z'],
    ['23.11.2026 09:30', '2026-11-23T08:30:00.000Z'],
    ['3.4.26 9:05', '2026-04-03T07:05:00.000Z'],
    ['23.11.2026, 09:30 Uhr', '2026-11-23T08:30:00.000Z'],
    ['23/11/2026 09:30', '2026-11-23T08:30:00.000Z'],
    ['03/04/2026 09:30', '2026-04-03T07:30:00.000Z'],
    ['11/23/2026 6:05 p.m.', '2026-11-23T17:05:00.000Z'],
    ['11/23/2026 6 p.m.', '2026-11-23T17:00:00.000Z'],
    ['11/23/2026 12:05 AM', '2026-11-22T23:05:00.000Z'],
    ['11/23/2026 12:05 PM', '2026-11-23T11:05:00.000Z'],
    ['11/23/2026 noon', '2026-11-23T11:00:00.000Z'],
    ['11/23/2026 midnight', '2026-11-22T23:00:00.000Z'],
    ['29.02.2028 00:00', '2028-02-28T23:00:00.000Z'],
  ])('%s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });
});

test.each([
  ['America/New_York', '2026-03-04T14:30:00.000Z'],
  ['America/Indiana/Knox', '2026-03-04T15:30:00.000Z'],
  ['Pacific/Honolulu', '2026-03-04T19:30:00.000Z'],
  ['America/Sao_Paulo', '2026-04-03T12:30:00.000Z'],
  ['Australia/Sydney', '2026-04-02T22:30:00.000Z'],
])('03/04/2026 09:30 is meant as people in %s write it', (timeZone, instant) => {
  expect(read('03/04/2026 09:30', timeZone)).toBe(instant);
});

describe('clock changes', () => {
  test.each([
    ['the last minute before clocks go forward', 'Europe/Berlin', '2026-03-29 01:59', '2026-03-29T00:59:00.000Z'],
    [
      'a time that clocks skip counts as that much later',
      'Europe/Berlin',
      '2026-03-29 02:30',
      '2026-03-29T01:30:00.000Z',
    ],
    ['the first minute after clocks went forward', 'Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
    ['the hour before the repeated one', 'Europe/Berlin', '2026-10-25 01:30', '2026-10-24T23:30:00.000Z'],
    ['of a repeated time the first', 'Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['the hour after the repeated one', 'Europe/Berlin', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
    ['New York repeats 01:30', 'America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
    ['New York skips 02:30', 'America/New_York', '2026-03-08 02:30', '2026-03-08T07:30:00.000Z'],
    ['Lord Howe moves by half an hour', 'Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00.000Z'],
    ['Kathmandu is 5:45 ahead', 'Asia/Kathmandu', '2026-11-23 09:00', '2026-11-23T03:15:00.000Z'],
    ['Samoa skipped a whole day', 'Pacific/Apia', '2011-12-30 12:00', '2011-12-30T22:00:00.000Z'],
  ])('%s', (_, timeZone, text, instant) => {
    expect(read(text, timeZone)).toBe(instant);
  });
});

test.each([
  'yesterday',
  '2026-13-01 10:00',
  '2026-02-29 10:00',
  '31.04.2026',
  '2026-11-23 24:00',
  '2026-11-23 10:60',
  '2026-11-23 13:00 pm',
  '2026-11-23 10',
  '23.11.2026 10:00 soon',
  '23.11-2026 10:00',
  '1/2/3',
  '45432.75',
  '0001-01-01 00:00',
])('the date %j is refused', (text) => {
  expect(read(text)).toBe('unreadable');
});

test('a blank cell holds no date', () => {
  expect(read(' ')).toBe('blank');
});

test('an instant is read back from the local time of any zone, or from the other showing of a repeated hour', () => {
  const zones = ['UTC', 'Europe/London', 'America/St_Johns', 'Asia/Tehran', 'Pacific/Chatham', 'Africa/Casablanca'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 }),
      (timeZone, minutes) => {
        const at = minutes * 60_000;
        const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
          at,
        );
        const reading = readInstant(local, timeZone);
        const difference = reading.kind === 'instant' ? at - reading.at : Number.NaN;
        expect([0, 30 * 60_000, 60 * 60_000]).toContain(difference);
      },
    ),
  );
});
