import { mostPerBatch } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';
import type { Earlier } from './judge.ts';
import type { ReadOperation } from './read-operation.ts';
import type { Authority } from './sender.ts';

/** What the log holds already of what has come. */
export interface KnownOperations {
  /** By `idKey`. */
  readonly earlier: ReadonlyMap<string, Earlier>;
  /** Whether it holds other operations under the same places of the same laptop: that one has a double. */
  readonly isCloned: boolean;
}

interface KnownRow {
  readonly id: string;
  readonly position: number;
  readonly text: string;
}

/** The database knows one spelling of an id. */
export function idKey(id: string): string {
  return id.toLowerCase();
}

export async function findKnown(
  transaction: Queryable,
  { organisation, device }: Authority,
  reads: readonly ReadOperation[],
): Promise<KnownOperations> {
  const rows = await transaction.query<KnownRow>(
    'select id, position, operation as text from operations where organisation_id = $1 and id = any($2::uuid[])',
    [organisation, reads.map(({ operation }) => operation.id)],
  );
  const earlier = new Map(
    rows.map(({ id, position, text }) => [id, { text, again: { kind: 'duplicate', position } } satisfies Earlier]),
  );
  return { earlier, isCloned: await hasOthers(transaction, organisation, device, reads) };
}

/** Mostly the places follow one another, so that there is one stretch to look at. */
async function hasOthers(
  transaction: Queryable,
  organisation: Authority['organisation'],
  device: Authority['device'],
  reads: readonly ReadOperation[],
): Promise<boolean> {
  const wanted = new Map(reads.map(({ seq, operation }) => [seq, idKey(operation.id)]));
  const places = [...wanted.keys()].sort((a, b) => a - b);
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  const isDense = last - first < 2 * mostPerBatch;
  const rows = await transaction.query<{ readonly id: string; readonly seq: number }>(
    `select id, device_seq as seq from operations where organisation_id = $1 and device_id = $2
       and ${isDense ? 'device_seq between $3 and $4' : 'device_seq = any($3::bigint[])'}`,
    [organisation, device, ...(isDense ? [first, last] : [places])],
  );
  return rows.some(({ id, seq }) => wanted.has(seq) && wanted.get(seq) !== id);
}
