import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import { openDatabase } from '../../src/server/store/open-database.ts';
import { silentLog } from '../builders/silent-log.ts';

/** A kind of database that the server runs on. */
interface DatabaseKind {
  readonly name: string;
  /** A new one, with its tables. It is gone once it is closed. */
  open(): Promise<Database>;
  /** The same, as two processes see it. The second is gone with the first. */
  openTwice(): Promise<readonly [Database, Database]>;
}

const embedded: DatabaseKind = {
  name: 'the embedded database',
  open: openInMemory,
  // Only one process can have it: two apps in it share it.
  async openTwice() {
    const database = await openInMemory();
    return [database, { ...database, close: () => Promise.resolve() }];
  },
};

const postgresql: DatabaseKind = {
  name: 'PostgreSQL',
  async open() {
    const [database] = await openMade(1);
    if (database === undefined) throw new Error('One was asked for');
    return database;
  },
  async openTwice() {
    const [first, second] = await openMade(2);
    if (first === undefined || second === undefined) throw new Error('Two were asked for');
    return [first, second];
  },
};

/** All databases that the server runs on, for `describe.each`. */
export const databases: readonly DatabaseKind[] = [embedded, postgresql];

async function openInMemory(): Promise<Database> {
  const database = await openDatabase({}, silentLog);
  await migrate(database);
  return database;
}

/** Makes a database and connects to it so many times. Closing the first closes the others and removes it. */
async function openMade(times: number): Promise<readonly Database[]> {
  const { url, remove } = await makeDatabase();
  const opened = await Promise.all(Array.from({ length: times }, () => openDatabase({ url, poolSize: 5 }, silentLog)));
  const [first, ...others] = opened;
  if (first === undefined) return [];
  await migrate(first);
  const last = {
    ...first,
    async close() {
      for (const each of opened) await each.close();
      await remove();
    },
  };
  return [last, ...others.map((each) => ({ ...each, close: () => Promise.resolve() }))];
}

/** Makes an empty database on the PostgreSQL server of this run. */
export async function makeDatabase(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const server = inject('postgresqlUrl');
  const name = `admit_${randomUUID().replaceAll('-', '')}`;
  await runOn(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => runOn(server, `drop database ${name} with (force)`) };
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
