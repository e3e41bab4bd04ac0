import type { Database, Queryable } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { startThread, type EngineThread } from './embedded-thread.ts';
import { startListeners } from './listeners.ts';
import type { Log } from '../log.ts';
import { runTransaction } from './transaction.ts';
import { startTurns } from './turns.ts';

export interface EmbeddedSettings {
  /** Where the data stays; made when absent, and held by one process at a time. Undefined: in memory. */
  readonly folder?: string | undefined;
  /**
   * Where a packaged app keeps `embedded-worker.cjs` (the bundled embedded-worker.ts) and PGlite's `pglite.wasm`,
   * `initdb.wasm` and `pglite.data`. Undefined: the sources and the installed package are there.
   */
  readonly engineFolder?: string | undefined;
}

/** Opens PGlite in a thread of its own. It is one connection: statements and transactions take turns. */
export async function openEmbedded(settings: EmbeddedSettings, log: Log): Promise<Database> {
  const { folder, engineFolder } = settings;
  let thread: EngineThread | undefined;
  const lock =
    folder === undefined
      ? undefined
      : await lockFolder(folder, (error) => {
          log.error({ err: error, folder }, 'the folder of the embedded database was taken over');
          void thread?.abandon(error);
        });
  const listeners = startListeners(log);
  try {
    thread = await startThread({ folder, engineFolder }, listeners.call, (error) =>
      log.error({ err: error, folder }, 'the embedded database has stopped'),
    );
  } catch (error) {
    await lock?.release();
    throw folder === undefined ? error : damaged(folder, error);
  }
  return overThread(thread, listeners, async () => lock?.release());
}

function overThread(
  thread: EngineThread,
  listeners: ReturnType<typeof startListeners>,
  release: () => Promise<void>,
): Database {
  const turns = startTurns();
  const connection: Queryable = {
    query: (statement, parameters = []) => thread.query(statement, parameters),
  };
  return {
    kind: 'embedded',
    query: (statement, parameters) => turns.take(() => connection.query(statement, parameters)),
    // A thread whose rollback failed has ended, and says so to whoever comes next.
    transaction: (work) => turns.take(() => runTransaction(connection, work, () => undefined)),
    listen: (channel, onNotice) =>
      listeners.add(channel, onNotice, (command) => turns.take(async () => void (await connection.query(command)))),
    close: () =>
      turns.take(async () => {
        try {
          await thread.close();
        } finally {
          await release();
        }
      }),
  };
}

function damaged(folder: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `The database in ${folder} cannot be opened: ${reason}\nKeep a copy of that folder, then put a backup in its place or start with an empty folder: the laptops send again what they have recorded.`,
    { cause },
  );
}
