import fc from 'fast-check';
import { openPolicies } from '../../src/shared/credit/ledger.ts';
import { builtInPolicies } from '../../src/shared/credit/policies/built-in.ts';
import type { Policy } from '../../src/shared/credit/policy.ts';
import { workshop } from './workshop-policy.ts';

const allPolicies: readonly Policy[] = [...builtInPolicies, workshop];
export const policies = openPolicies(allPolicies);

export const hour = 3_600_000;
export const day = 24 * hour;

/** One thing that happens, as numbers that `operationsOf` gives a meaning to. */
export interface Step {
  readonly pick: number;
  /** Time since the latest operation; negative for one that happened earlier and arrives late (milliseconds). */
  readonly after: number;
  readonly amount: number;
  readonly who: string;
  readonly on: number;
  readonly target: number;
  readonly flag: boolean;
  /** Whether it happened on another laptop, so that it is accepted whatever the policy. */
  readonly elsewhere: boolean;
}

/** An organisation, what it chose, and what happens to it. */
export interface World {
  readonly chosen: readonly string[];
  /** Which plan of each policy it takes first. */
  readonly plan: number;
  readonly timeZone: string;
  readonly beginsAt: number;
  readonly steps: readonly Step[];
}

/** Lengths of lots and pauses are the same few, so that boundaries are hit exactly, and often. */
const pauses = [0, 0, 0, 1, hour, hour, day, day, 9 * day, 31 * day, 31 * day, 100 * day];
const delays = [-hour, -9 * day, -31 * day];

export const policyIds = allPolicies.map(({ id }) => id);

export function policiesOf(chosen: readonly string[]): readonly Policy[] {
  return chosen.flatMap((id) => policies.byId.get(id) ?? []);
}

/** Each policy alone, and any of them together. */
const chosenPolicies = fc.oneof(
  fc.constantFrom(...policyIds).map((id) => [id]),
  fc.shuffledSubarray(policyIds, { minLength: 2, maxLength: 4 }),
);

export function stepAfter(pause: readonly number[]) {
  return fc.record<Step>({
    pick: fc.nat(9_999),
    after: fc.constantFrom(...pause),
    amount: fc.integer({ min: 1, max: 5 }),
    who: fc.constantFrom('Ana', 'Ben', 'Cas'),
    on: fc.nat(1),
    target: fc.nat(99),
    flag: fc.boolean(),
    elsewhere: fc.constantFrom(false, false, true),
  });
}

function stepsAfter(pause: readonly number[]) {
  return fc.array(stepAfter(pause), { minLength: 4, maxLength: 16, size: 'max' });
}

const begins = {
  chosen: chosenPolicies,
  plan: fc.nat(4),
  timeZone: fc.constantFrom('UTC', 'Europe/Madrid'),
  beginsAt: fc.constantFrom('2024-01-15T00:00Z', '2024-01-31T12:00Z', '2025-03-29T23:30Z').map((at) => Date.parse(at)),
};

/** Anything, with some operations arriving late. */
export const worlds = fc.record<World>({ ...begins, steps: stepsAfter([...pauses, ...delays]) });

/** Anything, in the order in which it happened. */
export const worldsInOrder = fc.record<World>({ ...begins, steps: stepsAfter(pauses) });

/**
 * Organisations whose credits never expire. Zaplify's do, and so do some of the invented plans: when a charge comes late,
 * it depends on what had expired by then what it still finds, and so does the balance.
 */
export const worldsWithoutExpiry = fc.record<World>({
  ...begins,
  chosen: chosenPolicies.map((chosen) => {
    const lasting = chosen.filter((id) => id !== 'zaplify');
    return lasting.length === 0 ? ['guest-manager'] : lasting;
  }),
  plan: fc.constantFrom(0, 2, 4),
  steps: stepsAfter([...pauses, ...delays]),
});
