import { holdingOf } from '../../shared/credit/account.ts';
import { chosenPolicies } from '../../shared/credit/chosen.ts';
import { planOf } from '../../shared/credit/contract.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import type { CreditTypeRule } from '../../shared/credit/policy.ts';

/** A balance below a number of which the policy warns (GM-7). */
export interface LowBalance {
  readonly type: CreditTypeRule;
  readonly balance: number;
  /** The lowest of the policy's numbers that the balance is below. */
  readonly below: number;
}

/** The most severe of them, if there is one. A plan that does not count warns of nothing, nor do credits never had. */
export function lowestBalance(credits: CreditLedger): LowBalance | undefined {
  const { account } = credits;
  const low = chosenPolicies(credits)
    .filter((policy) => planOf(account.contract, policy).tracksCredits)
    .flatMap(({ creditTypes }) => creditTypes)
    .flatMap((type): readonly LowBalance[] => {
      const { balance, granted, spent } = holdingOf(account, type.id);
      if (granted === 0 && spent === 0) return [];
      return type.notices.filter(({ below }) => balance < below).map(({ below }) => ({ type, balance, below }));
    });
  return low.sort((a, b) => a.below - b.below || a.balance - b.balance)[0];
}
