import { routes } from '../../src/shared/wire.ts';
import { copyLaptop } from './copy-laptop.ts';
import { perfect, type Quality } from './network.ts';
import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { World } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Lines as they are at venues: mostly slow ones, so that there is always something under way. */
const qualities: readonly { readonly weight: number; readonly value: Quality }[] = [
  { weight: 1, value: perfect },
  { weight: 4, value: { delayMs: [400, 5_000], lost: 0.03, twice: 0.04 } },
  { weight: 4, value: { delayMs: [1_000, 10_000], lost: 0.08, twice: 0.08 } },
  { weight: 1, value: { delayMs: [2_000, 25_000], lost: 0.25, twice: 0.15 } },
];

/** What may go wrong once or several times in one run. */
interface Fault {
  /** How likely it is in a run at all, and how often it then happens at most. */
  readonly likely: number;
  readonly most: number;
  readonly happen: (world: World) => Promise<void> | void;
}

/** Lets things go wrong at any time within so long, beginning now. */
export function planFaults(world: World, withinMs: number): void {
  const { agenda, chance } = world;
  for (const laptop of world.laptops) laptop.line.quality = chance.weigh(qualities);
  for (const { likely, most, happen } of faults) {
    if (!chance.likely(likely)) continue;
    for (let times = chance.whole(1, most); times > 0; times -= 1) {
      agenda.plan(chance.random() * withinMs * 0.95, async () => {
        if (!world.isCalm) await happen(world);
      });
    }
  }
}

const faults: readonly Fault[] = [
  {
    likely: 0.95,
    most: 6,
    happen(world) {
      const { agenda, chance, counters } = world;
      const line = chance.pick(world.laptops)?.line;
      if (line === undefined || line.isDown) return;
      line.isDown = true;
      counters.count('partitions');
      agenda.plan(chance.whole(3_000, 90_000), async () => {
        line.isDown = false;
      });
    },
  },
  {
    likely: 0.6,
    most: 3,
    happen(world) {
      const { chance, counters } = world;
      const ms =
        chance.pick([-5 * hour, -hour, -3 * minute, -20_000, 20_000, 3 * minute, hour, 7 * hour, 2 * day]) ?? 0;
      chance.pick(world.laptops)?.clock.jump(ms);
      counters.count('clock jumps');
    },
  },
  {
    likely: 0.7,
    most: 3,
    happen(world) {
      const laptop = anyRunning(world);
      if (laptop === undefined) return;
      if (world.chance.likely(0.5)) laptop.loseStorage({ lines: world.chance.whole(1, 6) });
      laptop.crash();
    },
  },
  {
    likely: 0.5,
    most: 2,
    happen(world) {
      const laptop = anyRunning(world);
      if (laptop === undefined) return;
      laptop.loseStorage(world.chance.likely(0.6) ? 'all' : 'server-log');
      world.counters.count('databases lost');
      laptop.crash();
    },
  },
  {
    likely: 0.8,
    most: 4,
    happen({ chance, server }) {
      const isLate = chance.likely(0.5);
      server.crash(isLate ? { kind: 'after-commit' } : { kind: 'before-commit', statements: chance.whole(0, 7) });
    },
  },
  { likely: 0.15, most: 1, happen: pauseLong },
  { likely: 0.3, most: 1, happen: loseOne },
  { likely: 0.25, most: 1, happen: cloneOne },
  { likely: 0.5, most: 1, happen: takeInLate },
  { likely: 0.25, most: 1, happen: revokeOne },
  { likely: 0.35, most: 1, happen: restoreLater },
];

function anyRunning(world: World): SimulatedLaptop | undefined {
  return world.chance.pick(world.laptops.filter((laptop) => laptop.app() !== undefined));
}

/** Of those in use, but not the owner's: somebody has to be there who can mend it. */
function anyOther(world: World): SimulatedLaptop | undefined {
  return world.chance.pick(world.laptops.slice(1).filter(({ inUse }) => inUse));
}

/** Nobody does anything for days: leases end, allowances come in, lots expire. */
function pauseLong(world: World): void {
  world.agenda.skip(world.chance.pick([2 * day, 8 * day, 32 * day, 70 * day]) ?? day);
  world.counters.count('long pauses');
}

/** It is left in a taxi, with all that it has not sent. */
function loseOne(world: World): void {
  const laptop = anyOther(world);
  if (laptop === undefined) return;
  laptop.inUse = false;
  if (laptop.app() !== undefined) laptop.crash();
  world.counters.count('lost laptops');
  world.trace(`${laptop.name} is lost`);
}

/** The disk's image is put on another machine: two laptops go by one name, and neither knows. */
async function cloneOne(world: World): Promise<void> {
  const laptop = anyOther(world);
  if (laptop === undefined || laptop.disk.enrolment === null) return;
  const clone = copyLaptop(world, laptop);
  // Both spend what one holds, until one of them has another name.
  world.mayOverspend = true;
  world.counters.count('clones');
  await clone.start();
}

async function takeInLate(world: World): Promise<void> {
  const laptop = world.addLaptop('late door');
  await laptop.start();
  await world.enrol(laptop, 'door', null);
  laptop.line.quality = world.chance.weigh(qualities);
  world.counters.count('late laptops');
}

async function revokeOne(world: World): Promise<void> {
  const laptop = anyOther(world);
  const token = world.laptops[0]?.disk.enrolment?.token;
  if (laptop === undefined || token === undefined) return;
  // After a restore it may not know the laptop by that name.
  const done = await world.server.tryToAsk(routes.revokeDevice, token, { device: laptop.disk.deviceId, wipe: false });
  if (done === undefined) return;
  world.counters.count('revoked');
  world.trace(`${laptop.name} is revoked`);
}

/** A copy is made now; some time later the server's disk dies, and the copy takes its place. */
async function restoreLater(world: World): Promise<void> {
  const { agenda, chance, server, setting } = world;
  await server.backUp(setting.organisation);
  world.trace('the server is copied');
  agenda.plan(chance.whole(10_000, 120_000), async () => {
    if (world.isCalm) return;
    await server.restore(setting.organisation);
    world.hasRestored = true;
    // Leases that it has forgotten it may give again.
    world.mayOverspend = true;
    world.trace('the server is restored');
  });
}
