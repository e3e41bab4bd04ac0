import type { Database } from '../../src/server/store/database.ts';
import { pictureOfSet } from './event-picture.ts';
import { checkJournals } from './journal-promises.ts';
import { checkLaptop } from './laptop-promises.ts';
import { readServer } from './server-contents.ts';
import { checkServer } from './server-promises.ts';
import type { World } from './world.ts';

/** Ends the run where something that was promised does not hold. */
export async function verifyPromises(world: World, database: Database): Promise<void> {
  const server = await readServer(database, world.setting.organisation);
  const ledger = checkServer(world, server);
  checkJournals(world, server);
  const operations = server.rows.map(({ operation }) => operation);
  const { mainEvent, otherEvent } = world.setting;
  const pictures = new Map(
    [mainEvent, otherEvent].map((id) => [id, pictureOfSet(operations, server.segments, id)] as const),
  );
  for (const laptop of world.laptops) {
    if (world.failure() !== undefined) return;
    if (laptop.inUse && !laptop.isSignedOut) await checkLaptop(world, laptop, { server, ledger, pictures });
  }
  world.trace(`the log ends at ${String(server.position)} ${server.chain}`);
}
