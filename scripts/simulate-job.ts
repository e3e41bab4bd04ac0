// A process of `npm run simulate`: runs the schedules that it is told, and tells what came of each.
import 'fake-indexeddb/auto';
import type { ScheduleResult } from '../test/simulation/run-schedule.ts';

/** What one process is to run. */
export interface SimulateJob {
  readonly fromSeed: number;
  readonly schedules: number;
  readonly devices: number;
  readonly operations: number;
  readonly trace: boolean;
}

export type SimulateNews = ScheduleResult;

async function run({ fromSeed, schedules, devices, operations, trace }: SimulateJob): Promise<void> {
  // Dexie looks for IndexedDB when it is loaded, so after it.
  const { openInProcessDatabase } = await import('../test/simulation/in-process-database.ts');
  const { openBackups } = await import('../test/simulation/server-storage.ts');
  const { runSchedule } = await import('../test/simulation/run-schedule.ts');
  const database = await openInProcessDatabase();
  const means = { database, backups: await openBackups(database) };
  const shown = trace ? { ...means, onTrace: (line: string) => console.log(line) } : means;
  for (let seed = fromSeed; seed < fromSeed + schedules; seed += 1) {
    await tell(await runSchedule({ seed, devices, operations }, shown));
  }
}

function tell(news: SimulateNews): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(news, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

process.once('message', (job: SimulateJob) => {
  run(job).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
