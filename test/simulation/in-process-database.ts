import type { PGlite } from '@electric-sql/pglite';
import type { Database } from '../../src/server/store/database.ts';
import { startEngine } from '../../src/server/store/embedded-engine.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import { runTransaction } from '../../src/server/store/transaction.ts';
import { startTurns } from '../../src/server/store/turns.ts';
import { fastConnection } from './fast-engine.ts';
import { tables } from './server-storage.ts';

/** The embedded database in this thread, which saves the way to another one: thousands of organisations share it. */
export async function openInProcessDatabase(): Promise<Database> {
  const database = overEngine(await startEngine({ folder: undefined, engineFolder: undefined }));
  await migrate(database);
  // Nothing is to outlive the process, so nothing is written ahead.
  const all = ['relays', ...tables, 'organisations'];
  await database.query(all.map((table) => `alter table ${table} set unlogged`).join(';'));
  return database;
}

function overEngine(engine: PGlite): Database {
  const turns = startTurns();
  const connection = fastConnection(engine);
  return {
    kind: 'embedded',
    query: (statement, parameters) => turns.take(() => connection.query(statement, parameters)),
    transaction: (work) => turns.take(() => runTransaction(connection, work, () => undefined)),
    // News of the log goes over the simulated network instead.
    listen: () => Promise.resolve(() => Promise.resolve()),
    close: () => turns.take(() => engine.close()),
  };
}
