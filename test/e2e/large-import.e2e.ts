import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { generateGuestList } from '../fixtures/generate-guest-list.ts';
import { csvFile, readJournal } from './admit.ts';
import { test } from './profile.ts';

test('100,000 guests: a cancelled import leaves nothing behind, the next one brings everybody in', async ({
  start,
  profileDir,
}) => {
  const door = await start();
  await door.createEvent('Stadium');
  const rows = (await readJournal(profileDir)).length;
  const balance = await door.balance();
  const list = csvFile(generateGuestList({ format: 'eventbrite', rows: 100_000, seed: 5 }), 'stadium.csv');
  const importButton = door.page.getByRole('button', { name: 'Import 100,000 guests' });

  await test.step('cancelled while it is being stored', async () => {
    await door.chooseGuestList(list);
    await importButton.click({ timeout: 60_000 });
    await door.page.getByRole('button', { name: 'Cancel' }).click();
    await expect(door.page.getByText('Nothing was imported and nothing was charged')).toBeVisible();
    expect(await readJournal(profileDir)).toHaveLength(rows);
    expect(await readdir(join(profileDir, 'ledger', 'segments'))).toEqual([]);
    await expect.poll(door.balance).toBe(balance);
  });

  await test.step('imported after all, and found', async () => {
    await importButton.click();
    await door.page.getByRole('button', { name: 'Go to the door' }).click({ timeout: 60_000 });
    expect(await readJournal(profileDir)).toHaveLength(rows + 1);
    expect(await readdir(join(profileDir, 'ledger', 'segments'))).toHaveLength(100);
    await door.doorInput.fill('smith');
    await expect(door.page.getByRole('option').first()).toBeVisible({ timeout: 30_000 });
  });
});
