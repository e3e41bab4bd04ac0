import type { TestProject } from 'vitest/node';
import { ensurePostgresql, startPostgresql } from '../../scripts/postgresql.ts';
import { problem } from '../../scripts/problem.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server on which tests make databases of their own. */
    readonly postgresqlUrl: string;
  }
}

/** One PostgreSQL server for all tests of a run: the one that the environment names, else one that goes away again. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env['ADMIT_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    provide('postgresqlUrl', given);
    return () => Promise.resolve();
  }
  const advice = await ensurePostgresql();
  if (advice !== undefined) throw problem(advice);
  const { url, stop } = await startPostgresql();
  provide('postgresqlUrl', url);
  return stop;
}
