import { setTimeout as pause } from 'node:timers/promises';
import { type CustomTypesConfig, DatabaseError, Pool, type PoolClient, type QueryResult, types } from 'pg';
import type { Database, Queryable } from './database.ts';
import { startPostgresqlListener } from './postgresql-listener.ts';
import type { Log } from '../log.ts';
import { runTransaction } from './transaction.ts';

export interface PostgresqlSettings {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Connections at most, besides one that listens. */
  readonly poolSize?: number | undefined;
  /** A statement that takes longer fails. */
  readonly statementTimeoutMs?: number | undefined;
}

const defaultPoolSize = 10;
const defaultStatementTimeoutMs = 30_000;
const connectTimeoutMs = 10_000;
const idleTransactionTimeoutMs = 60_000;

/** PostgreSQL's codes for two transactions that got in each other's way; the one that is told can just run again. */
const serializationFailure = '40001';
const deadlockDetected = '40P01';
const maxAttempts = 5;
const retryPauseMs = 20;

/** Connects to a PostgreSQL server. Refuses, with its words, when that does not answer or does not let us in. */
export async function openPostgresql(settings: PostgresqlSettings, log: Log): Promise<Database> {
  const { url, poolSize = defaultPoolSize, statementTimeoutMs = defaultStatementTimeoutMs } = settings;
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'admit',
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    keepAlive: true,
    types: ownTypes,
  });
  // Without these, a connection that is lost while nobody uses it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to the database was lost'));
  pool.on('connect', (client) => client.on('error', () => undefined));
  const query = queryOn(pool);
  await query('select 1').catch(async (error: unknown) => {
    await pool.end();
    throw unreachableDatabase(error);
  });
  const listener = startPostgresqlListener(url, log);

  return {
    kind: 'postgresql',
    query,
    transaction: (work) => retryConflicts(() => runOnClient(pool, work)),
    listen: listener.listen,
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}

function queryOn(client: Pool | PoolClient): Queryable['query'] {
  return async <Row>(statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> => {
    const result: unknown = await client.query(statement, [...parameters]);
    // Several statements give several results, which the types do not know.
    const last = (Array.isArray(result) ? result.at(-1) : result) as QueryResult | undefined;
    return last?.rows ?? [];
  };
}

async function runOnClient<T>(pool: Pool, work: (transaction: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    return await runTransaction({ query: queryOn(client) }, work, () => {
      isBroken = true;
    });
  } finally {
    client.release(isBroken);
  }
}

async function retryConflicts<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === maxAttempts || !isConflict(error)) throw error;
      await pause(Math.random() * retryPauseMs * 2 ** attempt);
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === serializationFailure || error.code === deadlockDetected);
}

function unreachableDatabase(cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message || String('code' in cause ? cause.code : cause) : String(cause);
  return new Error(
    `The database at DATABASE_URL does not let us in: ${reason}. Check that it runs, its address, and the user and password.`,
    { cause },
  );
}

const { builtins } = types;
/** Of pg_type, where it has not changed since there are arrays of it. */
const int8Array = 1016;
const parseBytes: (text: string) => Uint8Array = types.getTypeParser(builtins.BYTEA);
const parseTexts: (text: string) => readonly (string | null)[] = types.getTypeParser(int8Array as never);

/** Bigger numbers than JavaScript counts exactly are none of ours; JSON is parsed by whoever knows its schema. */
const ownParsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [int8Array, (text) => parseTexts(text).map((number) => (number === null ? null : Number(number)))],
  [builtins.BYTEA, (text) => new Uint8Array(parseBytes(text))],
  [builtins.JSON, String],
  [builtins.JSONB, String],
]);

const ownTypes: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    (format === 'binary' ? undefined : ownParsers.get(type)) ?? types.getTypeParser(type, format),
};
