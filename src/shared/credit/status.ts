import type { EntryId } from '../ids.ts';
import { holdingOf, lotsWithCredits, spentBy } from './account.ts';
import { asOf } from './as-of.ts';
import { limitOf, usagePeriod } from './contract.ts';
import { nextArrival } from './due.ts';
import type { CreditLedger } from './ledger.ts';
import type { Period } from './period.ts';
import type { CreditTypeRule } from './policy.ts';

/** What the credits chip tells of one credit type (ZP-7). */
export interface Status {
  readonly type: CreditTypeRule;
  /** Credits left in the organisation; negative when it owes some. */
  readonly left: number;
  /** Of these, credits that only some actions may use. */
  readonly reserved: readonly { readonly words: string; readonly left: number }[];
  readonly period: Period;
  readonly usedThisPeriod: number;
  /** Organisation credits / users / months in the contract period, rounded down. */
  readonly monthlyGoal: number;
  /** What the member may spend in a period and has spent; undefined where there is no limit. */
  readonly ownLimit: { readonly limit: number; readonly used: number } | undefined;
  readonly arrival: { readonly at: number; readonly credits: number } | undefined;
}

/** The status of a credit type as `member` sees it at an instant (UTC milliseconds), with everything due by then. */
export function statusOf(ledger: CreditLedger, type: CreditTypeRule, member: string, at: number): Status {
  const then = asOf(ledger, at);
  const { contract } = then.account;
  const { balance: left, usage } = holdingOf(then.account, type.id);
  const period = usagePeriod(contract, type.id, at);
  const current = usage !== undefined && at < usage.period.endsAt ? usage : undefined;
  const usedThisPeriod = current?.spent ?? 0;
  const limit = type.memberLimits ? limitOf(contract, member, type.id) : undefined;
  return {
    type,
    left,
    reserved: reservedCredits(then, type.id),
    period,
    usedThisPeriod,
    monthlyGoal: monthlyGoal(then, type.id, Math.max(0, left) + usedThisPeriod),
    ownLimit: limit === undefined ? undefined : { limit, used: spentBy({ usage }, member, at) },
    arrival: nextArrival(then, type.id),
  };
}

/** Organisation credits are those that the period has had: what is left and what it has used. */
function monthlyGoal({ account: { contract } }: CreditLedger, type: string, credits: number): number {
  const users = Math.max(1, Object.keys(contract.members).length);
  const schedules = Object.values(contract.plans).map(({ schedule }) => schedule);
  const months = schedules.some((each) => each?.type === type && each.every === 'year') ? 12 : 1;
  return Math.floor(credits / users / months);
}

function reservedCredits({ account }: CreditLedger, type: string): Status['reserved'] {
  const reserved = new Map<EntryId, { readonly words: string; readonly left: number }>();
  for (const { lot, left } of lotsWithCredits(account, type)) {
    if (lot.scope === undefined) continue;
    // What a laptop holds of a lot is one with it here.
    const id = lot.held?.of ?? lot.id;
    reserved.set(id, { words: lot.words, left: left + (reserved.get(id)?.left ?? 0) });
  }
  return [...reserved.values()];
}
