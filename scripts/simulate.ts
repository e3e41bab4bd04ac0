// `npm run simulate -- [--seed N] [--schedules N] [--devices N] [--operations N]`: organisations that live through days in
// which everything goes wrong, and have to keep every promise. What fails is printed with the command that runs it again.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { commandFor } from '../test/simulation/command.ts';
import { addCounts, countsTable, missingFrom, noCounts } from '../test/simulation/counters.ts';
import type { ScheduleResult } from '../test/simulation/run-schedule.ts';
import { runScript } from './problem.ts';
import { readSimulateArguments, type SimulationWanted, simulateUsage } from './simulate-arguments.ts';
import type { SimulateJob, SimulateNews } from './simulate-job.ts';

/** One process runs so many, and a new one goes on: each begins with little memory. */
const mostPerJob = 250;

/** With fewer schedules, something may never happen by chance. */
const enoughSchedules = 200;

async function runSimulate(args: readonly string[]): Promise<number> {
  const wanted = readSimulateArguments(args, availableParallelism());
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n${simulateUsage}`);
    return 2;
  }
  const startedAt = performance.now();
  let counts = noCounts;
  let done = 0;
  const failures: ScheduleResult[] = [];

  function take(result: ScheduleResult): void {
    done += 1;
    counts = addCounts(counts, result.counts);
    if (result.failure !== undefined) {
      failures.push(result);
      console.log(`${commandFor({ ...wanted, seed: result.seed } as SimulationWanted)}\n  ${result.failure}`);
    }
    if (done % 100 === 0) console.error(progress(done, wanted as SimulationWanted, performance.now() - startedAt));
  }

  const left = jobsOf(wanted);
  const lanes = Array.from({ length: Math.min(wanted.jobs, left.length) }, async () => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) await runJob(job, take);
  });
  await Promise.all(lanes);

  const missing = wanted.schedules >= enoughSchedules ? missingFrom(counts) : [];
  console.log(countsTable(counts));
  for (const name of missing) console.log(`This never happened, so it has not been tried: ${name}`);
  console.log(`${String(done)} schedules, ${String(failures.length)} of them failed.`);
  return failures.length > 0 || missing.length > 0 || done < wanted.schedules ? 1 : 0;
}

function jobsOf({ seed, schedules, devices, operations, trace }: SimulationWanted): SimulateJob[] {
  const jobs: SimulateJob[] = [];
  for (let from = 0; from < schedules; from += mostPerJob) {
    const size = Math.min(mostPerJob, schedules - from);
    jobs.push({ fromSeed: seed + from, schedules: size, devices, operations, trace });
  }
  return jobs;
}

/** Rejects when the process ends before its time. */
function runJob(job: SimulateJob, take: (result: ScheduleResult) => void): Promise<void> {
  const child = fork(new URL('simulate-job.ts', import.meta.url), { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('message', (news: SimulateNews) => take(news));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A process of the simulation has ended with ${String(code)}.`));
    });
    child.send(job);
  });
}

function progress(done: number, { schedules }: SimulationWanted, ms: number): string {
  const minutes = (((ms / done) * (schedules - done)) / 60_000).toFixed(0);
  return `${String(done)} of ${String(schedules)}, about ${minutes} minutes to go`;
}

await runScript(() => runSimulate(process.argv.slice(2)));
