import { unpackSegment } from '../../src/renderer/ledger/segment.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import type { DeviceId, Hash, OperationId, OrganisationId } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { Ticket } from '../../src/shared/ticket.ts';
import type { ParkReason } from '../../src/shared/wire.ts';
import type { Database } from '../../src/server/store/database.ts';

/** What stands in the server's database, read past everything that the server makes of it. */
export interface ServerContents {
  readonly position: number;
  readonly chain: Hash;
  /** JSON. */
  readonly account: string;
  readonly rows: readonly ServerRow[];
  /** What is still to be settled. */
  readonly parked: readonly ParkedRow[];
  readonly segments: ReadonlyMap<Hash, readonly Ticket[]>;
  readonly alarms: number;
}

export interface ServerRow {
  readonly position: number;
  readonly id: OperationId;
  readonly operation: Operation;
  readonly entries: readonly Entry[];
  readonly operationText: string;
  readonly entriesText: string;
  readonly chain: Hash;
}

export interface ParkedRow {
  readonly device: DeviceId;
  readonly id: OperationId | null;
  readonly reason: ParkReason;
  readonly operation: Operation;
}

export async function readServer(database: Database, organisation: OrganisationId): Promise<ServerContents> {
  const ask = <Row>(statement: string) => database.query<Row>(statement, [organisation]);
  const [end] = await ask<Pick<ServerContents, 'position' | 'chain' | 'account'>>(
    'select position, chain, account from organisations where id = $1',
  );
  if (end === undefined) throw new Error('The organisation is gone');
  const rows = await ask<Omit<ServerRow, 'operation' | 'entries'>>(
    `select position, id, operation as "operationText", entries as "entriesText", chain from operations
     where organisation_id = $1 order by position`,
  );
  const parked = await ask<Omit<ParkedRow, 'operation'> & { readonly text: string }>(
    `select device_id as device, operation_id as id, reason, operation as text from parked
     where organisation_id = $1 and resolved_at is null order by id`,
  );
  const segments = await ask<{ readonly hash: Hash; readonly bytes: Uint8Array<ArrayBuffer> }>(
    'select hash, bytes from segments where organisation_id = $1',
  );
  const alarms = await ask('select 1 from alarms where organisation_id = $1');
  return {
    ...end,
    rows: rows.map((row) => ({
      ...row,
      operation: JSON.parse(row.operationText) as Operation,
      entries: JSON.parse(row.entriesText) as readonly Entry[],
    })),
    parked: parked.map(({ text, ...row }) => ({ ...row, operation: JSON.parse(text) as Operation })),
    segments: new Map(
      await Promise.all(
        segments.map(async ({ hash, bytes }) => [hash, await unpackSegment(new Uint8Array(bytes))] as const),
      ),
    ),
    alarms: alarms.length,
  };
}
