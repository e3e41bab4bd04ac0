import type { Queryable } from './database.ts';
/**
 * Runs `work` between `begin` and `commit` on a connection that nobody else uses meanwhile. Rolls back when it throws,
 * and also when it swallowed a failed statement: PostgreSQL would answer the commit of that with a silent rollback.
 * Calls `abandon` when even the rollback failed: the connection is of no more use.
 */
export declare function runTransaction<T>(connection: Queryable, work: (transaction: Queryable) => Promise<T>, abandon: (error: unknown) => void): Promise<T>;
