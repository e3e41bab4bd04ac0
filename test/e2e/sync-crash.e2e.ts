import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Fate } from '../faults/unreliable-proxy.ts';
import type { LogRow } from '../../src/shared/journal-line.ts';
import { type Admit, readJournal } from './admit.ts';
import {
  askForNews,
  createGala,
  guestCode,
  type Keeps,
  type Laptop,
  openGala,
  readServer,
  syncNow,
  test,
} from './venue.ts';

const guests = 200;
const keeps: readonly Keeps[] = ['the embedded database', 'PostgreSQL'];

/** Scans a guest and waits until the app has said something about that one. */
async function scan({ doorInput, scan: type, verdict }: Admit, number: number): Promise<void> {
  await doorInput.focus();
  await type(guestCode(number));
  await expect(verdict).toContainText(guestCode(number));
}

async function journalOf({ profileDir }: Laptop): Promise<readonly string[]> {
  const lines = await readJournal(profileDir);
  return lines.map((line) => (JSON.parse(line.slice(65)) as LogRow).operation.id);
}

for (const kept of keeps) {
  test(`X-4 on ${kept}: nothing is lost and nothing counts twice on a bad line, with server and laptop killed`, async ({
    openVenue,
  }) => {
    test.setTimeout(240_000);
    const venue = await openVenue(kept);
    const owner = await venue.owner();
    await createGala(owner, guests);
    const door = await venue.join(owner, 'Door', 'Door B');
    await openGala(door, guests);
    await owner.admit.openScreen('Door');
    const before = await owner.admit.balance();
    for (const { line } of [owner, door]) line.trouble = 0.4;

    let number = 0;
    for (const killed of ['server', 'door', 'server', 'owner', 'both', 'door'] as const) {
      for (let time = 0; time < 12; time += 1) {
        number += 1;
        await scan(owner.admit, number);
        // Half of them at the other door as well.
        await scan(door.admit, number % 2 === 0 ? number : guests - number);
        if (time % 4 === 0) for (const laptop of [owner, door]) await askForNews(laptop);
      }
      const laptops = [
        ...(killed === 'owner' ? [owner] : []),
        ...(killed === 'door' || killed === 'both' ? [door] : []),
      ];
      await Promise.all([
        ...laptops.map(async (laptop) => {
          await laptop.admit.kill();
          await laptop.restart();
          await expect(laptop.admit.doorInput).toBeFocused();
        }),
        ...(killed === 'server' || killed === 'both' ? [venue.killServer()] : []),
      ]);
    }
    for (const { line } of [owner, door]) line.trouble = 0;
    for (const laptop of [owner, door, owner]) await syncNow(laptop);

    const onServer = (await readServer(owner, venue.server())).map(({ id }): string => id);
    expect(new Set(onServer).size).toBe(onServer.length);
    const recorded = [...(await journalOf(owner)), ...(await journalOf(door))];
    expect(recorded.filter((id) => !onServer.includes(id))).toEqual([]);
    // Each guest once, though many were let in at both doors.
    const operations = await readServer(owner, venue.server());
    const letIn = new Set(operations.flatMap((each) => (each.kind === 'checkIn' ? [each.ticketId] : [])));
    await expect.poll(() => owner.admit.counts()).toEqual({ entered: letIn.size, inside: letIn.size });
    await expect.poll(() => door.admit.counts()).toEqual({ entered: letIn.size, inside: letIn.size });
    await expect.poll(() => owner.admit.balance()).toBe(before - letIn.size);
    // The bad line was bad.
    const troubles = Object.entries(owner.line.counts).map(([fate, count]) => [
      fate,
      count + door.line.counts[fate as Fate],
    ]);
    console.log(`On ${kept}, requests on their way: ${JSON.stringify(Object.fromEntries(troubles))}`);
    for (const [fate, count] of troubles) expect(count, String(fate)).toBeGreaterThan(0);
  });
}

test('a laptop whose database was deleted while it is offline opens the door with everything it had', async ({
  openVenue,
}) => {
  const venue = await openVenue('the embedded database');
  const owner = await venue.owner();
  await createGala(owner, guests);
  const door = await venue.join(owner, 'Door', 'Door B');
  await openGala(door, guests);
  await owner.admit.openScreen('Door');
  await scan(owner.admit, 1);
  await expect(door.admit.page.getByTestId('count-entered')).toHaveText('1');
  door.line.goDown();
  await scan(door.admit, 2);
  await door.admit.kill();
  await rm(join(door.profileDir, 'IndexedDB'), { recursive: true, force: true });
  await door.restart();
  await door.admit.page.getByRole('button', { name: 'Continue' }).click();
  await scan(door.admit, 1);
  await expect(door.admit.verdict).toHaveAttribute('data-code', 'already_redeemed');
  await scan(door.admit, 3);
  await expect.poll(door.admit.counts).toEqual({ entered: 3, inside: 3 });
  door.line.comeBack();
  await syncNow(door);
  await expect(owner.admit.page.getByTestId('count-entered')).toHaveText('3');
});
