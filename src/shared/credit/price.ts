import type { EntryId } from '../ids.ts';
import { holdingOf } from './account.ts';
import { planOf } from './contract.ts';
import type { Draw, PricedLine } from './entry.ts';
import type { Facts, Intent } from './intent.ts';
import { type CreditLedger, ruleOf } from './ledger.ts';
import { isUsable } from './lot.ts';
import type { ActionRule, CreditTypeRule, Policy, Price } from './policy.ts';

/** What an action costs by the rules, and which credits would pay for it. */
export interface Priced {
  readonly type: CreditTypeRule;
  readonly lines: readonly PricedLine[];
  readonly credits: number;
  readonly draws: readonly Draw[];
  /** What no lot covers. */
  readonly debt: number;
  /** What comes with it, e.g. `watermark`. */
  readonly terms: readonly string[];
}

/** The price of an action; undefined where no policy chosen meters it. `again`: its subject is paid for already. */
export function priceIntent(ledger: CreditLedger, intent: Intent, again: boolean): Priced | undefined {
  const found = ruleOf(ledger, intent.action);
  if (found === undefined) return undefined;
  const type = ledger.policies.types.get(found.rule.type);
  if (type === undefined) throw new Error(`There is no credit type ${found.rule.type}`);
  const free = freeLine(ledger, found.policy, found.rule, again);
  if (free !== undefined) {
    const lines = intent.items.map(({ times }) => ({ words: free, times, credits: 0 }));
    return { type, lines, credits: 0, draws: [], debt: 0, terms: [] };
  }
  const chosen = intent.items.map(({ facts, times }) => ({ price: priceOf(found.rule, facts), times }));
  const priced = cover(ledger, type, intent, chosen);
  return priced.debt > 0 && type.atZero === 'free-tier' ? cover(ledger, type, intent, chosen.map(fallBack)) : priced;
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

function cover(ledger: CreditLedger, type: CreditTypeRule, { action, at }: Intent, chosen: readonly Chosen[]): Priced {
  const lines = chosen.map(({ price, times }) => ({ words: price.words, times, credits: price.credits * times }));
  const credits = lines.reduce((sum, line) => sum + line.credits, 0);
  const { draws, debt, terms } = draw(ledger, type.id, action, credits, at);
  for (const { price } of chosen) for (const term of price.terms ?? []) terms.add(term);
  return { type, lines, credits, draws, debt, terms: [...terms] };
}

/** What an amount takes from which lots, in burn order; the rest is debt (GM-9). Nothing is posted. */
function draw(
  { account }: CreditLedger,
  type: string,
  action: string,
  credits: number,
  at: number,
): { readonly draws: readonly Draw[]; readonly debt: number; readonly terms: Set<string> } {
  const draws: Draw[] = [];
  const terms = new Set<string>();
  let missing = credits;
  const burning: readonly EntryId[] = missing > 0 ? holdingOf(account, type).burning : [];
  for (const id of burning) {
    if (missing === 0) break;
    const held = account.lots.get(id);
    if (held === undefined || !isUsable(held.lot, action, at)) continue;
    const taken = Math.min(missing, held.left);
    draws.push({ lot: id, credits: taken });
    for (const term of held.lot.terms ?? []) terms.add(term);
    missing -= taken;
  }
  return { draws, debt: missing, terms };
}
