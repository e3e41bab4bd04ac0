import type { OperationId, OrganisationId } from '../../shared/ids.ts';
import type { Queryable } from './database.ts';
import { contentHash, textOf, type Unfit } from './read-operation.ts';
import type { Authority } from './sender.ts';

/** Something to be kept without being applied. */
export interface Parking {
  readonly seq: number;
  readonly id: OperationId | undefined;
  readonly unfit: Unfit;
  readonly sent: unknown;
}

/** Keeps what was not applied. The same thing sent again is kept once, with the latest reason. */
export async function writeParked(
  transaction: Queryable,
  { organisation, device }: Pick<Authority, 'organisation' | 'device'>,
  parkings: readonly Parking[],
  now: number,
): Promise<void> {
  if (parkings.length === 0) return;
  const written = parkings.map((parking) => ({ ...parking, text: textOf(parking.sent) }));
  const byContent = new Map(written.map((parking) => [contentHash(parking.text), parking]));
  const kept = [...byContent.values()];
  await transaction.query(
    `insert into parked
       (organisation_id, device_id, parked_at, device_seq, operation_id, reason, detail, operation, content_hash)
     select $1::uuid, $2::uuid, $3::bigint, *
     from unnest($4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[])
     on conflict (organisation_id, device_id, content_hash) do update set
       reason = excluded.reason, detail = excluded.detail, resolved_at = null`,
    [
      organisation,
      device,
      now,
      kept.map(({ seq }) => seq),
      kept.map(({ id }) => id ?? null),
      kept.map(({ unfit }) => unfit.reason),
      kept.map(({ unfit }) => unfit.detail),
      kept.map(({ text }) => text),
      [...byContent.keys()],
    ],
  );
}

/** What was parked once and has come in now is settled. */
export async function resolveParked(
  transaction: Queryable,
  { organisation, device }: Pick<Authority, 'organisation' | 'device'>,
  sent: readonly unknown[],
  now: number,
): Promise<void> {
  const waiting = await transaction.query(
    'select 1 from parked where organisation_id = $1 and device_id = $2 and resolved_at is null limit 1',
    [organisation, device],
  );
  if (waiting.length === 0) return;
  await transaction.query(
    `update parked set resolved_at = $4
     where organisation_id = $1 and device_id = $2 and content_hash = any($3::text[]) and resolved_at is null`,
    [organisation, device, sent.map((each) => contentHash(textOf(each))), now],
  );
}

/** What was parked, for whoever tries it again; nobody else can until the transaction ends. */
export interface ParkedOperation {
  readonly device: Authority['device'];
  readonly seq: number;
  /** JSON: what was sent. */
  readonly operation: string;
}

export async function takeParked(
  transaction: Queryable,
  organisation: OrganisationId,
  id: number,
): Promise<ParkedOperation | undefined> {
  const [row] = await transaction.query<ParkedOperation>(
    `select device_id as device, device_seq as seq, operation from parked
     where organisation_id = $1 and id = $2 and resolved_at is null for update`,
    [organisation, id],
  );
  return row;
}
