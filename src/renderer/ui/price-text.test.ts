import { describe, expect, it } from 'vitest';
import { dateText, periodText } from './period-text.ts';
import { priceEachText } from './price-text.ts';

describe('the price of one of several', () => {
  it.each([
    { minor: 1_000, currency: 'EUR', count: 100, text: '€0.10' },
    { minor: 65_000, currency: 'EUR', count: 10_000, text: '€0.065' },
    { minor: 400, currency: 'EUR', count: 4, text: '€1.00' },
    { minor: 1_000, currency: 'GBP', count: 3, text: '£3.3333' },
    { minor: 900, currency: 'JPY', count: 8, text: 'JP¥112.5' },
    { minor: 100, currency: '', count: 8, text: '0.1250' },
  ])('$minor $currency for $count is $text', ({ minor, currency, count, text }) => {
    expect(priceEachText({ minor, currency }, count)).toBe(text);
  });
});

describe('a period', () => {
  it.each([
    { name: 'from a time of day', from: '2026-11-21T19:00Z', to: '2026-12-21T19:00Z', text: '21 Nov – 21 Dec 2026' },
    {
      name: 'from midnight, its last day',
      from: '2026-10-31T23:00Z',
      to: '2026-11-30T23:00Z',
      text: '1 – 30 Nov 2026',
    },
    { name: 'over new year', from: '2026-12-10T12:00Z', to: '2027-01-10T12:00Z', text: '10 Dec 2026 – 10 Jan 2027' },
  ])('$name', ({ from, to, text }) => {
    const period = { startsAt: Date.parse(from), endsAt: Date.parse(to) };
    expect(periodText(period, 'Europe/Madrid')).toBe(text);
  });

  it('a day is that of the zone', () => {
    expect(dateText(Date.parse('2026-10-31T23:30Z'), 'Europe/Madrid')).toBe('1 Nov 2026');
  });
});
