import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DecimalMark, readMoney } from './money.ts';

describe('a price is read to minor units', () => {
  test.each<[text: string, minor: number, currency?: string]>([
    ['12.50', 1250],
    ['12,50', 1250],
    ['12.5', 1250],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1.234.567,89', 123_456_789],
    ['1,234,567.89', 123_456_789],
    ['1 234,50', 123_450],
    ['1\u00a0234,50', 123_450],
    ["1'234.50", 123_450],
    ['1’234.50', 123_450],
    ['1.234,50 €', 123_450, 'EUR'],
    ['€1,234.50', 123_450, 'EUR'],
    ['€ 12', 1200, 'EUR'],
    ['EUR 12.00', 1200, 'EUR'],
    ['12.00 EUR', 1200, 'EUR'],
    ['CHF 1’234.50', 123_450, 'CHF'],
    ['Fr. 20.-', 2000, 'CHF'],
    ['20,-', 2000],
    ['20,– €', 2000, 'EUR'],
    ['$0.00', 0],
    ['$1,000', 100_000],
    ['US$45.50', 4550, 'USD'],
    ['CA$0.00', 0, 'CAD'],
    ['£1,250', 125_000, 'GBP'],
    ['299.0', 29_900],
    ['0', 0],
    ['12.5000', 1250],
    ['Free', 0],
    ['FREE', 0],
    ['kostenlos', 0],
    ['Gratuit', 0],
    ['gratis', 0],
    ['-', 0],
    ['$ -', 0],
    ['- €', 0],
  ])('%s', (text, minor, currency = '') => {
    expect(readMoney(text, '', 'either')).toEqual({ kind: 'money', money: { minor, currency } });
  });
});

describe('the list may say the currency and the decimal mark', () => {
  test.each<[text: string, currency: string, decimal: DecimalMark, minor: number, read: string]>([
    ['1,234', 'USD', '.', 123_400, 'USD'],
    ['1.234', 'EUR', ',', 123_400, 'EUR'],
    ['1,234', 'eur', '.', 123_400, 'EUR'],
    ['1500', 'JPY', '.', 1500, 'JPY'],
    ['¥1,500', 'JPY', 'either', 1500, 'JPY'],
    ['12.345', 'KWD', '.', 12_345, 'KWD'],
    ['€12.50', 'USD', '.', 1250, 'EUR'],
    ['12.000', 'USD', '.', 1200, 'USD'],
  ])('%s in %s with %s', (text, currency, decimal, minor, read) => {
    expect(readMoney(text, currency, decimal)).toEqual({ kind: 'money', money: { minor, currency: read } });
  });
});

test.each<[text: string, currency?: string, decimal?: DecimalMark]>([
  ['1,234'],
  ['1.234'],
  ['12.345', '', '.'],
  ['0.500'],
  ['12,34,567'],
  ['1.2.3'],
  ['1,50', '', '.'],
  ['12.5', 'JPY'],
  ['-5.00'],
  ['(5.00)'],
  ['12.50 or 15'],
  ['12.50 USD EUR'],
  ['EUR 5 USD'],
  ['about 45'],
  ['15;00'],
  ['1e5'],
  ['.50'],
  ['=12+3'],
  ['constructor 5'],
  ['99999999999999'],
])('the price %j is refused, not guessed', (text, currency = '', decimal = 'either') => {
  expect(readMoney(text, currency, decimal)).toEqual({ kind: 'unreadable' });
});

test.each(['', '   ', '\u00a0'])('the price %j is blank', (text) => {
  expect(readMoney(text, 'EUR', 'either')).toEqual({ kind: 'blank' });
});

test('an amount written in any local style is read back', () => {
  const styles = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'es-ES', 'en-IN'].map(
    (locale) => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', numberingSystem: 'latn' }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_99 }), fc.constantFrom(...styles), (minor, style) => {
      expect(readMoney(style.format(minor / 100), '', 'either')).toEqual({
        kind: 'money',
        money: { minor, currency: 'EUR' },
      });
    }),
  );
});
