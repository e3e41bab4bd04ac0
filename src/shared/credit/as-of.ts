import { dueAt, postDue } from './due.ts';
import { branchLedger, type CreditLedger } from './ledger.ts';

/** The ledger with everything that is due by an instant (UTC milliseconds). The one given stays as it is. */
export function asOf(ledger: CreditLedger, at: number): CreditLedger {
  if (at < dueAt(ledger)) return ledger;
  const then = branchLedger(ledger);
  postDue(then, at);
  return then;
}
