import type { DeviceId, OperationId, OrganisationId } from '../../shared/ids.ts';
import type { ParkedOnServer, ParkReason } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';

/** More than anybody settles in a day; the oldest come first, so that those after them come up. */
const mostListed = 1_000;

interface ParkedRow {
  readonly id: number;
  readonly operationId: OperationId | null;
  readonly device: DeviceId;
  readonly deviceName: string;
  readonly reason: ParkReason;
  readonly detail: string;
  readonly parkedAt: number;
  readonly operation: string;
}

/** What is still to be settled, the oldest first. */
export async function listParked(
  database: Queryable,
  organisation: OrganisationId,
): Promise<readonly ParkedOnServer[]> {
  const rows = await database.query<ParkedRow>(
    `select p.id, p.operation_id as "operationId", p.device_id as device, coalesce(d.name, '') as "deviceName", p.reason,
            p.detail, p.parked_at as "parkedAt", p.operation
     from parked p left join devices d on d.organisation_id = p.organisation_id and d.id = p.device_id
     where p.organisation_id = $1 and p.resolved_at is null order by p.id limit $2`,
    [organisation, mostListed],
  );
  return rows.map((row) => ({ ...row, operation: JSON.parse(row.operation) as unknown }));
}

/** Whether there is such a thing to be settled. */
export async function isParked(database: Queryable, organisation: OrganisationId, id: number): Promise<boolean> {
  const rows = await database.query(
    'select 1 from parked where organisation_id = $1 and id = $2 and resolved_at is null',
    [organisation, id],
  );
  return rows.length > 0;
}
