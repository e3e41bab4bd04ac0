import type { PGlite } from '@electric-sql/pglite';
import type { Database, Queryable } from '../../src/server/store/database.ts';
import { startEngine } from '../../src/server/store/embedded-engine.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import { runTransaction } from '../../src/server/store/transaction.ts';
import { startTurns } from '../../src/server/store/turns.ts';

/** The embedded database in this thread, which saves the way to another one: thousands of organisations share it. */
export async function openInProcessDatabase(): Promise<Database> {
  const engine = await startEngine({ folder: undefined, engineFolder: undefined });
  const database = overEngine(engine);
  await migrate(database);
  return database;
}

function overEngine(engine: PGlite): Database {
  const turns = startTurns();
  const connection: Queryable = {
    async query<Row>(statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
      if (parameters.length > 0) return (await engine.query<Row>(statement, [...parameters])).rows;
      return (await engine.exec(statement)).at(-1)?.rows as readonly Row[];
    },
  };
  return {
    kind: 'embedded',
    query: (statement, parameters) => turns.take(() => connection.query(statement, parameters)),
    transaction: (work) => turns.take(() => runTransaction(connection, work, () => undefined)),
    // News of the log goes over the simulated network instead.
    listen: () => Promise.resolve(() => Promise.resolve()),
    close: () => turns.take(() => engine.close()),
  };
}
