import type { Database } from './database.ts';
import { migrations } from './migrations.ts';

/** Any number that nothing else in the database locks: processes that start at once migrate one after the other. */
const migrationLock = 4_827_105;

/**
 * Brings the tables to what this version of the code knows. Each step commits by itself, once, however many processes
 * start at the same time. Refuses a database that a newer version has brought further.
 */
export async function migrate(database: Database, steps: readonly string[] = migrations): Promise<void> {
  let isDone = false;
  while (!isDone) isDone = await takeStep(database, steps);
}

/** Takes the next step, if there is one. True when there is none left. */
function takeStep(database: Database, steps: readonly string[]): Promise<boolean> {
  return database.transaction(async (transaction) => {
    // A step may take longer than a statement of a request may, and so may the wait for another process's.
    await transaction.query('set local statement_timeout = 0');
    await transaction.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await transaction.query('create table if not exists schema_version (version integer not null)');
    const [row] = await transaction.query<{ version: number }>('select version from schema_version');
    const version = row?.version ?? 0;
    if (version > steps.length) throw newerDatabase(version, steps.length);
    const step = steps[version];
    if (step === undefined) return true;

    await transaction.query(step);
    if (row === undefined) await transaction.query('insert into schema_version values ($1)', [version + 1]);
    else await transaction.query('update schema_version set version = $1', [version + 1]);
    return version + 1 === steps.length;
  });
}

function newerDatabase(version: number, known: number): Error {
  return new Error(
    `The database was made by a newer version of Admit (it is at ${version}, this version knows ${known}). Update this one; the data stays as it is.`,
  );
}
