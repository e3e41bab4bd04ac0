import { describe, expect, it } from 'vitest';
import { instant } from '../../../test/builders/facts.ts';
import { periodAt, periodNumber } from './period.ts';

const monthly = { every: 'month', timeZone: 'UTC' } as const;
const day = (at: number) => new Date(at).toISOString().slice(0, 10);

describe('ZP-6 periods from 29, 30 and 31 January, computed from the anchor', () => {
  it.each([
    { anchor: '2027-01-29', year: 'plain', starts: ['2027-02-28', '2027-03-29', '2027-04-29', '2027-05-29'] },
    { anchor: '2027-01-30', year: 'plain', starts: ['2027-02-28', '2027-03-30', '2027-04-30', '2027-05-30'] },
    { anchor: '2027-01-31', year: 'plain', starts: ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'] },
    { anchor: '2028-01-29', year: 'leap', starts: ['2028-02-29', '2028-03-29', '2028-04-29', '2028-05-29'] },
    { anchor: '2028-01-30', year: 'leap', starts: ['2028-02-29', '2028-03-30', '2028-04-30', '2028-05-30'] },
    { anchor: '2028-01-31', year: 'leap', starts: ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31'] },
    {
      anchor: '2027-12-31',
      year: 'leap, over new year',
      starts: ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
    },
    {
      anchor: '2100-01-31',
      year: 'plain, though divisible by 4',
      starts: ['2100-02-28', '2100-03-31', '2100-04-30', '2100-05-31'],
    },
  ])('$anchor in a $year year', ({ anchor, starts }) => {
    const periods = { ...monthly, anchorAt: instant(anchor) };
    expect([1, 2, 3, 4].map((index) => day(periodNumber(periods, index).startsAt))).toEqual(starts);
  });

  it.each([
    { anchor: '2028-02-29', starts: ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'] },
    { anchor: '2027-02-28', starts: ['2028-02-28', '2029-02-28', '2030-02-28', '2031-02-28'] },
  ])('years from $anchor', ({ anchor, starts }) => {
    const periods = { every: 'year', timeZone: 'UTC', anchorAt: instant(anchor) } as const;
    expect([1, 2, 3, 4].map((index) => day(periodNumber(periods, index).startsAt))).toEqual(starts);
  });

  it.each(['2027-01-31', '2028-01-30', '2028-02-29'])(
    'each ends where the next begins, from %s for 50 months',
    (anchor) => {
      const periods = { ...monthly, anchorAt: instant(anchor) };
      for (let index = -10; index < 40; index += 1) {
        const period = periodNumber(periods, index);
        expect(period.endsAt).toBe(periodNumber(periods, index + 1).startsAt);
        expect(period.startsAt).toBeLessThan(period.endsAt);
        expect(periodAt(periods, period.startsAt)).toEqual(period);
        expect(periodAt(periods, period.endsAt - 1)).toEqual(period);
      }
    },
  );
});

describe('ZP-6 a time zone with a clock change inside the period', () => {
  const hour = 60 * 60 * 1000;

  it.each([
    {
      name: 'an hour short in spring',
      zone: 'Europe/Berlin',
      from: '2027-03-15T10:00+01:00',
      to: '2027-04-15T10:00+02:00',
      hours: 31 * 24 - 1,
    },
    {
      name: 'an hour long in autumn',
      zone: 'Europe/Berlin',
      from: '2027-10-15T10:00+02:00',
      to: '2027-11-15T10:00+01:00',
      hours: 31 * 24 + 1,
    },
    {
      name: 'half an hour on Lord Howe Island',
      zone: 'Australia/Lord_Howe',
      from: '2027-03-20T10:00+11:00',
      to: '2027-04-20T10:00+10:30',
      hours: 31 * 24 + 0.5,
    },
    {
      name: 'none in a zone without',
      zone: 'Asia/Kolkata',
      from: '2027-03-15T10:00+05:30',
      to: '2027-04-15T10:00+05:30',
      hours: 31 * 24,
    },
  ])('$name', ({ zone, from, to, hours }) => {
    const anchorAt = instant(from);
    const { startsAt, endsAt } = periodNumber({ every: 'month', timeZone: zone, anchorAt }, 0);
    expect(startsAt).toBe(anchorAt);
    expect(endsAt).toBe(instant(to));
    expect((endsAt - startsAt) / hour).toBe(hours);
  });

  it('a start in the hour that the clocks skip is that moment an hour on, and the next one is back', () => {
    const periods = { every: 'month', timeZone: 'Europe/Berlin', anchorAt: instant('2027-02-28T02:30+01:00') } as const;
    expect(periodNumber(periods, 1).startsAt).toBe(instant('2027-03-28T03:30+02:00'));
    expect(periodNumber(periods, 2).startsAt).toBe(instant('2027-04-28T02:30+02:00'));
  });

  it('the calendar is that of the zone: 31 January in Auckland is 30 January in UTC', () => {
    const anchorAt = instant('2027-01-31T08:00+13:00');
    expect(day(anchorAt)).toBe('2027-01-30');
    const { endsAt } = periodNumber({ every: 'month', timeZone: 'Pacific/Auckland', anchorAt }, 0);
    expect(endsAt).toBe(instant('2027-02-28T08:00+13:00'));
  });
});

describe('the period of an instant', () => {
  const periods = { ...monthly, anchorAt: instant('2027-01-31') };

  it.each([
    { at: '2027-01-30T23:59:59.999', index: -1 },
    { at: '2027-01-31T00:00', index: 0 },
    { at: '2027-02-27T23:59:59.999', index: 0 },
    { at: '2027-02-28T00:00', index: 1 },
    { at: '2027-03-30T23:59:59.999', index: 1 },
    { at: '2027-03-31T00:00', index: 2 },
    { at: '2127-01-31T00:00', index: 1200 },
    { at: '1927-01-31T00:00', index: -1200 },
  ])('$at is in period $index', ({ at, index }) => {
    expect(periodAt(periods, instant(at)).index).toBe(index);
  });
});
