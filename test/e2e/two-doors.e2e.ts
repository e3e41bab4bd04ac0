import { expect } from '@playwright/test';
import {
  admitGuest,
  createGala,
  type Keeps,
  type Laptop,
  openGala,
  readServer,
  syncNow,
  test,
  type Venue,
} from './venue.ts';

const guests = 120;
const keeps: readonly Keeps[] = ['the embedded database', 'PostgreSQL'];

async function twoDoors(venue: Venue): Promise<readonly [Laptop, Laptop]> {
  const owner = await venue.owner();
  await createGala(owner, guests);
  const door = await venue.join(owner, 'Door', 'Door B');
  await openGala(door, guests);
  await owner.admit.openScreen('Door');
  return [owner, door];
}

/** What a door shows of its guests. */
async function countsAt({ admit }: Laptop) {
  return admit.counts();
}

for (const kept of keeps) {
  for (const firstBack of ['owner', 'door'] as const) {
    test(`GM-2 X-4 on ${kept}: two doors apart, the ${firstBack} is back first`, async ({ openVenue }) => {
      const venue = await openVenue(kept);
      const [owner, door] = await twoDoors(venue);
      await syncNow(owner);
      const before = await owner.admit.balance();
      owner.line.goDown();
      door.line.goDown();
      // The same guest at both doors, and 50 others at each; one of them is taken back.
      await admitGuest(owner, 1);
      await admitGuest(door, 1);
      for (let number = 2; number <= 51; number += 1) await admitGuest(owner, number);
      for (let number = 52; number <= 101; number += 1) await admitGuest(door, number);
      await door.admit.page.keyboard.press('Control+z');
      await expect(door.admit.page.getByTestId('count-entered')).toHaveText('50');
      const [first, second] = firstBack === 'owner' ? [owner, door] : [door, owner];
      first.line.comeBack();
      await syncNow(first);
      second.line.comeBack();
      await syncNow(second);

      // 1 + 50 + 50 - 1, each charged once.
      const entered = { entered: 100, inside: 100 };
      await expect.poll(() => countsAt(owner)).toEqual(entered);
      await expect.poll(() => countsAt(door)).toEqual(entered);
      await expect.poll(() => owner.admit.balance()).toBe(before - 100);
      await expect(door.admit.page.getByTestId('balance')).toHaveCount(0);
      const kinds = (await readServer(owner, venue.server())).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'checkIn')).toHaveLength(102);
      expect(kinds.filter((kind) => kind === 'undo')).toHaveLength(1);

      for (const { admit } of [owner, door]) {
        await admit.openScreen('Conflicts');
        await expect(admit.page.getByRole('article')).toHaveCount(1);
        await expect(admit.page.getByRole('article', { name: 'Guest GUEST-0001' })).toContainText('Let in twice');
      }
      await settle(owner);
      await expect(door.admit.page.getByText('No two doors disagree')).toBeVisible();
    });
  }

  test(`on ${kept}: one door hears of the other at once`, async ({ openVenue }, testInfo) => {
    const [owner, door] = await twoDoors(await openVenue(kept));
    await syncNow(owner);
    await syncNow(door);
    const took: number[] = [];
    for (let number = 1; number <= 10; number += 1) {
      // The clock of the window itself: when its count has changed.
      const seen = door.admit.page.evaluate(
        (expected) =>
          new Promise<number>((resolve) => {
            const look = (): void => {
              const shown = document.querySelector('[data-testid="count-entered"]')?.textContent;
              if (shown === expected) resolve(Date.now());
              else requestAnimationFrame(look);
            };
            look();
          }),
        String(number),
      );
      await admitGuest(owner, number);
      const shownAt = Date.now();
      took.push((await seen) - shownAt);
    }
    const slowest = Math.max(...took);
    testInfo.annotations.push({ type: 'door to door, ms', description: took.join(', ') });
    console.log(`Door to door on ${kept}: ${took.join(', ')} ms after the verdict, at most ${String(slowest)}.`);
  });
}

async function settle({ admit }: Laptop): Promise<void> {
  const { page } = admit;
  await page.getByRole('button', { name: /^Settle: / }).click();
  await page.getByLabel('What was done about it').fill('Two siblings with one name: both stay.');
  await page.getByRole('button', { name: 'Settle with this note' }).click();
  await expect(page.getByText('No two doors disagree')).toBeVisible();
}
