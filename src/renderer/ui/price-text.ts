import type { Money } from '../../shared/ticket.ts';

/** What each of several things that were bought together comes to: `€0.065`. */
export function priceEachText({ minor, currency }: Money, count: number): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${(minor / 100 / count).toFixed(4)} ${currency}`.trim();
  const digits =
    new Intl.NumberFormat('en-GB', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const formatter = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits + 2,
  });
  return formatter.format(minor / 10 ** digits / count);
}
