import { describe, expect, it } from 'vitest';
import type { Queryable } from './database.ts';
import { runTransaction } from './transaction.ts';

/** A connection that notes what it is told, and fails at some of it. */
function openConnection(...failing: readonly string[]) {
  const told: string[] = [];
  const connection: Queryable = {
    async query(statement) {
      told.push(statement);
      if (failing.includes(statement)) throw new Error(`${statement} failed`);
      return [];
    },
  };
  return { told, connection };
}

const never = (error: unknown): void => {
  throw error;
};

describe('a transaction', () => {
  it('commits what was done, and gives back what came of it', async () => {
    const { told, connection } = openConnection();
    const result = await runTransaction(
      connection,
      async (transaction) => {
        await transaction.query('a');
        return 7;
      },
      never,
    );
    expect(result).toBe(7);
    expect(told).toEqual(['begin', 'a', 'commit']);
  });

  it('rolls back when the work throws', async () => {
    const { told, connection } = openConnection();
    await expect(runTransaction(connection, () => Promise.reject(new Error('No')), never)).rejects.toThrow('No');
    expect(told).toEqual(['begin', 'rollback']);
  });

  it('rolls back when the work took no notice of a statement that failed', async () => {
    const { told, connection } = openConnection('a');
    const work = async (transaction: Queryable) => {
      await transaction.query('a').catch(() => undefined);
      return 'fine';
    };
    await expect(runTransaction(connection, work, never)).rejects.toThrow('a failed');
    expect(told).toEqual(['begin', 'a', 'rollback']);
  });

  it('takes nothing after its end', async () => {
    const { connection, told } = openConnection();
    let kept: Queryable | undefined;
    await runTransaction(
      connection,
      async (transaction) => {
        kept = transaction;
      },
      never,
    );
    await expect(kept?.query('late')).rejects.toThrow('after the end');
    expect(told).not.toContain('late');
  });

  it('gives a connection up that cannot even roll back, and still says what went wrong at first', async () => {
    const { connection } = openConnection('a', 'rollback');
    const abandoned: unknown[] = [];
    const work = (transaction: Queryable) => transaction.query('a');
    await expect(runTransaction(connection, work, (error) => abandoned.push(error))).rejects.toThrow('a failed');
    expect(abandoned).toHaveLength(1);
  });

  it('a commit that fails is a failure', async () => {
    const { connection, told } = openConnection('commit');
    await expect(runTransaction(connection, () => Promise.resolve(1), never)).rejects.toThrow('commit failed');
    expect(told.at(-1)).toBe('rollback');
  });
});
