import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { anAction, aPolicy, aType } from '../../../test/builders/policies.ts';
import { builtInPolicies } from './policies/built-in.ts';
import { type Policy, policySchema } from './policy.ts';

const plan = { id: 'plan', name: 'Plan', tracksCredits: true };
const allowance = { type: 'credit', credits: 5, every: 'month', rollsOver: false } as const;
const lot = { id: 'lot', source: 'welcome', type: 'credit', credits: 5, words: 'A lot' } as const;
const bundle = { id: 'bundle', name: 'Bundle', type: 'credit', credits: 5, price: { minor: 100, currency: 'EUR' } };
const bonus = { id: 'bonus', type: 'credit', credits: 5, words: 'A bonus' };
const price = { when: {}, credits: 1, words: 'It costs 1' };
const priced = (...prices: readonly object[]) => ({ actions: { sendEmail: { ...anAction(1), prices } } });

describe('the policy schema', () => {
  it.each(builtInPolicies)('accepts $name, read back from JSON', (policy) => {
    expect(v.parse(policySchema, JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });

  it('accepts the plainest one', () => {
    expect(v.is(policySchema, aPolicy())).toBe(true);
  });

  it('the built-in policies share neither ids, credit types nor starting lots, so that they combine', () => {
    const ids = [
      ...builtInPolicies.map(({ id }) => `policy ${id}`),
      ...builtInPolicies.flatMap(({ creditTypes }) => creditTypes.map(({ id }) => `type ${id}`)),
      ...builtInPolicies.flatMap(({ startingLots }) => startingLots.map(({ id }) => `lot ${id}`)),
      ...builtInPolicies.flatMap(({ actions }) => Object.keys(actions).map((id) => `action ${id}`)),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  const bad: readonly { readonly name: string; readonly facts: object; readonly says: RegExp }[] = [
    { name: 'no id', facts: { id: undefined }, says: /id|undefined/ },
    { name: 'an id with a space', facts: { id: 'my policy' }, says: /letters, digits and hyphens/ },
    { name: 'no credit type', facts: { creditTypes: [] }, says: /length/ },
    { name: 'no plan', facts: { plans: [] }, says: /length/ },
    { name: 'an unknown way at zero', facts: { creditTypes: [{ ...aType(), atZero: 'explode' }] }, says: /negative/ },
    { name: 'no words for a price', facts: priced({ when: {}, credits: 1, words: '' }), says: /length/ },
    { name: 'no prices', facts: priced(), says: /length/ },
    { name: 'a last price with conditions', facts: priced({ ...price, when: { fee: 'none' } }), says: /no conditions/ },
    { name: 'a price of half a credit', facts: priced({ ...price, credits: 0.5 }), says: /safe integer/ },
    { name: 'a price beyond 2^53', facts: priced({ ...price, credits: 2 ** 53 }), says: /safe integer/ },
    { name: 'a negative price', facts: priced({ ...price, credits: -1 }), says: /value|>=/ },
    { name: 'a condition that is a list', facts: priced({ ...price, when: { fee: [] } }, price), says: /type/i },
    {
      name: 'a fallback where nothing is free',
      facts: priced({ ...price, orElse: { words: 'Free' } }),
      says: /free tier/,
    },
    {
      name: 'an action of an unknown credit type',
      facts: { actions: { sendEmail: anAction(1, { type: 'gold' }) } },
      says: /credit type/,
    },
    {
      name: 'a lot of an unknown credit type',
      facts: { startingLots: [{ ...lot, type: 'gold' }] },
      says: /credit type/,
    },
    {
      name: 'an allowance of an unknown credit type',
      facts: { plans: [{ ...plan, allowance: { ...allowance, type: 'gold' } }] },
      says: /credit type/,
    },
    {
      name: 'a bundle of an unknown credit type',
      facts: { bundles: [{ ...bundle, type: 'gold' }] },
      says: /credit type/,
    },
    {
      name: 'a bonus of an unknown credit type',
      facts: { bonuses: [{ ...bonus, type: 'gold' }] },
      says: /credit type/,
    },
    {
      name: 'a lot for an unknown action',
      facts: { startingLots: [{ ...lot, scope: ['fly'] }] },
      says: /actions of the policy/,
    },
    { name: 'a lot for no action', facts: { startingLots: [{ ...lot, scope: [] }] }, says: /length/ },
    { name: 'an empty lot', facts: { startingLots: [{ ...lot, credits: 0 }] }, says: /value|>=/ },
    { name: 'half a credit in a lot', facts: { startingLots: [{ ...lot, credits: 0.5 }] }, says: /safe integer/ },
    { name: 'more than 2^53 in a bundle', facts: { bundles: [{ ...bundle, credits: 2 ** 53 }] }, says: /safe integer/ },
    {
      name: 'half a cent',
      facts: { bundles: [{ ...bundle, price: { minor: 0.5, currency: 'EUR' } }] },
      says: /integer/,
    },
    {
      name: 'an allowance each week',
      facts: { plans: [{ ...plan, allowance: { ...allowance, every: 'week' } }] },
      says: /month/,
    },
    {
      name: 'a notice below half a credit',
      facts: { creditTypes: [aType({ notices: [{ id: 'low', below: 0.5, words: 'Low' }] })] },
      says: /safe integer/,
    },
    { name: 'two credit types of one id', facts: { creditTypes: [aType(), aType()] }, says: /one id/ },
    {
      name: 'two notices of one id',
      facts: { creditTypes: [aType({ notices: [1, 2].map((below) => ({ id: 'low', below, words: 'Low' })) })] },
      says: /one id/,
    },
    { name: 'two plans of one id', facts: { plans: [plan, plan] }, says: /one id/ },
    { name: 'two lots of one id', facts: { startingLots: [lot, lot] }, says: /one id/ },
    { name: 'two bundles of one id', facts: { bundles: [bundle, bundle] }, says: /one id/ },
    { name: 'two bonuses of one id', facts: { bonuses: [bonus, bonus] }, says: /one id/ },
    {
      name: 'a misspelled field',
      facts: { actions: { sendEmail: { ...anAction(1), onse: { words: 'Free', reopens: true } } } },
      says: /onse|never/,
    },
  ];

  it.each(bad)('refuses $name', ({ facts, says }) => {
    const result = v.safeParse(policySchema, { ...aPolicy(), ...facts });
    expect(result.success).toBe(false);
    expect(result.issues?.map(({ message }) => message).join('\n')).toMatch(says);
  });

  it('a policy with one of everything is accepted, so that what is refused above is refused for its fault', () => {
    const whole: Policy = aPolicy({
      startingLots: [lot],
      plans: [{ ...plan, allowance }],
      bundles: [bundle],
      bonuses: [bonus],
    });
    expect(v.is(policySchema, whole)).toBe(true);
  });
});
