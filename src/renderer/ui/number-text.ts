import type { Money } from '../../shared/ticket.ts';

const whole = new Intl.NumberFormat('en-GB');
const signed = new Intl.NumberFormat('en-GB', { signDisplay: 'exceptZero' });

/** `1,240` */
export function numberText(count: number): string {
  return whole.format(count);
}

/** `+50`, `-1`, `0` */
export function signedText(count: number): string {
  return signed.format(count);
}

/** `1 guest`, `1,240 guests` */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** What one and what several of a credit type are called. */
interface CreditWords {
  readonly one: string;
  readonly many: string;
}

/** `1 credit`, `-12 credits`, `3 invite credits` */
export function creditsText(credits: number, { one, many }: CreditWords = { one: 'credit', many: 'credits' }): string {
  return countText(credits, one, many);
}

/** `€24.00`; `24.00` where the list does not say of which currency. */
export function moneyText({ minor, currency }: Money): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${(minor / 100).toFixed(2)} ${currency}`.trim();
  const formatter = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  const digits = formatter.resolvedOptions().maximumFractionDigits ?? 2;
  return formatter.format(minor / 10 ** digits);
}
