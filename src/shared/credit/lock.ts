import type { OperationId } from '../ids.ts';
import { holdingOf } from './account.ts';
import { planOf } from './contract.ts';
import type { CreditLedger } from './ledger.ts';
import type { Bundle, CreditTypeRule, Policy } from './policy.ts';

/** Why the dashboard is locked (GM-8). Doors and sales go on (GM-9). */
export interface Lock {
  readonly type: CreditTypeRule;
  readonly balance: number;
  /** When the balance fell below zero (UTC milliseconds), and through which operation. */
  readonly since: { readonly at: number; readonly operation: OperationId };
  /** What unlocks it for the least; undefined where the policy sells none. */
  readonly unlockedBy: Purchase | undefined;
}

/** A bundle, once or several times. */
export interface Purchase {
  readonly policy: Policy;
  readonly bundle: Bundle;
  readonly quantity: number;
}

/**
 * The lock of a negative balance on a plan that tracks credits; exactly 0 does not lock (GM-8, GM-16). A policy that is
 * given up while credits are owed locks on: that is no way out of a debt.
 */
export function lockOf(ledger: CreditLedger): Lock | undefined {
  for (const policy of ledger.policies.byId.values()) {
    if (!planOf(ledger.account.contract, policy).tracksCredits) continue;
    for (const type of policy.creditTypes) {
      const { balance, negativeSince: since } = holdingOf(ledger.account, type.id);
      if (type.atZero !== 'negative' || balance >= 0 || since === undefined) continue;
      return { type, balance, since, unlockedBy: smallestPurchase(policy, type.id, -balance) };
    }
  }
  return undefined;
}

/** The cheapest way to `credits` of a type with bundles of one kind; of two as cheap, the one that brings more. */
export function smallestPurchase(policy: Policy, type: string, credits: number): Purchase | undefined {
  const offers = policy.bundles
    .filter((bundle) => bundle.type === type)
    .map((bundle) => ({ policy, bundle, quantity: Math.max(1, Math.ceil(credits / bundle.credits)) }));
  const cost = ({ bundle, quantity }: Purchase): number => bundle.price.minor * quantity;
  const brings = ({ bundle, quantity }: Purchase): number => bundle.credits * quantity;
  return offers.sort((a, b) => cost(a) - cost(b) || brings(b) - brings(a))[0];
}
