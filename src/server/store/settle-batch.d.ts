import type { Entry } from '../../shared/credit/entry.ts';
import { type CreditLedger } from '../../shared/credit/ledger.ts';
import { type Operation } from '../../shared/operation.ts';
import type { Arrivals } from './arrivals.ts';
import type { RelatedRow } from './related-rows.ts';
/** What operations are settled on. */
export interface SettlingFacts {
    /** As it was before. It stays so. */
    readonly ledger: CreditLedger;
    /** What is known of the tickets and subjects that they are about, in the order of the log. */
    readonly rows: readonly RelatedRow[];
    readonly openArrivals: () => Arrivals;
    /** Credits count no later than at this instant (UTC milliseconds). */
    readonly untilAt: number;
}
export interface SettledBatch {
    readonly ledger: CreditLedger;
    /** What each operation has posted, in their order; undefined for one that could not be settled: it left no trace. */
    readonly entries: readonly (readonly Entry[] | undefined)[];
}
/** Settles operations in their order. One that cannot be settled is left out, and the others go on without it. */
export declare function settleBatch(facts: SettlingFacts, operations: readonly Operation[]): SettledBatch;
