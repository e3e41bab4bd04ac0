import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { World } from './world.ts';

/** More happens in no run before it is quiet. */
const mostHappenings = 6_000;

/** So often those are woken that have waited in vain: somebody else may have brought what they waited for. */
const mostPatience = 4;

/** Lets everything go on, with nothing going wrong, until no laptop has anything left to do. */
export async function quieten(world: World): Promise<void> {
  for (const laptop of world.laptops) laptop.hurry();
  for (let patience = mostPatience; patience > 0; patience -= 1) {
    await quietenOnce(world);
    const waiting = world.laptops.filter(lacksGuestLists);
    if (waiting.length === 0) return;
    for (const laptop of waiting) laptop.app()?.engine()?.hurry();
  }
}

async function quietenOnce(world: World): Promise<void> {
  // What is new by the end of a round is heard of in the next.
  for (let end = -1; end !== world.growths();) {
    end = world.growths();
    for (const laptop of world.laptops) {
      laptop.app()?.engine()?.poll();
      await laptop.step();
    }
    for (let happenings = 0; !isQuiet(world); happenings += 1) {
      if (world.failure() !== undefined) return;
      if (happenings > mostHappenings) return world.fail(`It does not become quiet: ${busyOnes(world)}`);
      if (!(await world.agenda.next())) return world.fail('Nothing happens any more, and it is not quiet');
    }
  }
}

function lacksGuestLists(laptop: SimulatedLaptop): boolean {
  const report = laptop.app()?.engine()?.report();
  if (report === undefined || report.revoked !== undefined) return false;
  return report.listProgress.here < report.listProgress.all;
}

function isQuiet(world: World): boolean {
  return world.network.underWay() === 0 && world.laptops.every((laptop) => !laptop.inUse || laptop.isIdle());
}

function busyOnes(world: World): string {
  const busy = world.laptops.filter((laptop) => laptop.inUse && !laptop.isIdle());
  return busy
    .map((laptop) => `${laptop.name} (${JSON.stringify(laptop.app()?.engine()?.report().parked ?? 'down')})`)
    .join();
}
