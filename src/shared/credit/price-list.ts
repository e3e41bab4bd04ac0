import { unreachable } from '../unreachable.ts';
import type { ActionRule, Allowance, CreditTypeRule, Plan, Policy } from './policy.ts';

/** One action with what it costs, in words. */
export interface PricedAction {
  readonly action: string;
  readonly name: string;
  readonly prices: readonly string[];
}

/** A policy in words, generated from its data. */
export interface PriceList {
  readonly actions: readonly PricedAction[];
  /** What happens when credits run out, by credit type. */
  readonly atZero: readonly string[];
  /** How credits come in, and how long they last. */
  readonly incoming: readonly string[];
  readonly notices: readonly string[];
}

export function priceList(policy: Policy): PriceList {
  return {
    actions: Object.entries(policy.actions).map(([action, rule]) => ({
      action,
      name: rule.name,
      prices: priceWords(rule),
    })),
    atZero: policy.creditTypes.map(atZeroWords),
    incoming: [
      ...policy.startingLots.map(({ credits, words }) => `${words}: ${String(credits)}, once`),
      ...policy.plans.map((plan) => planWords(policy, plan)),
      ...policy.bonuses.map(
        ({ words, credits, type }) => `${words}: ${amountWords(policy, type, credits)}, once for each person`,
      ),
      'Credits that are bought, earned or given never expire.',
    ],
    notices: policy.creditTypes.flatMap(({ notices }) =>
      notices.map(({ words }) => `${words} One notice to the billing contact.`),
    ),
  };
}

function priceWords({ prices, once }: ActionRule): readonly string[] {
  return [
    ...prices.flatMap(({ words, orElse }) => (orElse === undefined ? [words] : [words, orElse.words])),
    ...(once === undefined ? [] : [once.words]),
  ];
}

function atZeroWords({ many, atZero }: CreditTypeRule): string {
  switch (atZero) {
    case 'negative':
      return `Without ${many} everything goes on; below zero the dashboard is locked until credits are bought.`;
    case 'refuse':
      return `Without ${many} nothing that costs any can be done.`;
    case 'free-tier':
      return `Without ${many} what the free tier allows goes on.`;
    default:
      return unreachable(atZero);
  }
}

function planWords(policy: Policy, { name, tracksCredits, allowance }: Plan): string {
  if (!tracksCredits) return `Plan ${name}: unlimited, no credits needed`;
  if (allowance === undefined) return `Plan ${name}: no allowance`;
  const { type, credits, every, rollsOver } = allowance;
  const after = rollsOver ? 'what is left is kept' : `what is left expires when the ${every} ends`;
  return `Plan ${name}: ${amountWords(policy, type, credits)} each ${every satisfies Allowance['every']}; ${after}`;
}

function amountWords({ creditTypes }: Policy, type: string, credits: number): string {
  const rule = creditTypes.find(({ id }) => id === type);
  return `${String(credits)} ${(credits === 1 ? rule?.one : rule?.many) ?? type}`;
}
