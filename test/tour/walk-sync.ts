import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type LocalServer, startLocalServer } from '../../scripts/local-server.ts';
import { openJsonLog } from '../../src/server/json-log.ts';
import { type Admit, csvFile, startAdmit } from '../e2e/admit.ts';
import type { Shoot } from './shoot.ts';

const longEvent = 'The Annual International Symposium of Wolfeschlegelsteinhausenbergerdorff and Friends';
const longOrganisation = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Events and Ceremonies Ltd';
const longLaptop = 'Door 3, north entrance beside the cloakroom, the laptop with the cracked lid';

const guests = `ID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,Full Name,First Name,Last Name,E-Mail,Locked,Language
ana,Standard,Gala,ACQUIRED,0,0,0,0,r1,Ana Ruiz,Ana,Ruiz,ana@example.com,false,en
bo,Standard,Gala,ACQUIRED,0,0,0,0,r2,Bo Li,Bo,Li,bo@example.com,false,en
max,Standard admission with dinner,Gala,ACQUIRED,0,0,0,0,r3,Maximiliana Theodora Featherstonehaugh-Wolfeschlegelstein,Maximiliana,F,max@example.com,false,en
`;

/** A server on this machine, and two laptops that lose it, meet again, and part: one is signed out and wiped. */
export async function walkSync(profileDir: string, shoot: Shoot): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'admit-tour-server-'));
  const log = openJsonLog('silent');
  const serve = () => startLocalServer({ folder, organisation: longOrganisation, port: 0, log });
  let server: LocalServer | undefined = await serve();
  const office = await startAdmit(join(profileDir, 'office'));
  const door = await startAdmit(join(profileDir, 'door'));
  async function loseServer(): Promise<void> {
    await server?.close();
    server = undefined;
    for (const each of [office, door]) await syncNow(each, 'offline');
  }
  async function findServer(laptops: readonly Admit[] = [office, door]): Promise<void> {
    server = await serve();
    for (const each of laptops) await syncNow(each, 'up-to-date');
  }
  try {
    for (const each of [office, door]) await resize(each, 1_024, 700);
    await connectOffice(office, server.ownerLink ?? '', shoot);
    await makeEvent(office);
    await connectDoor(office, door, shoot);
    await loseServer();
    await admitApart(office, door, shoot);
    await findServer();
    await settle(office, shoot);
    await lease(office, shoot);
    await setAside(office, door, shoot, { loseServer, findServer });
    await signOut(office, door, shoot);
    await runHub(door, shoot);
  } finally {
    await office.close();
    await door.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function resize({ app }: Admit, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] as const);
}

async function untilSync({ page }: Admit, state: string): Promise<void> {
  await expect(page.getByTestId('sync-chip')).toHaveAttribute('data-state', state, { timeout: 40_000 });
}

/** Somebody asks, in place of waiting for the laptop to notice. */
async function syncNow(admit: Admit, state: string): Promise<void> {
  await openChip(admit);
  await admit.page.getByRole('dialog').getByRole('button', { name: 'Sync now' }).click();
  await untilSync(admit, state);
  await closeChip(admit);
}

async function openChip({ page }: Admit): Promise<void> {
  await page.getByTestId('sync-chip').click();
  await expect(page.getByRole('dialog').getByText('Last heard of the server')).toBeVisible();
  await page.mouse.move(0, 300);
}

async function closeChip({ page }: Admit): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function scrollTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole('heading', { name, exact: true })
    .first()
    .evaluate((heading) => heading.scrollIntoView());
}

async function connectOffice(office: Admit, link: string, shoot: Shoot): Promise<void> {
  const { page } = office;
  await office.openScreen('Settings');
  await scrollTo(page, 'Connect this laptop');
  await page.getByRole('textbox', { name: 'Link from the organiser' }).fill(link.replace(/.{8}$/, 'K7QM3XVD'));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(/wrong, used or expired/)).toBeVisible();
  await shoot(page, '100-connect-wrong-code');
  await page.getByText('With an address and a code').click();
  await shoot(page, '101-connect-with-code');
  await page.getByText('With a link').click();
  await page.getByRole('textbox', { name: 'Link from the organiser' }).fill(link);
  await page.getByRole('textbox', { name: 'Name of this laptop' }).fill('Office');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This laptop’s connection' })).toBeVisible();
  await untilSync(office, 'up-to-date');
  await scrollTo(page, 'This laptop’s connection');
  await shoot(page, '102-connected');
}

async function makeEvent(office: Admit): Promise<void> {
  await office.openScreen('Events');
  await office.createEvent(longEvent);
  await office.importGuestList(csvFile(guests, 'alfio.csv'));
  await untilSync(office, 'up-to-date');
}

async function connectDoor(office: Admit, door: Admit, shoot: Shoot): Promise<void> {
  const { page } = office;
  const link = await makeCode(office, 'Supervisor', longLaptop, shoot);
  await door.connect(link);
  await door.openScreen('Events');
  await door.page.getByRole('button', { name: new RegExp(longEvent) }).click();
  await expect(door.page.getByTestId('count-expected')).toHaveText('3');
  await untilSync(door, 'up-to-date');
  await shoot(door.page, '106-door-connected');
  await page.getByRole('button', { name: 'Refresh' }).first().click();
  await scrollTo(page, 'Laptops');
  await expect(page.getByText(longLaptop)).toBeVisible();
  await shoot(page, '105-laptops');
}

/** Makes a code as an organiser does; the link has it, and the address on screen. */
async function makeCode({ page, openScreen }: Admit, role: string, name: string, shoot?: Shoot): Promise<string> {
  await openScreen('Settings');
  await page.getByRole('button', { name: 'Add a laptop' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What to call it').fill(name);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: role, exact: true }).click();
  await shoot?.(page, '103-add-laptop');
  await dialog.getByRole('button', { name: 'Make a code' }).click();
  const code = (await dialog.getByLabel('Code', { exact: true }).innerText()).replaceAll(/[^0-9A-Z]/g, '');
  const server = await dialog.locator('code').innerText();
  await shoot?.(page, '104-code');
  await dialog.getByRole('button', { name: 'Done' }).click();
  return `admit://enrol?server=${encodeURIComponent(server)}&code=${code}`;
}

async function scan(admit: Admit, code: string): Promise<void> {
  await admit.openScreen('Door');
  await admit.doorInput.focus();
  await admit.scan(code);
  await expect(admit.verdict).toHaveAttribute('data-code', 'ok');
}

async function admitApart(office: Admit, door: Admit, shoot: Shoot): Promise<void> {
  for (const each of [office, door]) await scan(each, 'ana');
  await scan(door, 'max');
  await scan(office, 'max');
  await shoot(door.page, '107-door-offline');
  await openChip(office);
  await shoot(office.page, '108-chip-offline');
  await closeChip(office);
}

async function settle(office: Admit, shoot: Shoot): Promise<void> {
  const { page } = office;
  await office.openScreen('Conflicts');
  await expect(page.getByRole('article')).toHaveCount(2);
  await shoot(page, '110-conflicts');
  await page.getByRole('button', { name: 'Settle: Ana Ruiz' }).click();
  await page
    .getByLabel('What was done about it')
    .fill('Asked both to the desk: two sisters, one had the wrong ticket.');
  await shoot(page, '111-settle');
  await page.getByRole('button', { name: 'Settle with this note' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByText('Settled (1)').click();
  await expect(page.getByText(/two sisters/)).toBeVisible();
  await shoot(page, '112-settled');
}

/** A policy that refuses at zero: what a laptop may spend offline is set aside for it. */
async function lease(office: Admit, shoot: Shoot): Promise<void> {
  const { page } = office;
  await office.openScreen('Settings');
  await scrollTo(page, 'Organisation');
  await page.getByRole('checkbox', { name: /InstantInvoice/ }).click();
  await page.getByRole('button', { name: 'Review the change' }).click();
  await page.getByRole('button', { name: 'Change the policies' }).click();
  await expect(page.getByRole('button', { name: /^Write off/ }).first()).toBeVisible({ timeout: 30_000 });
  await page
    .getByRole('button', { name: /^Write off/ })
    .first()
    .scrollIntoViewIfNeeded();
  await shoot(page, '113-leases');
}

interface Server {
  readonly loseServer: () => Promise<void>;
  readonly findServer: (laptops: readonly Admit[]) => Promise<void>;
}

/** What a supervisor did offline comes from a laptop that may not do it any more. */
async function setAside(office: Admit, door: Admit, shoot: Shoot, { loseServer, findServer }: Server): Promise<void> {
  const { page } = door;
  const link = await makeCode(office, 'Door', longLaptop);
  await loseServer();
  await door.openScreen('Settings');
  await page.getByRole('button', { name: 'Add a list' }).click();
  await page
    .getByRole('form', { name: /^Check-in list/ })
    .getByRole('textbox', { name: 'Name' })
    .fill('Backstage');
  await page.getByRole('button', { name: 'Save list' }).click();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, '114-disconnect');
  await page.getByRole('button', { name: 'Disconnect all the same' }).click();
  await untilAlone(page);
  await findServer([office]);
  await door.connect(link);
  await untilSync(door, 'parked');
  await openChip(door);
  await shoot(page, '115-chip-set-aside');
  await page.getByRole('button', { name: 'See what was set aside' }).click();
  await expect(page.getByText('The laptop’s role may not do that')).toBeVisible();
  await shoot(page, '116-set-aside-here');
  await office.openScreen('Settings');
  await scrollTo(office.page, 'Set aside');
  const everywhere = office.page.getByRole('region', { name: 'On the server, of all laptops' });
  await everywhere.getByRole('button', { name: 'Refresh' }).click();
  await expect(everywhere.getByText('The laptop’s role may not do that')).toBeVisible();
  await shoot(office.page, '117-set-aside-everywhere');
}

/** The laptop says so, and nothing stands before the screen any more. */
async function untilAlone(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Connect this laptop' })).toBeVisible();
  const note = page.getByRole('alert').filter({ hasText: 'This laptop works alone now' });
  await note.getByRole('button').click();
  await expect(note).toHaveCount(0);
}

async function signOut(office: Admit, door: Admit, shoot: Shoot): Promise<void> {
  const { page } = office;
  await scrollTo(page, 'Laptops');
  await page
    .getByRole('button', { name: `Sign out: ${longLaptop}` })
    .first()
    .click();
  await page.getByRole('switch', { name: /^Also ask it to delete/ }).click();
  await shoot(page, '118-sign-out');
  await page.getByRole('button', { name: 'Sign out and ask to delete' }).click();
  await untilSync(door, 'signed-out');
  await door.openScreen('Door');
  await shoot(door.page, '119-signed-out');
  await door.page.getByRole('button', { name: 'Delete everything here' }).click();
  await expect(door.page.getByRole('dialog')).toBeVisible();
  await shoot(door.page, '120-wipe');
  await door.page.getByRole('button', { name: 'Cancel' }).click();
}

/** A laptop that works alone becomes the server of its venue. */
async function runHub(door: Admit, shoot: Shoot): Promise<void> {
  const { page } = door;
  await door.openScreen('Settings');
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Disconnect/ })
    .click();
  await untilAlone(page);
  const hub = page.getByRole('region', { name: 'Hub for the venue’s network' });
  await scrollTo(page, 'Hub for the venue’s network');
  await shoot(page, '121-hub-stopped');
  await hub.getByRole('textbox', { name: 'Name of the organisation' }).fill(longOrganisation);
  await hub.getByRole('textbox', { name: 'Port' }).fill('0');
  await hub.getByRole('button', { name: 'Start the hub' }).click();
  await expect(hub.getByRole('button', { name: 'Stop the hub' })).toBeVisible({ timeout: 60_000 });
  await scrollTo(page, 'Hub for the venue’s network');
  await shoot(page, '122-hub-running');
}
