import type { Purchase } from './lock.ts';
import { smallestPurchase } from './lock.ts';
import type { Bundle, Policy } from './policy.ts';

/** Larger sums are bought with bundles of one kind: what a mix would save is little beside them. */
const mostSteps = 100_000;

/** The bundles that bring at least `credits` of a type for the least money; none where none are for sale. */
export function cheapestMix(policy: Policy, type: string, credits: number): readonly Purchase[] {
  const bundles = policy.bundles.filter((bundle) => bundle.type === type);
  const unit = bundles.map((bundle) => bundle.credits).reduce(greatestCommonDivisor, 0);
  const steps = Math.ceil(credits / unit);
  if (bundles.length === 0 || !(steps <= mostSteps)) {
    const one = smallestPurchase(policy, type, credits);
    return one === undefined ? [] : [one];
  }
  const quantities = new Map<Bundle, number>();
  const last = lastBundles(bundles, unit, steps);
  for (let missing = steps; missing > 0;) {
    const bundle = last[missing];
    if (bundle === undefined) break;
    quantities.set(bundle, (quantities.get(bundle) ?? 0) + 1);
    missing -= bundle.credits / unit;
  }
  return [...quantities]
    .map(([bundle, quantity]) => ({ policy, bundle, quantity }))
    .sort((a, b) => b.bundle.credits - a.bundle.credits);
}

/** For each number of missing units the bundle that the cheapest mix for them ends with. */
function lastBundles(bundles: readonly Bundle[], unit: number, steps: number): readonly (Bundle | undefined)[] {
  const costs: number[] = [0];
  const last: (Bundle | undefined)[] = [undefined];
  for (let missing = 1; missing <= steps; missing += 1) {
    let least = Infinity;
    for (const bundle of bundles) {
      const cost = bundle.price.minor + (costs[Math.max(0, missing - bundle.credits / unit)] ?? 0);
      if (cost >= least) continue;
      least = cost;
      last[missing] = bundle;
    }
    costs[missing] = least;
  }
  return last;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
