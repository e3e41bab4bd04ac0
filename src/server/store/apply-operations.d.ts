import type { Policies } from '../../shared/credit/ledger.ts';
import { type SettledOperation } from './append-rows.ts';
import type { Queryable } from './database.ts';
import { type LogEnd } from './log-end.ts';
import type { Authority } from './sender.ts';
/** With what operations are settled. */
export interface Terms {
    /** UTC milliseconds. */
    readonly now: number;
    readonly policies: Policies;
}
export interface Applied {
    readonly end: LogEnd;
    /** The places that the operations have taken, in their order; undefined for one that could not be settled. */
    readonly positions: readonly (number | undefined)[];
}
/** Settles operations that may come in, and adds them to the log that is locked and ends there. */
export declare function applyOperations(transaction: Queryable, authority: Pick<Authority, 'organisation' | 'device'>, end: LogEnd, reads: readonly SettledOperation['read'][], { now, policies }: Terms): Promise<Applied>;
