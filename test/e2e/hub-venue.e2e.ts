import { expect, type Page } from '@playwright/test';
import { admitGuest, createGala, type Laptop, makeCode, openGala, syncNow, test } from './venue.ts';

const guests = 30;

/** Starts the hub of a laptop in its settings and connects that laptop to it. Returns its address on this machine. */
async function startHub(
  { admit }: Laptop,
  forward?: { readonly server: string; readonly code: string },
): Promise<string> {
  const { page } = admit;
  await admit.openScreen('Settings');
  const panel = hubPanel(page);
  await panel.getByLabel('Name of the organisation').fill('Gala Ltd');
  await panel.getByLabel('Port').fill('0');
  if (forward !== undefined) {
    await panel.getByRole('switch', { name: /Forward to a server/ }).click({ force: true });
    await panel.getByLabel('Address of that server').fill(forward.server);
    await panel.getByLabel('Code with the role Hub').fill(forward.code);
  }
  await panel.getByRole('button', { name: 'Start the hub' }).click();
  await expect(panel.getByText('Running', { exact: true })).toBeVisible({ timeout: 30_000 });
  const address = await panel.getByText('(this laptop only)').locator('..').locator('code').innerText();
  await panel.getByRole('button', { name: 'Connect this laptop as the owner' }).click();
  await expect(page.getByRole('heading', { name: 'This laptop’s connection' })).toBeVisible();
  return address;
}

function hubPanel(page: Page) {
  return page.getByRole('region', { name: 'Hub for the venue’s network' });
}

/** A laptop that has just been opened, connected to the hub by a code that is read off the host's screen. */
async function joinHub(host: Laptop, laptop: Laptop, address: string): Promise<void> {
  const code = await makeCode(host.admit, 'Door', 'Door B');
  await laptop.admit.connect(`admit://enrol?server=${encodeURIComponent(address)}&code=${code}`);
}

test('without the internet: one laptop is the hub, another door agrees with it, and it runs again with the app', async ({
  openVenue,
}) => {
  const venue = await openVenue('nothing');
  const host = await venue.laptop();
  // What it did alone becomes everybody's.
  await createGala(host, guests);
  await admitGuest(host, 1);
  const address = await startHub(host);
  const door = await venue.laptop();
  await joinHub(host, door, address);
  await openGala(door, guests);
  await expect(door.admit.page.getByTestId('count-entered')).toHaveText('1');
  await admitGuest(door, 1, 'already_redeemed');
  await admitGuest(door, 2);
  await host.admit.openScreen('Door');
  await expect(host.admit.page.getByTestId('count-entered')).toHaveText('2');

  await host.admit.close();
  await admitGuest(door, 3);
  await host.restart();
  await expect(host.admit.doorInput).toBeFocused();
  await admitGuest(host, 4);
  await syncNow(door);
  await expect(door.admit.page.getByTestId('count-entered')).toHaveText('4');
  await expect(host.admit.page.getByTestId('count-entered')).toHaveText('4');
});

test('a hub forwards: the owner far away and the door at the venue see the same, also after a time without internet', async ({
  openVenue,
}) => {
  const venue = await openVenue('the embedded database');
  const owner = await venue.owner();
  await createGala(owner, guests);
  const code = await makeCode(owner.admit, 'Hub', 'Venue');
  const host = await venue.laptop();
  const address = await startHub(host, { server: host.line.address, code });
  await openGala(host, guests);
  const door = await venue.laptop();
  await joinHub(host, door, address);
  await openGala(door, guests);
  await owner.admit.openScreen('Door');
  await host.admit.openScreen('Door');
  await admitGuest(door, 1);
  await admitGuest(owner, 2);
  for (const { admit } of [owner, host, door]) {
    await expect(admit.page.getByTestId('count-entered')).toHaveText('2', { timeout: 30_000 });
  }

  host.line.goDown();
  await admitGuest(door, 3);
  await admitGuest(door, 4);
  await expect(host.admit.page.getByTestId('count-entered')).toHaveText('4');
  await admitGuest(owner, 4);
  const before = await owner.admit.balance();
  host.line.comeBack();
  for (const { admit } of [owner, host, door]) {
    await expect(admit.page.getByTestId('count-entered')).toHaveText('4', { timeout: 60_000 });
  }
  // One more guest was charged: 3; the other one, let in at both, once.
  await expect.poll(() => owner.admit.balance()).toBe(before - 1);
  await owner.admit.openScreen('Conflicts');
  await expect(owner.admit.page.getByRole('article')).toHaveCount(1);
});
