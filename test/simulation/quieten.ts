import type { World } from './world.ts';

/** More happens in no run before it is quiet. */
const mostHappenings = 6_000;

/** Lets everything go on, with nothing going wrong, until no laptop has anything left to do. */
export async function quieten(world: World): Promise<void> {
  for (const laptop of world.laptops) laptop.hurry();
  // What is new by the end of a round is heard of in the next.
  for (let end = -1; end !== world.growths(); ) {
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

function isQuiet(world: World): boolean {
  return world.network.underWay() === 0 && world.laptops.every((laptop) => !laptop.inUse || laptop.isIdle());
}

function busyOnes(world: World): string {
  const busy = world.laptops.filter((laptop) => laptop.inUse && !laptop.isIdle());
  return busy.map((laptop) => `${laptop.name} (${JSON.stringify(laptop.app()?.engine()?.report().parked ?? 'down')})`).join();
}
