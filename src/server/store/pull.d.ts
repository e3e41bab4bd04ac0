import type { OrganisationId } from '../../shared/ids.ts';
import type { Cursor, LogHead } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';
import type { Sender } from './sender.ts';
/** Where the log ends, and the balances there. */
export declare function readHead(database: Queryable, organisation: OrganisationId): Promise<LogHead>;
export type Pulled = 
/** The log has no such place. */
{
    readonly kind: 'diverged';
}
/** JSON of `{head, rows, next}`. */
 | {
    readonly kind: 'rows';
    readonly body: string;
};
/**
 * The rows after a place, as many as there may be. What is about an event that the sender has no business with is left
 * out; what it costs is not. All of it is of one moment.
 */
export declare function pullRows(database: Queryable, { organisation, events }: Pick<Sender, 'organisation' | 'events'>, { position, chain }: Cursor, limit: number): Promise<Pulled>;
