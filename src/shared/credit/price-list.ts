import type { Money } from '../ticket.ts';
import { unreachable } from '../unreachable.ts';
import type { ActionRule, Allowance, CreditTypeRule, Plan, Policy } from './policy.ts';

/** One action with what it costs, in words. */
export interface PricedAction {
  readonly action: string;
  readonly name: string;
  /** In the order in which they are tried; the first that applies decides. */
  readonly prices: readonly string[];
}

/** A plan with what it brings, in words. */
export interface PricedPlan {
  readonly id: string;
  readonly name: string;
  readonly brings: string;
  readonly fee: Plan['fee'];
}

/** Credits for sale together. */
export interface PricedBundle {
  readonly id: string;
  readonly name: string;
  /** `500 lead credits` */
  readonly brings: string;
  readonly price: Money;
}

/** A policy in words, generated from its data. */
export interface PriceList {
  readonly actions: readonly PricedAction[];
  /** What happens when credits run out, by credit type. */
  readonly atZero: readonly string[];
  /** How credits come in besides plans and bundles, and how long they last. */
  readonly incoming: readonly string[];
  /** The first is the one that the policy starts with. */
  readonly plans: readonly PricedPlan[];
  readonly bundles: readonly PricedBundle[];
  readonly notices: readonly string[];
  /** What administrators may limit. */
  readonly limits: readonly string[];
}

export function priceList(policy: Policy): PriceList {
  const { actions, creditTypes, startingLots, plans, bundles, bonuses } = policy;
  return {
    actions: Object.entries(actions).map(([action, rule]) => ({ action, name: rule.name, prices: priceWords(rule) })),
    atZero: creditTypes.map(atZeroWords),
    incoming: [
      ...startingLots.map(
        (lot) => `${lot.words}: ${amountWords(policy, lot.type, lot.credits)}, once${scopeWords(policy, lot.scope)}.`,
      ),
      ...bonuses.map(
        ({ words, credits, type }) => `${words}: ${amountWords(policy, type, credits)}, once for each person.`,
      ),
      lastingWords(policy),
    ],
    plans: plans.map((plan) => ({ id: plan.id, name: plan.name, brings: planWords(policy, plan), fee: plan.fee })),
    bundles: bundles.map(({ id, name, type, credits, price }) => ({
      id,
      name,
      brings: amountWords(policy, type, credits),
      price,
    })),
    notices: creditTypes.flatMap(({ notices }) =>
      notices.map(
        ({ below, words }) =>
          `${words} One notice to the billing contact each time the balance falls ${belowWords(below)}.`,
      ),
    ),
    limits: creditTypes
      .filter(({ memberLimits }) => memberLimits)
      .map(({ many }) => `Administrators may limit how many ${many} one member spends in a period.`),
  };
}

/** The actions that may cost something, in one line: `issuing a ticket, checking in a guest and printing a badge`. */
export function chargedFor({ actions }: Policy): string {
  const charged = Object.values(actions).filter(({ prices }) => prices.some(({ credits }) => credits > 0));
  return joinWords(charged.map(({ name }) => name.slice(0, 1).toLowerCase() + name.slice(1)));
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
      return `Without ${many} everything goes on, and the balance falls below zero: then the dashboard is locked until it is back at 0. The door and sales never stop.`;
    case 'refuse':
      return `Without ${many} nothing that costs any can be done; what is free goes on.`;
    case 'free-tier':
      return `Without ${many} what the free tier allows goes on.`;
    default:
      return unreachable(atZero);
  }
}

function scopeWords({ actions }: Policy, scope: readonly string[] | undefined): string {
  if (scope === undefined) return '';
  return `, only for ${joinWords(scope.map((action) => (actions[action]?.name ?? action).toLowerCase()))}`;
}

function belowWords(below: number): string {
  return below === 1 ? 'to 0 or less' : `below ${amountText(below)}`;
}

/** What of the credits ends, and what never does (GM-10, AI-7, AP-6, II-8, ZP-10). */
function lastingWords({ plans, bonuses }: Policy): string {
  const ends = plans.some(({ allowance }) => allowance?.rollsOver === false);
  const kinds = ['bought', ...(bonuses.length > 0 ? ['earned'] : []), 'given by hand'];
  return ends
    ? `Credits that are ${joinWords(kinds, 'or')} never expire; those of a plan are used first.`
    : 'Credits never expire, whatever becomes of the plan.';
}

function planWords(policy: Policy, { tracksCredits, allowance }: Plan): string {
  if (!tracksCredits) return 'No credits needed, whatever is done; nothing is ever locked';
  if (allowance === undefined) return 'Brings no credits';
  const { type, credits, every, rollsOver } = allowance;
  const after = rollsOver ? 'what is left is kept' : `what is left expires when the ${every} ends`;
  return `${amountWords(policy, type, credits)} each ${every satisfies Allowance['every']}; ${after}`;
}

function amountWords({ creditTypes }: Policy, type: string, credits: number): string {
  const rule = creditTypes.find(({ id }) => id === type);
  return `${amountText(credits)} ${(credits === 1 ? rule?.one : rule?.many) ?? type}`;
}

const grouped = new Intl.NumberFormat('en-GB');

function amountText(credits: number): string {
  return grouped.format(credits);
}

/** `a, b and c` */
function joinWords(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}
