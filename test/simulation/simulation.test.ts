import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { usualSize } from './command.ts';
import { countsTable, missingFrom } from './counters.ts';
import { runJobs } from './run-jobs.ts';

const schedules = 500;
/** Longer than they take on a slow and busy machine. */
const timeoutMs = 1_800_000;

it(
  `${String(schedules)} organisations keep every promise, whatever goes wrong`,
  async () => {
    const job = { fromSeed: 1, schedules, ...usualSize, trace: false };
    const { counts, failures, done } = await runJobs(job, availableParallelism());
    process.stdout.write(`\n${String(schedules)} schedules:\n${countsTable(counts)}\n`);
    expect(failures.join('\n\n')).toBe('');
    expect(done).toBe(schedules);
    // What never happened has not been tried.
    expect(missingFrom(counts)).toEqual([]);
  },
  timeoutMs,
);
