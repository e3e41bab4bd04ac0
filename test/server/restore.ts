import type { Database } from '../../src/server/store/database.ts';
import type { OrganisationId } from '../../src/shared/ids.ts';

/** Remembers where an organisation's log is. Returns what brings it back there, as a restored backup does. */
export async function backUp(database: Database, organisation: OrganisationId): Promise<() => Promise<void>> {
  const [end] = await database.query<{ position: number; chain: string; account: string }>(
    'select position, chain, account from organisations where id = $1',
    [organisation],
  );
  const kept = async (table: string, column: string) =>
    (
      await database.query<{ key: string }>(`select ${column}::text as key from ${table} where organisation_id = $1`, [
        organisation,
      ])
    ).map(({ key }) => key);
  const keys = {
    operations: await kept('operations', 'id'),
    expiries: await kept('expiries', 'id'),
    segments: await kept('segments', 'hash'),
    arrivals: await kept('arrivals', 'segment_hash'),
  };
  const columns = { operations: 'id', expiries: 'id', segments: 'hash', arrivals: 'segment_hash' } as const;
  return () =>
    database.transaction(async (transaction) => {
      for (const [table, column] of Object.entries(columns)) {
        await transaction.query(
          `delete from ${table} where organisation_id = $1 and not (${column}::text = any($2::text[]))`,
          [organisation, keys[table as keyof typeof columns]],
        );
      }
      await transaction.query('delete from parked where organisation_id = $1', [organisation]);
      await transaction.query('update organisations set position = $2, chain = $3, account = $4 where id = $1', [
        organisation,
        end?.position,
        end?.chain,
        end?.account,
      ]);
    });
}
