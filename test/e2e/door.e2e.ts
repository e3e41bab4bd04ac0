import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Admit, csvFile, fixture, readJournal, startAdmit } from './admit.ts';
import { test } from './profile.ts';

/** What the barcodes of the Eventbrite fixture say. */
const john = '1121191224318441583423001';
const lin = '1121198721318441700885001';

/** Two reads of one code within two seconds are one scan: lets that time pass since the last one. */
async function pastDoubleRead({ page }: Admit): Promise<void> {
  const until = Date.now() + 2_000;
  await page.waitForFunction((at) => Date.now() > at, until);
}

test('an Eventbrite list: admit by code and by name, already_redeemed, undo, exit, restart, import again', async ({
  start,
  profileDir,
}) => {
  const door = await start();
  await door.createEvent('Summer Gala');
  await door.importGuestList(fixture('eventbrite.csv'));
  const imported = await door.balance();
  // One guest of the file had been checked in before it was exported.
  await expect.poll(door.counts).toEqual({ entered: 1, inside: 1 });

  await test.step('GM-2 admitted by code: one credit', async () => {
    await door.scan(john);
    await expect(door.verdict).toHaveAttribute('data-code', 'ok');
    await expect(door.verdict).toContainText('John Doe');
    await expect(door.verdict).toContainText('1 credit');
    await expect.poll(door.balance).toBe(imported - 1);
  });

  await test.step('scanned again: already_redeemed, with the time, nothing charged', async () => {
    await pastDoubleRead(door);
    await door.scan(john);
    await expect(door.verdict).toHaveAttribute('data-code', 'already_redeemed');
    await expect(door.verdict).toContainText('John Doe');
    await expect(door.verdict).toContainText(/\d{1,2}:\d{2}/);
    await expect.poll(door.balance).toBe(imported - 1);
  });

  await test.step('admitted by name, found with the words turned round', async () => {
    await door.doorInput.fill('mei lin');
    await expect(door.page.getByRole('option', { name: /Lin Mei/ })).toBeVisible();
    await door.page.keyboard.press('Enter');
    await expect(door.verdict).toHaveAttribute('data-code', 'ok');
    await expect(door.verdict).toContainText('Lin Mei');
    await expect.poll(door.counts).toEqual({ entered: 3, inside: 3 });
  });

  await test.step('GM-6 undo returns the credit and says so', async () => {
    await door.page.keyboard.press('Control+z');
    await expect(door.page.getByText(/Lin Mei is out again/).first()).toBeVisible();
    await expect(door.page.getByText(/1 credit returned/).first()).toBeVisible();
    await expect.poll(door.balance).toBe(imported - 1);
    await expect.poll(door.counts).toEqual({ entered: 2, inside: 2 });
  });

  await test.step('GM-5 check-out costs nothing', async () => {
    await door.page.getByText('Exit', { exact: true }).first().click();
    await door.scan(john);
    await expect(door.verdict).toHaveAttribute('data-outcome', 'exit');
    await expect.poll(door.balance).toBe(imported - 1);
    await expect.poll(door.counts).toEqual({ entered: 2, inside: 1 });
  });

  await test.step('a restart keeps all', async () => {
    const rows = (await readJournal(profileDir)).length;
    await door.close();
    const again = await start();
    await expect(again.doorInput).toBeFocused();
    await expect.poll(again.balance).toBe(imported - 1);
    await expect.poll(again.counts).toEqual({ entered: 2, inside: 1 });
    await expect(again.page.getByRole('region', { name: 'Last scans' })).toContainText('John Doe');
    expect(await readJournal(profileDir)).toHaveLength(rows);

    await test.step('a second import adds nobody and charges nothing', async () => {
      await again.chooseGuestList(fixture('eventbrite.csv'));
      await expect(again.page.getByTestId('count-new')).toHaveText(/\b0$/);
      await expect(again.page.getByText('Everybody is on the list already')).toBeVisible();
      expect(await readJournal(profileDir)).toHaveLength(rows);
      await expect.poll(again.balance).toBe(imported - 1);
    });
  });
});

test('a pretix list: canceled and unpaid are refused, paid tickets cost 0', async ({ start }) => {
  const door = await start();
  await door.createEvent('Conference');
  await door.importGuestList(fixture('pretix.csv'));
  const imported = await door.balance();

  await test.step('GM-2 a paid ticket: 0 credits', async () => {
    await door.scan('gw5j2q8mzc4kd7rtb3hxnpf6sy9vea2u');
    await expect(door.verdict).toHaveAttribute('data-code', 'ok');
    await expect(door.verdict).toContainText('Ana Ruiz');
    await expect(door.verdict).toContainText(/paid ticket: 0/i);
    await expect.poll(door.balance).toBe(imported);
  });

  await test.step('checked in at the source: already_redeemed, uncharged', async () => {
    await door.scan('p7wd3nn2c8x4ra1zk5vbmth9qj6ysegf');
    await expect(door.verdict).toHaveAttribute('data-code', 'already_redeemed');
    await expect.poll(door.balance).toBe(imported);
  });

  await test.step('unknown: invalid', async () => {
    await door.scan('no-such-ticket');
    await expect(door.verdict).toHaveAttribute('data-code', 'invalid');
    await expect.poll(door.balance).toBe(imported);
  });
});

test('canceled, unpaid and unapproved guests are refused with the reason', async ({ start }) => {
  const door = await start();
  await door.createEvent('Market');
  const header =
    'ID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,Full Name,First Name,Last Name,E-Mail,Locked,Language';
  const row = (id: string, status: string, name: string) =>
    `${id},Standard,Market,${status},10.00,10.00,0,0,r-${id},${name},${name.split(' ').join(',')},x@example.com,false,en`;
  const rows = [
    row('aa-1', 'CANCELLED', 'Cara Moss'),
    row('aa-2', 'TO_BE_PAID', 'Udo Kern'),
    row('aa-3', 'ACQUIRED', 'Vera Holt'),
  ];
  await door.importGuestList(csvFile(`${header}\n${rows.join('\n')}\n`));
  const expected = { 'aa-1': 'canceled', 'aa-2': 'unpaid', 'aa-3': 'ok' };
  for (const [code, verdict] of Object.entries(expected)) {
    await door.scan(code);
    await expect(door.verdict).toHaveAttribute('data-code', verdict);
  }
  await expect.poll(door.counts).toEqual({ entered: 1, inside: 1 });
});

test('a double click and a double read are one check-in', async ({ start, profileDir }) => {
  const door = await start();
  await door.createEvent('Summer Gala');
  await door.importGuestList(fixture('eventbrite.csv'));
  const rows = (await readJournal(profileDir)).length;
  await door.doorInput.fill('john doe');
  await door.page
    .getByRole('option', { name: /John Doe/ })
    .first()
    .dblclick();
  await expect(door.verdict).toHaveAttribute('data-code', 'ok');
  await door.scan(lin);
  await door.scan(lin);
  await expect(door.verdict).toContainText('Lin Mei');
  await expect(door.verdict).toHaveAttribute('data-code', 'ok');
  expect(await readJournal(profileDir)).toHaveLength(rows + 2);
});

test('the demo event has 500 guests', async ({ start }) => {
  const door = await start(['--demo']);
  await expect(door.doorInput).toBeFocused();
  await door.openScreen('Events');
  await expect(door.page.getByText(/500 guests/)).toBeVisible();
});

test('a copied profile says so, goes on as a device of its own, and charges nothing twice (X-4)', async ({
  start,
  profileDir,
}) => {
  const first = await start();
  await first.createEvent('Summer Gala');
  await first.importGuestList(fixture('eventbrite.csv'));
  await first.scan(john);
  await expect(first.verdict).toHaveAttribute('data-code', 'ok');
  const balance = await first.balance();
  await first.close();
  const copyDir = await mkdtemp(join(tmpdir(), 'admit-copy-'));
  await cp(profileDir, copyDir, { recursive: true });

  const copy = await startAdmit(copyDir);
  await expect(copy.page.getByText('another laptop or from a backup')).toBeVisible();
  await copy.page.getByRole('button', { name: 'Continue' }).click();
  await copy.scan(john);
  await expect(copy.verdict).toHaveAttribute('data-code', 'already_redeemed');
  await expect.poll(copy.balance).toBe(balance);
  await copy.close();
  await rm(copyDir, { recursive: true });
});
