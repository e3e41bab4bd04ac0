import type { Money } from '../ticket.ts';

/** The mark before the cents: known for the source, or to be seen from the text. */
export type DecimalMark = '.' | ',' | 'either';

export type MoneyReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'unreadable' };

const unreadable: MoneyReading = { kind: 'unreadable' };

/** Signs that mean one currency. `$` and `kr` mean several, so they say nothing. */
const currencyOfSign: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '€': 'EUR',
    '£': 'GBP',
    '₹': 'INR',
    '₺': 'TRY',
    '₴': 'UAH',
    '₪': 'ILS',
    '₩': 'KRW',
    '₫': 'VND',
    '₱': 'PHP',
    zł: 'PLN',
    Kč: 'CZK',
    Ft: 'HUF',
    'Fr.': 'CHF',
    US$: 'USD',
    CA$: 'CAD',
    C$: 'CAD',
    AU$: 'AUD',
    A$: 'AUD',
    NZ$: 'NZD',
    HK$: 'HKD',
    S$: 'SGD',
    R$: 'BRL',
    MX$: 'MXN',
    $: '',
    '¥': '',
    kr: '',
    'kr.': '',
  }),
);

const withoutMinorUnits = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'PYG', 'UGX', 'XAF', 'XOF', 'XPF', 'RWF', 'KMF']);
const withThreeDecimals = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

const wordsForFree = new Set(
  (
    'free|complimentary|comp|no charge|kostenlos|gratis|frei|umsonst|' +
    'gratuit|gratuite|offert|libre|gratuito|gratuita|cortesía|-|–|—'
  ).split('|'),
);

/** Accounting formats write nothing as a dash beside the sign. */
const signAtEitherEnd = /^(?:[A-Z]{3}|[$€£¥])\s?|\s?(?:[A-Z]{3}|[$€£¥])$/gu;

/**
 * Reads a price such as `1.234,50 €`, `$1,234.50`, `CHF 1'234.50`, `20,-` or `Free`. `currency` is what the list says
 * elsewhere (ISO 4217, or `''`). Refuses what could mean two amounts (`1,234` where the decimal mark is not known),
 * negative amounts, and fractions of a minor unit: a price that cannot be read is reported, never guessed.
 */
export function readMoney(text: string, currency: string, decimal: DecimalMark): MoneyReading {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  if (trimmed === '') return { kind: 'blank' };
  const listed = currency.trim().toUpperCase();
  const bare = trimmed.replace(signAtEitherEnd, '');
  if (wordsForFree.has(trimmed.toLowerCase()) || wordsForFree.has(bare)) return money(0, listed);
  const parts =
    /^(?<before>[^\d\s.,'’\-–—+]*\.?)\s*(?<number>\d[\d.,'’\s]*?)(?:[.,][-–—]+)?\s*(?<after>[^\d\s,'’\-–—+]*)$/u.exec(
      trimmed,
    )?.groups;
  const sign = readSign(parts?.['before'] ?? '', parts?.['after'] ?? '');
  if (parts === undefined || sign === undefined) return unreadable;
  const code = sign.currency === '' ? listed : sign.currency;
  const decimals = decimalsOf(code);
  const number = splitNumber(parts['number'] ?? '', decimal, sign.shown && decimals < 3);
  if (number === undefined) return unreadable;
  const fraction = number.fraction.replace(/0+$/, '');
  if (fraction.length > decimals || number.whole.length > 12) return unreadable;
  return money(Number(number.whole + fraction.padEnd(decimals, '0')), code);
}

function money(minor: number, currency: string): MoneyReading {
  return { kind: 'money', money: { minor, currency } };
}

function decimalsOf(currency: string): number {
  if (withoutMinorUnits.has(currency)) return 0;
  return withThreeDecimals.has(currency) ? 3 : 2;
}

/** The currency on either side of the number; `undefined` where a side holds anything else. */
function readSign(before: string, after: string): { readonly shown: boolean; readonly currency: string } | undefined {
  const sides = [before, after].filter((side) => side !== '');
  const currencies = sides.map((side) => currencyOfSign.get(side) ?? (/^[A-Z]{3}$/.test(side) ? side : undefined));
  if (currencies.includes(undefined)) return undefined;
  const named = [...new Set(currencies.filter((currency) => currency !== ''))];
  return named.length > 1 ? undefined : { shown: sides.length > 0, currency: named[0] ?? '' };
}

interface NumberParts {
  readonly whole: string;
  readonly fraction: string;
}

/** Tells the decimal mark from thousands separators. */
function splitNumber(text: string, decimal: DecimalMark, threeDigitsAreThousands: boolean): NumberParts | undefined {
  const marks = text.split('').filter((char) => char === '.' || char === ',');
  const last = marks.at(-1);
  if (last === undefined) return ungroup(text, /['’\s]/g, '');
  const at = text.lastIndexOf(last);
  const digitsAfter = text.length - at - 1;
  if (marks.includes(last === '.' ? ',' : '.')) {
    // Both marks: the last one is the decimal mark, and stands once.
    if (marks.indexOf(last) !== marks.length - 1 || decimal === otherMark(last)) return undefined;
    return ungroup(text.slice(0, at), last === '.' ? /[,'’\s]/g : /[.'’\s]/g, text.slice(at + 1));
  }
  const groups = last === '.' ? /[.'’\s]/g : /[,'’\s]/g;
  if (marks.length > 1) return decimal === last ? undefined : ungroup(text, groups, '');
  if (digitsAfter !== 3)
    return decimal === otherMark(last) ? undefined : ungroup(text.slice(0, at), /['’\s]/g, text.slice(at + 1));
  if (decimal === last) return ungroup(text.slice(0, at), /['’\s]/g, text.slice(at + 1));
  return decimal === 'either' && !threeDigitsAreThousands ? undefined : ungroup(text, groups, '');
}

function otherMark(mark: '.' | ','): DecimalMark {
  return mark === '.' ? ',' : '.';
}

/** The whole part without its separators; refuses groups that are not of three digits. */
function ungroup(whole: string, separators: RegExp, fraction: string): NumberParts | undefined {
  if (!/^\d*$/.test(fraction)) return undefined;
  const [first = '', ...rest] = whole.replace(separators, ' ').split(' ');
  if (!/^\d+$/.test(first) || rest.some((group) => !/^\d{3}$/.test(group))) return undefined;
  if (rest.length > 0 && (first.length > 3 || first.startsWith('0'))) return undefined;
  return { whole: [first, ...rest].join(''), fraction };
}
