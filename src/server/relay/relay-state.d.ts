import type { DeviceId, OrganisationId } from '../../shared/ids.ts';
import { type Cursor } from '../../shared/wire.ts';
import type { Database, Queryable } from '../store/database.ts';
/** How far a hub and the server above it know of each other; kept in the hub's database. */
export interface RelayState {
  /** Every row of the log here up to this position has been answered for above. */
  readonly pushed: number;
  /** How much of the log above has been taken in here. */
  readonly pulled: Cursor;
  /** When the server above last took something or said that there was nothing to take; UTC milliseconds. */
  readonly forwardedAt: number | null;
}
export interface Relayed {
  readonly organisationId: OrganisationId;
  /** The name under which the hub is enrolled above: what came from there carries it, and is not sent back. */
  readonly hub: DeviceId;
  /** The address of the server above. */
  readonly server: string;
}
/** A hub that enrolled anew has another name, and starts from the beginning: all that is known above is a duplicate. */
export declare function readRelayState(database: Queryable, { organisationId, hub }: Relayed): Promise<RelayState>;
export declare function writeRelayState(
  database: Queryable,
  { organisationId, hub, server }: Relayed,
  { pushed, pulled, forwardedAt }: RelayState,
): Promise<void>;
/** Notes which server is above, before anything has come from there: from then on the log here is a part of that one. */
export declare function beginRelay(database: Queryable, relayed: Relayed): Promise<void>;
/**
 * The log above has lost rows, and nobody knows which: all rows here count as this side's own from now on, and those that
 * are still above are duplicates there.
 */
export declare function forgetRelay(database: Database, relayed: Relayed): Promise<void>;
/** Where the hub has forwarded to, whether or not it still can. */
export declare function lastUpstream(database: Database, organisationId: OrganisationId): Promise<string | undefined>;
/** A row of the log here that the server above may not know. */
export interface OwnRow {
  readonly position: number;
  /** JSON. */
  readonly operation: string;
}
/** Rows after a position that came from laptops here, in order. A lease is this server's own affair. */
export declare function ownRowsAfter(
  database: Database,
  { organisationId, hub }: Relayed,
  position: number,
  limit: number,
): Promise<readonly OwnRow[]>;
/** How many rows the server above may not know. */
export declare function countWaiting(
  database: Database,
  { organisationId, hub }: Relayed,
  pushed: number,
): Promise<number>;
