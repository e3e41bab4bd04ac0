import type { Queryable } from './database.ts';

/**
 * Runs `work` between `begin` and `commit` on a connection that nobody else uses meanwhile. Rolls back when it throws,
 * and also when it swallowed a failed statement: PostgreSQL would answer the commit of that with a silent rollback.
 * Calls `abandon` when even the rollback failed: the connection is of no more use.
 */
export async function runTransaction<T>(
  connection: Queryable,
  work: (transaction: Queryable) => Promise<T>,
  abandon: (error: unknown) => void,
): Promise<T> {
  const guard = guardStatements(connection);
  await connection.query('begin');
  try {
    const result = await work(guard.transaction);
    guard.end();
    await connection.query('commit');
    return result;
  } catch (error) {
    guard.refuseMore();
    await connection.query('rollback').catch(abandon);
    throw error;
  }
}

/** A connection as `work` sees it: it remembers the first failure, and takes nothing after the end. */
function guardStatements(connection: Queryable) {
  let failure: { readonly error: unknown } | undefined;
  let isOver = false;

  async function query<Row>(statement: string, parameters?: readonly unknown[]): Promise<readonly Row[]> {
    if (isOver) throw new Error('A statement came after the end of its transaction: something was not awaited.');
    try {
      return await connection.query<Row>(statement, parameters);
    } catch (error) {
      failure ??= { error };
      throw error;
    }
  }

  function refuseMore(): void {
    isOver = true;
  }

  function end(): void {
    refuseMore();
    if (failure !== undefined) throw failure.error;
  }

  return { transaction: { query } satisfies Queryable, end, refuseMore };
}
