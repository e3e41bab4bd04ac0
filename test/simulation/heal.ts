import { mostPerBatch, type ParkReason, routes } from '../../src/shared/wire.ts';
import { perfect } from './network.ts';
import { quieten } from './quieten.ts';
import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { World } from './world.ts';

/** Everything is put right that people can put right, and all laptops sync until nothing is left to do. */
export async function heal(world: World): Promise<void> {
  world.isCalm = true;
  world.trace('everything is put right');
  for (const { line } of world.laptops) Object.assign(line, { quality: perfect, isDown: false });
  for (const laptop of world.laptops) await turnUp(world, laptop);
  for (const laptop of world.laptops) if (laptop.inUse) await laptop.start();
  // What the server had kept aside is gone with a restore: people try again what they see as parked.
  if (world.hasRestored) for (const laptop of world.laptops) laptop.app()?.sync.retryParked();
  await quieten(world);
  // Of two copies that enrol again under one name, only the later one is known: until they have a name each.
  for (let round = 1; await takeBack(world, round === mostRounds); round += 1) await quieten(world);
  const isAnyRetried = await retryParked(world, world.chance.likely(0.6) ? ['device', 'role', 'event'] : ['device']);
  if (isAnyRetried) await quieten(world);
}

const mostRounds = 5;

/** Some lost laptops are found again. After a restore all of them: only they have what the server had of them. */
async function turnUp(world: World, laptop: SimulatedLaptop): Promise<void> {
  if (laptop.inUse || !(world.hasRestored || world.chance.likely(0.6))) return;
  laptop.inUse = true;
  world.counters.count('lost laptops that turned up');
  world.trace(`${laptop.name} turns up`);
}

/** Those that the server does not know any more enrol again, or somebody brings in what they have. False where all are known. */
async function takeBack(world: World, isLastRound: boolean): Promise<boolean> {
  let isAny = false;
  for (const laptop of world.laptops) {
    const report = laptop.app()?.engine()?.report();
    if (world.failure() !== undefined || report?.revoked === undefined || laptop.isSignedOut) continue;
    isAny = true;
    const { role, events } = report.membership;
    // Copies that have nothing to tell them apart by take each other's place for ever: one of them stays out.
    if (!isLastRound && (world.hasRestored || hasGuestList(laptop) || world.chance.likely(0.5))) {
      await world.enrol(laptop, role, events);
      world.counters.count('enrolled again');
    } else {
      await bringIn(world, laptop);
      laptop.isSignedOut = true;
    }
  }
  return isAny;
}

/** What a laptop saves of itself holds no guest lists: one that has some to send enrols again. */
function hasGuestList(laptop: SimulatedLaptop): boolean {
  const unsent = laptop.app()?.ledger.server.unsent(0, Infinity) ?? [];
  return unsent.some(({ operation }) => operation.kind === 'importTickets');
}

/** What a laptop saves before it is wiped, sent under its name by the owner. */
async function bringIn(world: World, laptop: SimulatedLaptop): Promise<void> {
  const saved = laptop.app()?.ledger.server.unsent(0, Infinity) ?? [];
  const token = world.laptops[0]?.disk.enrolment?.token ?? '';
  const { deviceId: device } = laptop.disk;
  for (let from = 0; from < saved.length; from += mostPerBatch) {
    await world.server.ask(routes.recover, token, { device, operations: saved.slice(from, from + mostPerBatch) });
  }
  world.counters.count('recovered by an organiser');
  world.trace(`${laptop.name}: ${String(saved.length)} are brought in`);
}

/**
 * The owner looks at what was parked, and lets it in where that is for the owner to say. A laptop's former name is
 * another's where both are copies of one: after a restore nobody but the owner knows whose it is.
 */
async function retryParked(world: World, reasons: readonly ParkReason[]): Promise<boolean> {
  const token = world.laptops[0]?.disk.enrolment?.token ?? '';
  const { parked } = await world.server.ask(routes.parked, token);
  const chosen = parked.filter(({ reason }) => reasons.includes(reason));
  for (const { id, reason } of chosen) {
    const { outcome } = await world.server.ask(routes.retryParked, token, { id });
    world.counters.count('retried by an organiser');
    if (outcome === 'parked') world.fail(`What was parked as "${reason}" stays so when the owner retries it`);
  }
  return chosen.length > 0;
}
