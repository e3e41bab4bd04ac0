// `npm run simulate -- [--seed N] [--schedules N] [--devices N] [--operations N]`: organisations that live through days in
// which everything goes wrong, and have to keep every promise. What fails is printed with the command that runs it again.
import { availableParallelism } from 'node:os';
import { countsTable, missingFrom } from '../test/simulation/counters.ts';
import { runJobs, type ScheduleSum } from '../test/simulation/run-jobs.ts';
import { runScript } from './problem.ts';
import { readSimulateArguments, simulateUsage } from './simulate-arguments.ts';

/** Of fewer, something may be missing by chance. */
const enoughSchedules = 200;

async function runSimulate(args: readonly string[]): Promise<number> {
  const wanted = readSimulateArguments(args, availableParallelism());
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n${simulateUsage}`);
    return 2;
  }
  const { seed: fromSeed, schedules, jobs, ...job } = wanted;
  const { done, counts, failures } = await runJobs({ ...job, fromSeed, schedules }, jobs, reporter(schedules));
  console.log(countsTable(counts));
  const missing = schedules < enoughSchedules ? [] : missingFrom(counts);
  for (const name of missing) console.log(`This never happened, so it has not been tried: ${name}`);
  console.log(`${String(done)} schedules, ${String(failures.length)} of them failed.`);
  return failures.length + missing.length === 0 ? 0 : 1;
}

/** Shows what fails as soon as it does, and every now and then how far it is. */
function reporter(schedules: number): (sum: ScheduleSum) => void {
  const startedAt = performance.now();
  let shown = 0;
  return ({ done, failures }) => {
    for (const failure of failures.slice(shown)) console.log(failure);
    shown = failures.length;
    if (done % 100 !== 0) return;
    const minutes = (((performance.now() - startedAt) / done) * (schedules - done)) / 60_000;
    console.error(`${String(done)} of ${String(schedules)} done, about ${minutes.toFixed(0)} minutes to go`);
  };
}

await runScript(() => runSimulate(process.argv.slice(2)));
