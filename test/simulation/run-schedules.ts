import { commandFor, usualSize } from './command.ts';
import { addCounts, type Counts, noCounts } from './counters.ts';
import { openInProcessDatabase } from './in-process-database.ts';
import { runSchedule } from './run-schedule.ts';
import { openBackups } from './server-storage.ts';

export interface ScheduleSum {
  readonly schedules: number;
  readonly counts: Counts;
  /** What ran again shows it, and what it is. */
  readonly failures: readonly string[];
}

/** Runs so many schedules of the usual size, one after the other, from a seed on. */
export async function runSchedules(fromSeed: number, schedules: number): Promise<ScheduleSum> {
  const database = await openInProcessDatabase();
  const backups = await openBackups(database);
  let counts = noCounts;
  const failures: string[] = [];
  for (let seed = fromSeed; seed < fromSeed + schedules; seed += 1) {
    const schedule = { seed, ...usualSize };
    const result = await runSchedule(schedule, { database, backups });
    counts = addCounts(counts, result.counts);
    if (result.failure !== undefined) failures.push(`${commandFor(schedule)}\n  ${result.failure}`);
  }
  await database.close();
  return { schedules, counts, failures };
}
