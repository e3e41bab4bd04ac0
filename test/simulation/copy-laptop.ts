import { openLaptopClock } from './laptop-clock.ts';
import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { World } from './world.ts';

/** Another machine with the same disk, under the same name. The page's storage is made anew of the journal. */
export function copyLaptop(world: World, original: SimulatedLaptop): SimulatedLaptop {
  const clone = world.addLaptop(
    `${original.name} copy`,
    openLaptopClock(world.agenda, world.chance.whole(-500, 500), 0),
  );
  const { journal, segments, serverLog, enrolment, settings, deviceId } = original.disk;
  const { disk } = clone;
  disk.journal.push(...journal);
  for (const [hash, bytes] of segments) disk.segments.set(hash, bytes);
  if (world.chance.likely(0.5)) disk.serverLog.push(...serverLog);
  Object.assign(disk, { enrolment, settings, deviceId });
  clone.line.quality = original.line.quality;
  return clone;
}
