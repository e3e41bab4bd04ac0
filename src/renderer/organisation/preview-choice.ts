import { holdingOf } from '../../shared/credit/account.ts';
import { planOf } from '../../shared/credit/contract.ts';
import { postDue } from '../../shared/credit/due.ts';
import type { Entry } from '../../shared/credit/entry.ts';
import { branchLedger, type CreditLedger } from '../../shared/credit/ledger.ts';
import type { CreditTypeRule, Plan, Policy } from '../../shared/credit/policy.ts';
import { beginUnder } from '../../shared/credit/replay.ts';
import type { HybridTime } from '../../shared/clock.ts';
import type { Choice } from './choice.ts';

/** Credits of one type. */
export interface Amount {
  readonly type: CreditTypeRule;
  readonly credits: number;
}

/** What comes in at once, by what it is called. */
export interface Arriving extends Amount {
  readonly words: string;
}

export interface ChoicePreview {
  readonly added: readonly {
    readonly policy: Policy;
    readonly plan: Plan;
    /** False where it goes on with the plan that it had when it was chosen before. */
    readonly starts: boolean;
    readonly brings: readonly Arriving[];
  }[];
  readonly dropped: readonly { readonly policy: Policy; readonly held: readonly Amount[] }[];
  /** The new zone of periods, where it is another. */
  readonly timeZone: string | undefined;
}

/** What recording the choice at that time would mean: tried out on a branch of the ledger, which stays as it is. */
export function previewChoice(ledger: CreditLedger, choice: Choice, at: HybridTime): ChoicePreview {
  const { contract } = ledger.account;
  const before = contract.sinceAt === undefined ? [] : contract.policies;
  const then = branchLedger(ledger);
  postDue(then, at.ms);
  const entries = [...beginUnder(then, choice.policies, choice.timeZone, at), ...postDue(then, at.ms)];
  const known = (ids: readonly string[]): readonly Policy[] => ids.flatMap((id) => ledger.policies.byId.get(id) ?? []);
  return {
    added: known(choice.policies.filter((id) => !before.includes(id))).map((policy) => ({
      policy,
      plan: planOf(then.account.contract, policy),
      starts: contract.plans[policy.id] === undefined,
      brings: policy.creditTypes.flatMap((type) => arriving(entries, type)),
    })),
    dropped: known(before.filter((id) => !choice.policies.includes(id))).map((policy) => ({
      policy,
      held: policy.creditTypes
        .map((type) => ({ type, credits: holdingOf(then.account, type.id).balance }))
        .filter(({ credits }) => credits !== 0),
    })),
    timeZone: contract.sinceAt === undefined || contract.timeZone === choice.timeZone ? undefined : choice.timeZone,
  };
}

function arriving(entries: readonly Entry[], type: CreditTypeRule): readonly Arriving[] {
  const sums = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== 'grant' || entry.lot.type !== type.id) continue;
    const { words, credits } = entry.lot;
    sums.set(words, (sums.get(words) ?? 0) + credits);
  }
  return Array.from(sums, ([words, credits]) => ({ words, type, credits }));
}
