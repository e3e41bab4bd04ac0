import { holdingOf, spentBy } from './account.ts';
import { asOf } from './as-of.ts';
import { type Reach, sumOf, usableCredits } from './draw.ts';
import { nextArrival } from './due.ts';
import type { Draw, PricedLine } from './entry.ts';
import type { Intent } from './intent.ts';
import { freeCredits, heldElsewhere } from './lease.ts';
import { type CreditLedger, ruleOf } from './ledger.ts';
import { type Priced, priceIntent } from './price.ts';
import { isVoided, subjectKey } from './posted.ts';
import { limitOf, usagePeriod } from './contract.ts';
import type { CreditTypeRule } from './policy.ts';

/** What an action would cost, said before it is done. */
export interface Quote {
  readonly kind: 'quote';
  readonly type: CreditTypeRule;
  readonly lines: readonly PricedLine[];
  readonly credits: number;
  readonly draws: readonly Draw[];
  /** What of the draws is found again of credits that were written off. */
  readonly revived: readonly Draw[];
  /** The part no lot covers. */
  readonly debt: number;
  readonly terms: readonly string[];
  readonly balance: number;
  readonly balanceAfter: number;
}

/** Why an action is not done: its credits do not reach, or its member has reached a limit (ZP-8). */
export type Refusal = {
  readonly kind: 'refusal';
  readonly type: CreditTypeRule;
  readonly lines: readonly PricedLine[];
  /** What it costs. */
  readonly need: number;
  /** What there is for it: usable credits, or what the member may still spend in this period. */
  readonly have: number;
} & (
  | {
      readonly reason: 'credits';
      /** When the plan next brings credits (UTC milliseconds), if it does. */
      readonly arrival: { readonly at: number; readonly credits: number } | undefined;
      /** Credits for it that no laptop holds: this one may lease them, where it must. */
      readonly free: number;
      /** Credits for it that other laptops hold, as far as is known here. */
      readonly heldElsewhere: number;
    }
  | {
      readonly reason: 'limit';
      readonly limit: number;
      /** When the member's next period begins (UTC milliseconds). */
      readonly renewsAt: number;
    }
);

/** An action that no policy chosen meters: it costs nothing, and nothing is posted for it. */
export interface Unmetered {
  readonly kind: 'unmetered';
}

/** What asking for the cost of an action gives. */
export type Answer = Quote | Refusal | Unmetered;

/** The itemised cost of an action at its time, or why it would be refused. Changes nothing. */
export function quote(ledger: CreditLedger, intent: Intent): Answer {
  return answer(asOf(ledger, intent.at), intent);
}

function answer(ledger: CreditLedger, intent: Intent): Answer {
  const priced = priceIntent(ledger, intent, isPaidFor(ledger, intent), reachOf(ledger));
  if (priced === undefined) return { kind: 'unmetered' };
  const { balance } = holdingOf(ledger.account, priced.type.id);
  return (
    refuseByLimit(ledger, intent, priced) ??
    refuseByCredits(ledger, intent, priced) ?? {
      kind: 'quote',
      ...priced,
      balance,
      balanceAfter: balance + sumOf(priced.revived) - priced.credits,
    }
  );
}

function reachOf({ spending }: CreditLedger): Reach {
  return spending === 'held-only' ? 'held' : 'own';
}

/** Whether somebody has paid for the intent's subject. */
function isPaidFor(ledger: CreditLedger, { action, subject, operation }: Intent): boolean {
  const once = ruleOf(ledger, action)?.rule.once;
  if (once === undefined || subject === undefined) return false;
  const operations = ledger.posted.subjects.get(subjectKey(action, subject))?.operations ?? [];
  const others = operations.filter(({ id }) => id !== operation);
  return others.some(({ id }) => !once.reopens || !isVoided(ledger.posted, id));
}

function refuseByCredits(ledger: CreditLedger, intent: Intent, priced: Priced): Refusal | undefined {
  const { type, lines, credits: need, debt } = priced;
  if (debt === 0 || type.atZero === 'negative') return undefined;
  const { action, at, device } = intent;
  return {
    kind: 'refusal',
    reason: 'credits',
    type,
    lines,
    need,
    have: usableCredits(ledger.account, type, intent, reachOf(ledger)),
    arrival: nextArrival(ledger, type.id),
    free: freeCredits(ledger, type.id, at, action),
    heldElsewhere: heldElsewhere(ledger, type.id, device, at, action),
  };
}

function refuseByLimit({ account }: CreditLedger, { member, at }: Intent, priced: Priced): Refusal | undefined {
  const { type, lines, credits: need } = priced;
  const limit = type.memberLimits ? limitOf(account.contract, member, type.id) : undefined;
  if (limit === undefined) return undefined;
  const { endsAt: renewsAt } = usagePeriod(account.contract, type.id, at);
  const have = Math.max(0, limit - spentBy(holdingOf(account, type.id), member, at));
  return need > have ? { kind: 'refusal', reason: 'limit', type, lines, need, have, limit, renewsAt } : undefined;
}
