import { chosenTypes } from '../../shared/credit/chosen.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import type { CreditTypeRule } from '../../shared/credit/policy.ts';

/** A credit type as far as the screen needs it: one of a policy that this version does not know has no notices. */
export type ShownType = Pick<CreditTypeRule, 'id' | 'one' | 'many' | 'notices'>;

/** One and the same every time, as charts are drawn anew for others. */
const noNotices: ShownType['notices'] = [];

/** The credit types that the organisation is charged in, then those that it still has or had credits of. */
export function shownTypes(credits: CreditLedger): readonly ShownType[] {
  const chosen = chosenTypes(credits);
  const ids = new Set([...chosen.map(({ id }) => id), ...credits.account.holdings.keys()]);
  return [...ids].map((id) => credits.policies.types.get(id) ?? { id, one: id, many: id, notices: noNotices });
}

/** The name of a type as a heading: "Invite credits". */
export function typeTitle({ many }: Pick<ShownType, 'many'>): string {
  return many.slice(0, 1).toUpperCase() + many.slice(1);
}
