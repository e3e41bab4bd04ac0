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
  const places = await transaction.query<{ readonly id: string; readonly seq: number }>(
    `select id, device_seq as seq from operations
     where organisation_id = $1 and device_id = $2 and device_seq = any($3::bigint[])`,
    [organisation, device, reads.map(({ seq }) => seq)],
  );
  return { earlier, isCloned: places.some(({ id, seq }) => isAnother(reads, id, seq)) };
}

function isAnother(reads: readonly ReadOperation[], id: string, place: number): boolean {
  return reads.some(({ seq, operation }) => seq === place && idKey(operation.id) !== id);
}
