import { holdingOf } from './account.ts';
import type { CreditLedger } from './ledger.ts';
import type { CreditTypeRule, Policy } from './policy.ts';

/**
 * The policies that the organisation has to do with: those it has chosen, and before them those it has given up while
 * it owed credits of theirs, until these are paid back. Policies that this version does not know are left out.
 */
export function chosenPolicies({ policies, account }: CreditLedger): readonly Policy[] {
  const { policies: chosen } = account.contract;
  const owed = [...policies.byId.values()].filter(
    ({ id, creditTypes }) =>
      !chosen.includes(id) && creditTypes.some((type) => holdingOf(account, type.id).balance < 0),
  );
  return [...owed, ...chosen.flatMap((id) => policies.byId.get(id) ?? [])];
}

/** All credit types of these policies; the first is the one that the account is about. */
export function chosenTypes(ledger: CreditLedger): readonly CreditTypeRule[] {
  return chosenPolicies(ledger).flatMap(({ creditTypes }) => creditTypes);
}
