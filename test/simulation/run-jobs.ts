import { fork } from 'node:child_process';
import { commandFor } from './command.ts';
import { addCounts, type Counts, noCounts } from './counters.ts';
import type { Schedule, ScheduleResult } from './run-schedule.ts';

/** Schedules of one size, whose seeds follow one another. */
export interface ScheduleJob extends Omit<Schedule, 'seed'> {
  readonly fromSeed: number;
  readonly schedules: number;
  /** Whether everything that happens is shown. */
  readonly trace: boolean;
}

/** What came of schedules. */
export interface ScheduleSum {
  readonly done: number;
  readonly counts: Counts;
  /** Of each that failed, what does not hold, and the command that runs it again. */
  readonly failures: readonly string[];
}

/** One process runs so many, then a new one goes on: none gathers memory for long. */
const mostPerProcess = 250;

/** Runs schedules in so many processes at a time. Rejects where one of those ends before its time. */
export async function runJobs(
  job: ScheduleJob,
  processes: number,
  onProgress: (sum: ScheduleSum) => void = () => undefined,
): Promise<ScheduleSum> {
  let sum: ScheduleSum = { done: 0, counts: noCounts, failures: [] };
  const parts = partsOf(job, processes);

  function take({ seed, failure, counts }: ScheduleResult): void {
    const failed = failure === undefined ? [] : [`${commandFor({ ...job, seed })}\n  ${failure}`];
    sum = {
      done: sum.done + 1,
      counts: addCounts(sum.counts, counts),
      failures: [...sum.failures, ...failed],
    };
    onProgress(sum);
  }

  async function goOn(): Promise<void> {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) await runInProcess(part, take);
  }

  await Promise.all(Array.from({ length: processes }, goOn));
  return sum;
}

function partsOf(job: ScheduleJob, processes: number): ScheduleJob[] {
  const each = Math.min(mostPerProcess, Math.ceil(job.schedules / processes));
  const parts: ScheduleJob[] = [];
  for (let from = 0; from < job.schedules; from += each) {
    parts.push({ ...job, fromSeed: job.fromSeed + from, schedules: Math.min(each, job.schedules - from) });
  }
  return parts;
}

function runInProcess(job: ScheduleJob, take: (result: ScheduleResult) => void): Promise<void> {
  // What this process was started with is not for that one; most of what a schedule makes is soon of no use.
  const child = fork(new URL('job.ts', import.meta.url), { execArgv: ['--max-semi-space-size=64'] });
  return new Promise((resolve, reject) => {
    child.on('message', take);
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A process of the simulation has ended with ${String(code)}.`));
    });
    child.send(job);
  });
}
