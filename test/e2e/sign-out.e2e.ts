import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { existsSync } from 'node:fs';
import { admitGuest, createGala, type Laptop, openGala, readServer, syncNow, test } from './venue.ts';

const passphrase = 'correct horse battery';

/** Where the next download goes, in place of the dialog that asks. */
async function saveDownloadsTo({ admit }: Laptop, path: string): Promise<void> {
  await admit.app.evaluate(({ session }, savePath) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(savePath));
  }, path);
}

test('a laptop that is signed out from afar goes on, saves what was not sent, and is wiped; the owner brings it in', async ({
  openVenue,
}) => {
  const venue = await openVenue('the embedded database');
  const owner = await venue.owner();
  await createGala(owner, 20);
  const door = await venue.join(owner, 'Door', 'Door B');
  await openGala(door, 20);
  await syncNow(owner);
  const before = await owner.admit.balance();
  door.line.goDown();
  await admitGuest(door, 1);
  await admitGuest(door, 2);

  await owner.admit.openScreen('Settings');
  const { page } = owner.admit;
  await page.getByRole('region', { name: 'Laptops', exact: true }).getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('button', { name: 'Sign out: Door B' }).click();
  await page.getByRole('switch', { name: /Also ask it to delete/ }).click({ force: true });
  await page.getByRole('button', { name: 'Sign out and ask to delete' }).click();
  await expect(page.getByText('Door B is signed out')).toBeVisible();

  door.line.comeBack();
  // It finds out by itself.
  const banner = door.admit.page.getByRole('region', { name: 'An organiser has signed this laptop out' });
  await expect(banner).toContainText('The organiser asks to delete what is on this laptop.', { timeout: 60_000 });
  // The door goes on all the same.
  await admitGuest(door, 3);
  await expect.poll(door.admit.counts).toEqual({ entered: 3, inside: 3 });

  const file = join(door.profileDir, 'saved.admit');
  await saveDownloadsTo(door, file);
  await banner.getByRole('button', { name: 'Save what was not sent' }).click();
  await door.admit.page.getByLabel('Passphrase').fill(passphrase);
  await door.admit.page.getByRole('button', { name: 'Save as a file' }).click();
  await expect(door.admit.page.getByText('Saved: 3 operations.')).toBeVisible();
  await expect.poll(() => existsSync(file)).toBe(true);
  await door.admit.page.keyboard.press('Escape');

  const recover = page.getByRole('form', { name: 'Bring in what a laptop saved' });
  await recover.locator('input[type=file]').setInputFiles(file);
  await recover.getByLabel('Passphrase').fill('wrong horse battery');
  await recover.getByRole('button', { name: 'Bring in' }).click();
  await expect(recover).toContainText('The passphrase is not the one');
  await recover.getByLabel('Passphrase').fill(passphrase);
  await recover.getByRole('button', { name: 'Bring in' }).click();
  await expect(recover).toContainText('3 operations brought in');
  await recover.getByRole('button', { name: 'Bring in' }).click();
  await expect(recover).toContainText('3 were there already');
  await owner.admit.openScreen('Door');
  await expect.poll(() => owner.admit.counts()).toEqual({ entered: 3, inside: 3 });
  await expect.poll(owner.admit.balance).toBe(before - 3);
  const checkIns = (await readServer(owner, venue.server())).filter(({ kind }) => kind === 'checkIn');
  expect(checkIns).toHaveLength(3);

  await banner.getByRole('button', { name: 'Delete everything here' }).click();
  // Where it says what it would start, instead of starting what no test could end.
  await door.admit.app.evaluate(({ app }) => {
    app.relaunch = () => undefined;
  });
  const ended = once(door.admit.app.process(), 'exit');
  await door.admit.page.getByLabel('I understand that this cannot be undone').check();
  await door.admit.page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await ended;
  expect(existsSync(join(door.profileDir, 'ledger'))).toBe(false);
  await door.restart();
  await expect(door.admit.page.getByRole('form', { name: 'New event' })).toBeVisible();
  await expect(door.admit.page.getByTestId('sync-chip')).toHaveCount(0);
});
