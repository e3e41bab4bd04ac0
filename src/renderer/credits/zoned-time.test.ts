import { describe, expect, it } from 'vitest';
import { axisTimeText } from './ledger-time.ts';
import { createIsoWriter, dayRange, fieldText, instantOf } from './zoned-time.ts';

const hour = 3_600_000;
const zone = 'Europe/Madrid';

describe('days and times in a zone', () => {
  it.each([
    ['a day', '2026-11-21', 24],
    ['the day on which clocks go forward', '2026-03-29', 23],
    ['the day on which clocks go back', '2026-10-25', 25],
  ])('%s', (_, day, hours) => {
    const { fromAt = 0, untilAt = 0 } = dayRange(day, zone) ?? {};
    expect((untilAt - fromAt) / hour).toBe(hours);
    expect(fieldText(fromAt, zone)).toBe(`${day}T00:00`);
  });

  it.each(['', '2026-13-01', 'tomorrow'])('%j is none', (text) => {
    expect([dayRange(text, zone), instantOf(text, zone)]).toEqual([undefined, undefined]);
  });

  it('reads what it writes', () => {
    const at = Date.UTC(2026, 10, 21, 19, 4);
    expect([fieldText(at, zone), instantOf('2026-11-21T20:04', zone)]).toEqual(['2026-11-21T20:04', at]);
  });

  it.each([
    ['Asia/Kathmandu', '2026-11-22T00:49:11.007+05:45'],
    ['America/St_Johns', '2026-11-21T15:34:11.007-03:30'],
    ['UTC', '2026-11-21T19:04:11.007+00:00'],
  ])('writes an instant of %s', (timeZone, text) => {
    expect(createIsoWriter(timeZone)(Date.UTC(2026, 10, 21, 19, 4, 11, 7))).toBe(text);
  });
});

describe('the marks of a time axis', () => {
  const at = Date.UTC(2026, 10, 21, 22, 59, 50);
  it.each([
    ['seconds', [at, at + 5_000, at + 10_000], ['23:59:50\n21 Nov', '23:59:55', '00:00:00\n22 Nov']],
    ['hours', [at + 10_000, at + 10_000 + 6 * hour], ['00:00\n22 Nov', '06:00']],
    ['days', [at, at + 24 * hour], ['21 Nov', '22 Nov']],
    ['months', [at, at + 31 * 24 * hour], ['Nov 2026', 'Dec 2026']],
    ['one mark', [at], ['23:59\n21 Nov']],
  ])('%s', (_, marks, texts) => expect(axisTimeText(marks, zone)).toEqual(texts));
});
