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

/** Looks each up by itself: for a list, a database that has not counted its rows lately goes through all of them. */
export async function findKnown(
  transaction: Queryable,
  { organisation, device }: Authority,
  reads: readonly ReadOperation[],
): Promise<KnownOperations> {
  const ids = reads.map(({ operation }) => operation.id);
  const rows = await transaction.query<KnownRow>(
    `select known.* from unnest($2::uuid[]) as came(id) cross join lateral (
       select id, position, operation as text from operations where organisation_id = $1 and id = came.id offset 0
     ) known`,
    [organisation, ids],
  );
  const earlier = new Map(
    rows.map(({ id, position, text }) => [id, { text, again: { kind: 'duplicate', position } } satisfies Earlier]),
  );
  const others = await transaction.query(
    `select 1 from unnest($3::uuid[], $4::bigint[]) as came(id, seq) cross join lateral (
       select id from operations where organisation_id = $1 and device_id = $2 and device_seq = came.seq offset 0
     ) known
     where known.id <> came.id limit 1`,
    [organisation, device, ids, reads.map(({ seq }) => seq)],
  );
  return { earlier, isCloned: others.length > 0 };
}
