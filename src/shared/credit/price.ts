import { planOf } from './contract.ts';
import { draw, type Reach } from './draw.ts';
import type { Draw, PricedLine } from './entry.ts';
import type { Facts, Intent } from './intent.ts';
import { type CreditLedger, ruleOf } from './ledger.ts';
import type { ActionRule, CreditTypeRule, Policy, Price } from './policy.ts';

/** What an action costs by the rules, and which credits would pay for it. */
export interface Priced {
  readonly type: CreditTypeRule;
  readonly lines: readonly PricedLine[];
  readonly credits: number;
  readonly draws: readonly Draw[];
  /** What of the draws is found again of credits that were written off. */
  readonly revived: readonly Draw[];
  /** What no lot covers. */
  readonly debt: number;
  /** What comes with it, e.g. `watermark`. */
  readonly terms: readonly string[];
}

/**
 * The price of an action; undefined where no policy chosen meters it. `again`: its subject is paid for already. With
 * `late`, the action has happened, and what it draws is not only what may be asked for; what it costs is the same.
 */
export function priceIntent(ledger: CreditLedger, intent: Intent, again: boolean, reach: Reach): Priced | undefined {
  const found = ruleOf(ledger, intent.action);
  if (found === undefined) return undefined;
  const type = ledger.policies.types.get(found.rule.type);
  if (type === undefined) throw new Error(`There is no credit type ${found.rule.type}`);
  const free = freeLine(ledger, found.policy, found.rule, again);
  if (free !== undefined) {
    const lines = intent.items.map(({ times }) => ({ words: free, times, credits: 0 }));
    return { type, lines, credits: 0, draws: [], revived: [], debt: 0, terms: [] };
  }
  const chosen = intent.items.map(({ facts, times }) => ({ price: priceOf(found.rule, facts), times }));
  const priced = cover(ledger, type, intent, chosen, reach === 'late' ? 'own' : reach);
  if (priced.debt === 0 || type.atZero === 'negative') return priced;
  const instead = type.atZero === 'free-tier' ? chosen.map(fallBack) : chosen;
  return cover(ledger, type, intent, instead, reach);
}

/** Why an action costs nothing whatever its facts: a plan that does not count (GM-16, II-9), a subject paid for. */
function freeLine({ account }: CreditLedger, policy: Policy, { once }: ActionRule, again: boolean): string | undefined {
  const plan = planOf(account.contract, policy);
  if (!plan.tracksCredits) return `${plan.name}: no credits needed`;
  return again ? once?.words : undefined;
}

interface Chosen {
  readonly price: Pick<Price, 'credits' | 'words' | 'terms' | 'orElse'>;
  readonly times: number;
}

/** The first price whose conditions hold. The policy's schema has made sure that there is one. */
export function priceOf({ prices }: ActionRule, facts: Facts): Price {
  const price = prices.find(({ when }) => Object.keys(when).every((fact) => when[fact] === facts[fact]));
  if (price === undefined) throw new Error('A policy must have a price for every case');
  return price;
}

function fallBack({ price, times }: Chosen): Chosen {
  return price.orElse === undefined ? { price, times } : { price: { credits: 0, ...price.orElse }, times };
}

function cover(
  { account }: CreditLedger,
  type: CreditTypeRule,
  intent: Intent,
  chosen: readonly Chosen[],
  reach: Reach,
): Priced {
  const lines = chosen.map(({ price, times }) => ({ words: price.words, times, credits: price.credits * times }));
  const credits = lines.reduce((sum, line) => sum + line.credits, 0);
  const { draws, revived, debt, terms: ofLots } = draw(account, type, intent, credits, reach);
  const terms = new Set(ofLots);
  for (const { price } of chosen) for (const term of price.terms ?? []) terms.add(term);
  return { type, lines, credits, draws, revived, debt, terms: [...terms] };
}
