import type { Database } from '../../src/server/store/database.ts';
import type { Counts } from './counters.ts';
import { doSomething } from './crew.ts';
import { planFaults } from './faults.ts';
import { heal } from './heal.ts';
import { openWorld } from './open-world.ts';
import { verifyPromises } from './promises.ts';
import type { AppBugs } from './running-app.ts';
import type { Backups } from './server-storage.ts';
import { setUp } from './set-up.ts';
import { describe } from './simulated-laptop.ts';
import type { World } from './world.ts';

export interface Schedule {
  readonly seed: number;
  readonly devices: number;
  /** About how many things people do. */
  readonly operations: number;
}

/** Bugs that are planted to see whether they are found. */
export interface Bugs extends AppBugs {
  readonly database?: (database: Database) => Database;
}

export interface ScheduleMeans {
  readonly database: Database;
  readonly backups: Backups;
  readonly bugs?: Bugs;
  readonly onTrace?: (line: string) => void;
}

export interface ScheduleResult {
  readonly seed: number;
  /** What does not hold, in words; undefined where everything does. */
  readonly failure: string | undefined;
  readonly counts: Counts;
  /** Equal for two runs in which the same happened. */
  readonly traceHash: string;
}

/** Time for one thing that somebody does, on average. */
const msPerDeed = 1_200;

/** Lets one organisation live through a day in which everything goes wrong, puts it right, and looks what is left. */
export async function runSchedule(schedule: Schedule, means: ScheduleMeans): Promise<ScheduleResult> {
  const { seed, devices, operations } = schedule;
  const { database, backups, bugs = {}, onTrace } = means;
  const seen = bugs.database?.(database) ?? database;
  const world = await openWorld({ seed, database: seen, backups, bugs, onTrace });
  try {
    await setUp(world, devices);
    await live(world, operations);
    if (world.failure() === undefined) await heal(world);
    if (world.failure() === undefined) await verifyPromises(world, database);
  } catch (error) {
    world.fail(describe(error));
  }
  await backups.forget(world.setting.organisation);
  return { seed, failure: world.failure(), counts: world.counters.counts(), traceHash: world.traceHash() };
}

async function live(world: World, operations: number): Promise<void> {
  const withinMs = operations * msPerDeed;
  const evening = { isHere: false };
  world.isCalm = false;
  planFaults(world, withinMs);
  planDeeds(world, operations, withinMs);
  world.agenda.plan(withinMs, async () => {
    evening.isHere = true;
  });
  while (!evening.isHere && world.failure() === undefined && (await world.agenda.next())) {
    // One thing after the other.
  }
}

/** People come in bursts: a few things at one laptop, shortly after one another. */
function planDeeds(world: World, operations: number, withinMs: number): void {
  const { agenda, chance } = world;
  for (let left = operations; left > 0;) {
    const burst = Math.min(left, chance.whole(1, 8));
    left -= burst;
    let at = chance.random() * withinMs * 0.95;
    const who = chance.random();
    for (let each = 0; each < burst; each += 1) {
      at += chance.whole(50, 900);
      agenda.plan(at, async () => {
        const laptop = world.laptops.filter(({ inUse }) => inUse)[Math.floor(who * world.laptops.length)];
        if (laptop !== undefined) await doSomething(world, laptop, world.interruptionOfDeed(laptop));
      });
    }
  }
}
