import type { CreditLedger } from './ledger.ts';
import type { CreditTypeRule, Policy } from './policy.ts';

/** The policies that the organisation has chosen and this version knows. */
export function chosenPolicies({ policies, account }: CreditLedger): readonly Policy[] {
  return account.contract.policies.flatMap((id) => policies.byId.get(id) ?? []);
}

/** All credit types of the policies chosen; the first is the one that the account is about. */
export function chosenTypes(ledger: CreditLedger): readonly CreditTypeRule[] {
  return chosenPolicies(ledger).flatMap(({ creditTypes }) => creditTypes);
}
