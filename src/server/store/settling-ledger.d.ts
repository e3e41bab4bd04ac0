import type { Entry } from '../../shared/credit/entry.ts';
import { type CreditLedger, type Policies } from '../../shared/credit/ledger.ts';
import type { OrganisationId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Queryable } from './database.ts';
import { type RelatedRow } from './related-rows.ts';
/** The ledger that an account was written of, with nothing posted yet. An empty text is that of an empty ledger. */
export declare function openLedger(account: string, policies: Policies): CreditLedger;
/** The text that `openLedger` reads. */
export declare function accountText({ account }: CreditLedger): string;
/**
 * Files in the ledger what settling these operations can look up of what has been posted before. Returns the rows that
 * the operations are to be settled with.
 */
export declare function fileWhatMatters(transaction: Queryable, organisation: OrganisationId, ledger: CreditLedger, operations: readonly Operation[]): Promise<readonly RelatedRow[]>;
/** Keeps the ends of lots that have been posted. */
export declare function writeExpiries(transaction: Queryable, organisation: OrganisationId, entries: readonly Entry[]): Promise<void>;
