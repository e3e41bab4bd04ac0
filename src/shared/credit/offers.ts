import { chosenPolicies } from './chosen.ts';
import type { CreditLedger } from './ledger.ts';
import type { Bundle, Policy } from './policy.ts';

/** A bundle for sale. */
export interface Offer {
  readonly policy: Policy;
  readonly bundle: Bundle;
  /** How much less a credit costs than in the smallest bundle: whole per cent, rounded down. */
  readonly savingPercent: number;
}

/** The bundles of a credit type that the policies chosen sell, smallest first (AI-6, AP-5). */
export function offersOf(ledger: CreditLedger, type: string): readonly Offer[] {
  const offers = chosenPolicies(ledger)
    .flatMap((policy) => policy.bundles.map((bundle) => ({ policy, bundle })))
    .filter(({ bundle }) => bundle.type === type)
    .sort((a, b) => a.bundle.credits - b.bundle.credits || a.bundle.price.minor - b.bundle.price.minor);
  const smallest = offers[0]?.bundle;
  return offers.map((offer) => ({ ...offer, savingPercent: savingPercent(offer.bundle, smallest) }));
}

function savingPercent({ price, credits }: Bundle, smallest: Bundle | undefined): number {
  if (smallest === undefined || smallest.price.minor <= 0 || smallest.price.currency !== price.currency) return 0;
  const share = (price.minor * smallest.credits) / (smallest.price.minor * credits);
  return Math.max(0, Math.floor(100 - 100 * share));
}
