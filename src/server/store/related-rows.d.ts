import type { Entry } from '../../shared/credit/entry.ts';
import type { OrganisationId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Queryable } from './database.ts';
/** A row of the log, as far as settling looks at it. */
export interface RelatedRow {
    readonly position: number;
    readonly operation: Operation;
    readonly entries: readonly Entry[];
}
/**
 * The rows that settling these operations can depend on, in their order: whoever has charged or returned something in one
 * of them is among them with all others of its group, so that no reversal comes without its charge.
 */
export declare function readRelatedRows(transaction: Queryable, organisation: OrganisationId, operations: readonly Operation[], once: ReadonlySet<string>): Promise<readonly RelatedRow[]>;
