// A process that runs the schedules that it is told, and tells what came of each.
import 'fake-indexeddb/auto';
import type { ScheduleJob } from './run-jobs.ts';
import type { ScheduleResult } from './run-schedule.ts';

async function run({ fromSeed, schedules, devices, operations, trace }: ScheduleJob): Promise<void> {
  // Dexie looks for IndexedDB when it is loaded.
  const { openInProcessDatabase } = await import('./in-process-database.ts');
  const { openBackups } = await import('./server-storage.ts');
  const { runSchedule } = await import('./run-schedule.ts');
  const database = await openInProcessDatabase();
  const means = { database, backups: await openBackups(database) };
  const shown = trace ? { ...means, onTrace: (line: string) => void process.stdout.write(`${line}\n`) } : means;
  for (let seed = fromSeed; seed < fromSeed + schedules; seed += 1) {
    await tell(await runSchedule({ seed, devices, operations }, shown));
  }
}

function tell(result: ScheduleResult): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(result, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

process.once('message', (job: ScheduleJob) => {
  run(job).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
      process.exit(1);
    },
  );
});
