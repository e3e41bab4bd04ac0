import { type TicketHistory } from '../../src/shared/admission/history.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import { type Account } from '../../src/shared/credit/ledger.ts';
import type { Policy } from '../../src/shared/credit/policy.ts';
import type { Operation } from '../../src/shared/operation.ts';
/** An account that takes operations one by one, as a laptop does, for one check-in list. */
export interface Till {
  readonly account: Account;
  readonly entries: Entry[];
  take(operation: Operation): readonly Entry[];
  history(ticket?: string): TicketHistory;
}
export declare function openTill({ policy, credits }?: { policy?: Policy; credits?: number }): Till;
