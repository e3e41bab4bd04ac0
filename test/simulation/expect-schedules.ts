import { expect } from 'vitest';
import { countsTable, missingFrom } from './counters.ts';
import { runSchedules } from './run-schedules.ts';

/** Longer than so many schedules take on a slow machine. */
export const schedulesTimeoutMs = 1_200_000;

/** Expects every promise to hold in so many schedules, and each kind of trouble to have been in one of them. */
export async function expectSchedules(fromSeed: number, schedules: number): Promise<void> {
  const sum = await runSchedules(fromSeed, schedules);
  process.stdout.write(`\n${String(schedules)} schedules from seed ${String(fromSeed)}:\n${countsTable(sum.counts)}\n`);
  expect(sum.failures.join('\n\n')).toBe('');
  expect(missingFrom(sum.counts)).toEqual([]);
}
