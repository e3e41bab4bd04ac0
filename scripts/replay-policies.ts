import { isDeepStrictEqual } from 'node:util';
import { builtInPolicies } from '../src/shared/credit/policies/built-in.ts';
import type { Policy } from '../src/shared/credit/policy.ts';
import { readPolicyFile } from './policy-file.ts';

/** The plan to begin with: of which policy, and which. */
export interface PlanChoice {
  readonly policy: string;
  readonly plan: string;
}

/**
 * The policies of these names or files, each beginning with the plan chosen for it. Returns words for people when one
 * cannot be had, or when they do not go together.
 */
export async function loadPolicies(
  names: readonly string[],
  plans: readonly PlanChoice[],
): Promise<readonly Policy[] | string> {
  const loaded: Policy[] = [];
  for (const name of names) {
    const policy = builtInPolicies.find(({ id }) => id === name) ?? (await readPolicyFile(name));
    if (typeof policy === 'string') return policy;
    loaded.push(policy);
  }
  return whyApart(loaded) ?? beginWith(loaded, plans);
}

/** Why policies cannot be combined: one account knows policies, credit types, starting lots and bonuses by their ids. */
function whyApart(policies: readonly Policy[]): string | undefined {
  for (const [index, one] of policies.entries()) {
    for (const other of policies.slice(index + 1)) {
      if (one.id === other.id) return `Two of the policies are called "${one.id}". Each needs an id of its own.`;
      const clash =
        findClash('credit type', one.creditTypes, other.creditTypes, isDeepStrictEqual) ??
        findClash('starting lot', one.startingLots, other.startingLots) ??
        findClash('bonus', one.bonuses, other.bonuses);
      if (clash !== undefined)
        return `${one.name} and ${other.name} both have a ${clash}. Each needs an id of its own.`;
    }
  }
  return undefined;
}

function findClash<T extends { readonly id: string }>(
  what: string,
  some: readonly T[],
  others: readonly T[],
  areOne: (a: T, b: T) => boolean = () => false,
): string | undefined {
  const clash = some.find((a) => others.some((b) => a.id === b.id && !areOne(a, b)));
  return clash && `${what} "${clash.id}"`;
}

/** A policy begins with the first of its plans. */
function beginWith(policies: readonly Policy[], choices: readonly PlanChoice[]): readonly Policy[] | string {
  const stray = choices.find(({ policy: id }) => !policies.some((policy) => policy.id === id));
  if (stray !== undefined) return `A plan is chosen for "${stray.policy}", which is none of the policies given.`;
  const begun: Policy[] = [];
  for (const policy of policies) {
    const choice = choices.find((each) => each.policy === policy.id);
    const first = policy.plans.find(({ id }) => id === choice?.plan);
    if (choice !== undefined && first === undefined) {
      const known = policy.plans.map(({ id }) => id).join(', ');
      return `${policy.name} has no plan "${choice.plan}". Its plans are: ${known}.`;
    }
    begun.push(
      first === undefined ? policy : { ...policy, plans: [first, ...policy.plans.filter((p) => p !== first)] },
    );
  }
  return begun;
}
