import { holdingOf, spentBy } from '../../shared/credit/account.ts';
import { chosenTypes } from '../../shared/credit/chosen.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import type { CreditTypeRule } from '../../shared/credit/policy.ts';

/** The credit types in which a chosen policy lets members be limited (ZP-8). */
export function limitableTypes(credits: CreditLedger): readonly CreditTypeRule[] {
  return chosenTypes(credits).filter(({ memberLimits }) => memberLimits);
}

/** What a member has spent of a credit type in the period that runs at an instant (UTC milliseconds). */
export function usedBy({ account }: CreditLedger, type: string, member: string, at: number): number {
  return spentBy(holdingOf(account, type), member, at);
}

/** Members by name, and whoever has spent without being one. */
export function memberNames(credits: CreditLedger): {
  readonly listed: readonly string[];
  readonly others: readonly string[];
} {
  const listed = Object.keys(credits.account.contract.members).sort((a, b) => a.localeCompare(b));
  const spent = limitableTypes(credits).flatMap(({ id }) => [
    ...(holdingOf(credits.account, id).usage?.byMember.keys() ?? []),
  ]);
  return { listed, others: [...new Set(spent)].filter((name) => !listed.includes(name)) };
}
