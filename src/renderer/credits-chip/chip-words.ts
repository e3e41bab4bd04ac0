import type { CreditTypeRule } from '../../shared/credit/policy.ts';
import { countText, creditsText, numberText } from '../ui/number-text.ts';
import type { Runway } from './runway.ts';

/** What the chip and its popover say. */
export const words = {
  pending: (credits: number, isConnected: boolean) => `${numberText(credits)} pending${isConnected ? ' sync' : ''}`,
  left: ({ one, many }: CreditTypeRule, credits: number) => (credits < 0 ? many : `${credits === 1 ? one : many} left`),
  owed: 'owed',
  owedWhy: 'The next credits that come in pay this back first.',
  pendingAlone: 'Pending: no server is connected',
  pendingSync: 'Pending sync: not at the server yet',
  unlimited: (plan: string) => `Plan ${plan}: what you do draws no credits.`,
  used: (period: string) => `Used ${period}`,
  monthlyGoal: 'Monthly goal for each user',
  ownLimit: 'Your limit',
  ownLimitUsed: (used: number, limit: number) => `${numberText(used)} of ${numberText(limit)} used`,
  reserved: (what: string) => `Of these: ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
  next: 'Next credits',
  nextOn: (credits: number, date: string) => `${numberText(credits)} on ${date}`,
  bundles: ({ many }: CreditTypeRule) => `Buy ${many}`,
  noBundles: ({ many }: CreditTypeRule) => `No bundles of ${many} are for sale.`,
  each: (price: string) => `${price} each`,
  buy: 'Buy',
  buyNamed: (bundle: string) => `Buy ${bundle}`,
  openLedger: 'Open the ledger',
  openBilling: 'Plans and billing',
} as const;

/** How far the credits reach, in words. */
export function runwayText({ guests, cost, shortBy, coveredPercent }: Runway, type: CreditTypeRule): string {
  if (guests === 0) return 'Nobody is expected any more.';
  const expected = countText(guests, 'guest');
  if (cost === 0) return `${expected} still expected: checking them in costs nothing.`;
  if (shortBy === 0) return `Covers everybody still expected (${creditsText(cost, type)}).`;
  return `Covers ${String(coveredPercent)} % of the ${expected} still expected; short by about ${numberText(shortBy)}.`;
}
