import type { Operation } from '../operation.ts';
import type { Account } from './account.ts';
import type { Entry } from './entry.ts';
import type { CreditLedger } from './ledger.ts';
import { fileOperation } from './posted.ts';
import { type HistoryChange, settle } from './settle.ts';

/** How far a clock may be ahead of the others and still be believed. */
export const mostAheadMs = 2 * 60_000;

/**
 * Up to which instant credits may count where a server decides (UTC milliseconds): a clock that is far ahead brings no
 * allowances in and lets nothing expire. `now` is by the corrected clock.
 */
export function latestCounting({ clock }: Pick<Account, 'clock'>, now: number): number {
  return Math.max(now + mostAheadMs, clock);
}

/** The operation as the credits see it: as if it had happened at that instant (UTC milliseconds) at the latest. */
function countedBy<O extends Operation>(operation: O, untilAt: number): O {
  return operation.at.ms <= untilAt ? operation : { ...operation, at: { ...operation.at, ms: untilAt } };
}

/**
 * Settles an operation as if it had happened at an instant at the latest (UTC milliseconds). Its place among others on
 * the same subject is that of its own time, as it is for everybody who reads the log.
 */
export function settleBy(
  ledger: CreditLedger,
  operation: Operation,
  untilAt: number,
  change?: HistoryChange,
): readonly Entry[] {
  fileOperation(ledger.posted, operation, ledger.policies.once);
  return settle(ledger, countedBy(operation, untilAt), change, operation);
}
