import { reach } from './reach.ts';
import type { Operation } from '../operation.ts';
import type { PricedLine } from './entry.ts';
import { intentOf } from './intent.ts';
import { type CreditLedger, ruleOf } from './ledger.ts';
import type { CreditTypeRule } from './policy.ts';
import type { Billing } from './posted.ts';

/** A rule, how often it applied, and what that came to; what was undone or taken back is left out. */
export interface CostLine extends PricedLine {
  readonly type: string;
}

/** What was charged in one credit type. */
export interface TypeCost {
  readonly type: CreditTypeRule;
  readonly credits: number;
  /** What came back of charges that stand in part: the lines count these whole. */
  readonly returned: number;
}

/** What operations cost. */
export interface Cost {
  /** By credit type: there is no sum over different ones. Only types that something was charged in, be it 0. */
  readonly credits: readonly TypeCost[];
  readonly lines: readonly CostLine[];
  /** Actions that no policy chosen has a price for. */
  readonly unmetered: number;
}

/** What the ledger has charged for the operations. */
export function costAsCharged(ledger: CreditLedger, operations: readonly Operation[]): Cost {
  const tally = openTally();
  for (const { id } of operations) {
    const billing = ledger.posted.billings.get(id);
    if (billing !== undefined) count(tally, ledger, billing);
  }
  return costOf(tally, ledger, countActions(operations));
}

/** Sums of billings, by credit type. */
export type Tally = Map<string, Sum>;

interface Sum {
  readonly type: CreditTypeRule;
  credits: number;
  returned: number;
  readonly lines: Map<string, { readonly words: string; times: number; credits: number }>;
}

export function openTally(): Tally {
  return new Map();
}

/** Adds what has been charged for one operation; nothing where it is all taken back. */
export function count(tally: Tally, { policies }: CreditLedger, { charge, returned, stands }: Billing): void {
  const type = policies.types.get(charge.type);
  if (!stands || type === undefined) return;
  const sum = reach(tally, type.id, () => ({ type, credits: 0, returned: 0, lines: new Map() }));
  sum.credits += charge.credits - returned;
  sum.returned += returned;
  for (const { words, times, credits } of charge.rules) {
    const line = reach(sum.lines, words, () => ({ words, times: 0, credits: 0 }));
    line.times += times;
    line.credits += credits;
  }
}

/** What a tally comes to; `actions` says how often each action was done. */
export function costOf(tally: Tally, ledger: CreditLedger, actions: ReadonlyMap<string, number>): Cost {
  const sums = [...tally.values()];
  let unmetered = 0;
  for (const [action, times] of actions) if (ruleOf(ledger, action) === undefined) unmetered += times;
  return {
    credits: sums.map(({ type, credits, returned }) => ({ type, credits, returned })),
    lines: sums.flatMap(({ type, lines }) => Array.from(lines.values(), (line) => ({ type: type.id, ...line }))),
    unmetered,
  };
}

/** How often each action that a policy could charge for was done. */
export function countActions(operations: readonly Operation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const operation of operations) {
    const action = intentOf(operation)?.action;
    if (action !== undefined) counts.set(action, (counts.get(action) ?? 0) + 1);
  }
  return counts;
}
