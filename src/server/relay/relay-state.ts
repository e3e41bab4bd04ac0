import type { DeviceId, OrganisationId } from '../../shared/ids.ts';
import { type Cursor, startCursor } from '../../shared/wire.ts';
import type { Database, Queryable } from '../store/database.ts';

/** How far a hub and the server above it know of each other; kept in the hub's database. */
export interface RelayState {
  /** Every row of the log here up to this position is in the part of the log above that was taken in, or parked there. */
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

interface Row {
  readonly device_id: string;
  readonly pushed: number;
  readonly pulled: number;
  readonly pulled_chain: Cursor['chain'];
  readonly forwarded_at: number | null;
}

const beginning: RelayState = { pushed: 0, pulled: startCursor, forwardedAt: null };

/** A hub that enrolled anew has another name, and starts from the beginning: all that is known above is a duplicate. */
export async function readRelayState(database: Queryable, { organisationId, hub }: Relayed): Promise<RelayState> {
  const [row] = await database.query<Row>('select * from relays where organisation_id = $1', [organisationId]);
  if (row === undefined || row.device_id !== hub) return beginning;
  return {
    pushed: row.pushed,
    pulled: { position: row.pulled, chain: row.pulled_chain },
    forwardedAt: row.forwarded_at,
  };
}

export async function writeRelayState(
  database: Queryable,
  { organisationId, hub, server }: Relayed,
  { pushed, pulled, forwardedAt }: RelayState,
): Promise<void> {
  await database.query(
    `insert into relays (organisation_id, server, device_id, pushed, pulled, pulled_chain, forwarded_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organisation_id) do update set
       server = excluded.server, device_id = excluded.device_id, pushed = excluded.pushed, pulled = excluded.pulled,
       pulled_chain = excluded.pulled_chain, forwarded_at = excluded.forwarded_at`,
    [organisationId, server, hub, pushed, pulled.position, pulled.chain, forwardedAt],
  );
}

/** Notes which server is above, before anything has come from there: from then on the log here is a part of that one. */
export async function beginRelay(database: Queryable, relayed: Relayed): Promise<void> {
  await writeRelayState(database, relayed, await readRelayState(database, relayed));
}

/**
 * The log above has lost rows, and nobody knows which: all rows here count as this side's own from now on, and those that
 * are still above are duplicates there.
 */
export async function forgetRelay(database: Database, relayed: Relayed): Promise<void> {
  const { organisationId, hub } = relayed;
  await database.transaction(async (transaction) => {
    // The organisation's own name stands for this server.
    await transaction.query(
      'update operations set device_id = organisation_id where organisation_id = $1 and device_id = $2',
      [organisationId, hub],
    );
    const { forwardedAt } = await readRelayState(transaction, relayed);
    await writeRelayState(transaction, relayed, { ...beginning, forwardedAt });
  });
}

/** Where the hub has forwarded to, whether or not it still can. */
export async function lastUpstream(database: Database, organisationId: OrganisationId): Promise<string | undefined> {
  const [row] = await database.query<{ readonly server: string }>(
    'select server from relays where organisation_id = $1',
    [organisationId],
  );
  return row?.server;
}

/** A row of the log here that the server above may not know. */
export interface OwnRow {
  readonly position: number;
  readonly id: string;
  /** JSON. */
  readonly operation: string;
}

/** Rows after a position that came from laptops here, in order. A lease is this server's own affair. */
export function ownRowsAfter(
  database: Database,
  { organisationId, hub }: Relayed,
  position: number,
  limit: number,
): Promise<readonly OwnRow[]> {
  return database.query<OwnRow>(
    `select position, id, operation from operations
     where organisation_id = $1 and position > $2 and device_id <> $3 and kind <> 'takeLease'
     order by position limit $4`,
    [organisationId, position, hub, limit],
  );
}

/** Whether rows of the log above could not be taken in, such as what an older version of the hub did not know. */
export async function hasParkedFromAbove(database: Database, { organisationId, hub }: Relayed): Promise<boolean> {
  const rows = await database.query(
    'select 1 from parked where organisation_id = $1 and device_id = $2 and resolved_at is null limit 1',
    [organisationId, hub],
  );
  return rows.length > 0;
}

/** How many rows the server above may not know. */
export async function countWaiting(
  database: Database,
  { organisationId, hub }: Relayed,
  pushed: number,
): Promise<number> {
  const [row] = await database.query<{ readonly waiting: number }>(
    `select count(*)::int as waiting from operations
     where organisation_id = $1 and position > $2 and device_id <> $3 and kind <> 'takeLease'`,
    [organisationId, pushed, hub],
  );
  return row?.waiting ?? 0;
}
