import type { ActionRule, CreditTypeRule, Policy } from '../../src/shared/credit/policy.ts';

export function aType(facts: Partial<CreditTypeRule> = {}): CreditTypeRule {
  return { id: 'credit', one: 'credit', many: 'credits', atZero: 'refuse', memberLimits: false, notices: [], ...facts };
}

/** An action that costs the same for each item, whatever the facts. */
export function anAction(credits: number, facts: Partial<ActionRule> = {}): ActionRule {
  return {
    name: 'Doing it',
    type: 'credit',
    prices: [{ when: {}, credits, words: `It costs ${String(credits)}` }],
    ...facts,
  };
}

/** A policy that refuses at zero: an email costs 1 for each recipient, a print 5. */
export function aPolicy(facts: Partial<Policy> = {}): Policy {
  return {
    id: 'plain',
    name: 'Plain',
    creditTypes: [aType()],
    actions: { sendEmail: anAction(1), printBadge: anAction(5) },
    startingLots: [],
    plans: [{ id: 'only', name: 'Only', tracksCredits: true }],
    bundles: [],
    bonuses: [],
    ...facts,
  };
}
