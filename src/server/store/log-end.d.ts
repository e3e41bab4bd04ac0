import type { Hash, OrganisationId } from '../../shared/ids.ts';
import type { LogHead } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';
/** Where an organisation's log ends. */
export interface LogEnd {
    readonly position: number;
    readonly chain: Hash;
    /** The credit account there, as JSON; empty before the first row. */
    readonly account: string;
}
/** On it, every process says of which organisation's log there is more. */
export declare const headChannel = "admit";
export declare function readLogEnd(database: Queryable, organisation: OrganisationId): Promise<LogEnd>;
/** The same, and nobody else adds to the log until the transaction ends: positions have no gap. */
export declare function lockLog(transaction: Queryable, organisation: OrganisationId): Promise<LogEnd>;
/** Moves the end of the log that is locked, and tells everybody who listens. */
export declare function writeLogEnd(transaction: Queryable, organisation: OrganisationId, { position, chain, account }: LogEnd): Promise<void>;
export declare function headOf({ position, chain, account }: LogEnd): LogHead;
