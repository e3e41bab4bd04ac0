import { expect } from '@playwright/test';
import { type Admit, csvFile, readJournal } from './admit.ts';
import { test } from './profile.ts';

const header =
  'ID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,Full Name,First Name,Last Name,E-Mail,Locked,Language';

const codeOf = (guest: number) => `guest-${String(guest)}`;

/** Guests whose tickets are free: one credit to issue, one to check in. */
function freeGuests(count: number) {
  const rows = Array.from(
    { length: count },
    (_, index) =>
      `${codeOf(index + 1)},Free,Gala,ACQUIRED,0,0,0,0,r${String(index)},Guest ${String(index + 1)},Guest,${String(index + 1)},g@example.com,false,en`,
  );
  return csvFile([header, ...rows].join('\n'), 'alfio.csv');
}

async function openBilling(admit: Admit): Promise<void> {
  await admit.openScreen('Credits');
  await admit.page.getByRole('tab', { name: 'Billing' }).click();
}

async function notices(admit: Admit): Promise<readonly string[]> {
  await openBilling(admit);
  const texts = await admit.page.getByRole('region', { name: 'Notices' }).getByRole('listitem').allInnerTexts();
  await admit.openScreen('Door');
  return texts.map((text) => text.replaceAll(/\s+/g, ' '));
}

async function admitGuests(admit: Admit, from: number, to: number): Promise<void> {
  for (let guest = from; guest <= to; guest += 1) {
    await admit.scan(codeOf(guest));
    await expect(admit.verdict).toHaveAttribute('data-outcome', 'admit');
    await expect(admit.verdict).toContainText(`Guest ${String(guest)}`);
  }
}

test('the balance falls at the door: one notice below 40, one at 0, a lock below 0; a pack unlocks, an undo gives back', async ({
  start,
  profileDir,
}) => {
  test.setTimeout(120_000);
  const admit = await start();
  const { page } = admit;
  await admit.createEvent('Gala');

  await test.step('GM-15 a pack is bought: recorded, not paid here, and once for a double click', async () => {
    await openBilling(admit);
    await page.getByRole('button', { name: 'Buy 100 credits' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('This records the purchase; no payment is taken here.');
    await dialog.getByRole('button', { name: 'Record the purchase' }).dblclick();
    await expect(dialog).toBeHidden();
    await expect.poll(admit.balance).toBe(150);
  });

  await test.step('GM-13 100 free guests are imported for 100 credits', async () => {
    await admit.importGuestList(freeGuests(100));
    await expect.poll(admit.balance).toBe(50);
  });

  await test.step('GM-7 40 is no crossing, 39 is: one low-credit notice, and no second one', async () => {
    await admitGuests(admit, 1, 10);
    await expect.poll(admit.balance).toBe(40);
    expect(await notices(admit)).toEqual([]);
    await admitGuests(admit, 11, 12);
    await expect.poll(admit.balance).toBe(38);
    expect(await notices(admit)).toHaveLength(1);
  });

  await test.step('GM-7 at 0 one credits-used notice; exactly 0 does not lock (GM-8)', async () => {
    await admitGuests(admit, 13, 50);
    await expect.poll(admit.balance).toBe(0);
    const [newest, ...others] = await notices(admit);
    expect(newest).toContain('All credits are used.');
    expect(others).toHaveLength(1);
    await admit.openScreen('Import');
    await expect(admit.chooseButton).toBeVisible();
    await admit.openScreen('Door');
  });

  await test.step('GM-9 below 0 the door goes on, also after a restart', async () => {
    await admitGuests(admit, 51, 52);
    await expect.poll(admit.balance).toBe(-2);
    expect(await notices(admit)).toHaveLength(2);
  });

  await test.step('GM-8 the dashboard leads to billing, which says what locked it and what unlocks it', async () => {
    await admit.openScreen('Import');
    await expect(admit.chooseButton).toBeHidden();
    await expect(page.getByRole('heading', { name: /^Importing guests waits/ })).toBeVisible();
    await admit.openScreen('Events');
    await expect(page.getByRole('form', { name: 'New event' })).toBeHidden();
    await admit.openScreen('Credits');
    const lock = page.getByRole('region', { name: 'The dashboard is locked' });
    await expect(lock).toContainText('2 credits are owed');
    await expect(lock).toContainText('through a check-in by Door staff');
    await lock.getByRole('button', { name: 'Buy 100 credits' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Record the purchase' }).click();
    await expect(lock).toBeHidden();
    await expect.poll(admit.balance).toBe(98);
    await admit.openScreen('Import');
    await expect(admit.chooseButton).toBeVisible();
  });

  await test.step('GM-6 an undo brings one back; the ledger links it to its charge', async () => {
    await admit.openScreen('Door');
    await page.keyboard.press('Control+z');
    await expect(page.getByText(/Guest 52 is out again/).first()).toBeVisible();
    await expect.poll(admit.balance).toBe(99);
  });

  await test.step('all of it is in the journal: a restart shows the same', async () => {
    await admit.close();
    const again = await start();
    await expect(again.doorInput).toBeFocused();
    await expect.poll(again.balance).toBe(99);
    expect(await notices(again)).toHaveLength(2);
    const lines = await readJournal(profileDir);
    expect(lines.filter((line) => line.includes('"kind":"buyPack"'))).toHaveLength(2);
  });
});

test('the organisation picks its policies, and asks what the demo event would have cost under another', async ({
  start,
}) => {
  const admit = await start(['--demo']);
  const { page } = admit;
  await expect(admit.doorInput).toBeFocused();
  const before = (await admit.balance()) - 1;
  await admit.scan('GALA-0001');
  await expect.poll(admit.balance).toBe(before);

  await test.step('ZP-4 a second policy comes with what it brings, once', async () => {
    await admit.openScreen('Settings');
    const choice = page.getByRole('checkbox', { name: /Zaplify/ });
    await choice.click();
    await page.getByRole('button', { name: 'Review the change' }).click();
    await expect(page.getByText(/charges for unlocking a lead/)).toBeVisible();
    await page.getByRole('button', { name: 'Change the policies' }).click();
    await expect(page.getByRole('button', { name: 'Review the change' })).toBeHidden();
    await expect(choice).toBeChecked();
    await expect.poll(admit.balance).toBe(before);
    await admit.openScreen('Credits');
    await page.getByRole('tab', { name: 'Billing' }).click();
    await expect(page.getByRole('region', { name: 'Balances' })).toContainText('100 lead credits left');
  });

  await test.step('the what-if says what was charged, and what each plan would have come to', async () => {
    await page.getByRole('tab', { name: 'What if' }).click();
    await expect(page.getByText('As charged')).toBeVisible();
    await expect(page.getByText('Cheapest')).toHaveCount(1);
    await expect(page.getByText('Unlimited')).toBeVisible();
    await expect(page.getByText('charges for nothing that this event did')).toHaveCount(4);
  });

  await test.step('it is so after a restart', async () => {
    await admit.close();
    const again = await start();
    await again.openScreen('Settings');
    await expect(again.page.getByRole('checkbox', { name: /Zaplify/ })).toBeChecked();
    await expect.poll(again.balance).toBe(before);
  });
});
