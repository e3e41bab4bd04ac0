import { expect, type Page } from '@playwright/test';
import { csvFile, startAdmit } from '../e2e/admit.ts';
import { generateGuestList } from '../fixtures/generate-guest-list.ts';
import { addLongLedger } from '../fixtures/long-ledger.ts';
import type { Shoot } from './shoot.ts';

async function scrollTo(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name }).first().scrollIntoViewIfNeeded();
}

/** The demo event, from a few scans to a locked dashboard and out again. */
export async function walkCredits(profileDir: string, shoot: Shoot): Promise<void> {
  const app = await startAdmit(profileDir, ['--demo']);
  const { page } = app;
  await expect(app.doorInput).toBeFocused();
  for (const guest of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
    const before = await app.verdict.innerText();
    await app.scan(`GALA-${String(guest).padStart(4, '0')}`);
    await expect(app.verdict).not.toHaveText(before);
  }
  await page.keyboard.press('Control+z');
  await page.getByTestId('balance').hover();
  await expect(page.getByRole('button', { name: 'Open the ledger' })).toBeVisible();
  await shoot(page, '80-credits-chip');
  await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
  await app.openScreen('Credits');
  await expect(page.getByRole('grid', { name: 'Credit ledger' })).toBeVisible();
  await shoot(page, '81-credits-ledger');
  await page.getByRole('tab', { name: 'What if' }).click();
  await expect(page.getByText('Cheapest')).toBeVisible();
  await shoot(page, '82-what-if');
  await page.getByRole('tab', { name: 'Billing' }).click();
  await shoot(page, '83-billing');
  await page.getByRole('button', { name: 'Buy 500 credits' }).click();
  await shoot(page, '84-buy');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await app.openScreen('Settings');
  await scrollTo(page, 'Organisation');
  await page
    .getByRole('button', { name: /Price list/ })
    .first()
    .click();
  await shoot(page, '85-organisation');
  await page.getByRole('checkbox', { name: /Zaplify/ }).click();
  await page.getByRole('checkbox', { name: /InstantInvoice/ }).click();
  await page.getByRole('button', { name: 'Review the change' }).click();
  await page.getByRole('button', { name: 'Change the policies' }).click();
  await scrollTo(page, 'Members');
  await shoot(page, '86-members');
  await page.getByTestId('balance').hover();
  await expect(page.getByRole('button', { name: 'Open the ledger' })).toBeVisible();
  await shoot(page, '87-credits-chip-several');
  await page.mouse.move(0, 300);
  await app.openScreen('Events');
  await app.createEvent('Open house');
  await app.importGuestList(
    csvFile(generateGuestList({ format: 'eventbrite', rows: 2_000, seed: 3 }), 'open-house.csv'),
  );
  await shoot(page, '88-door-below-zero');
  await app.openScreen('Import');
  await expect(page.getByRole('heading', { name: /^Importing guests waits/ })).toBeVisible();
  await shoot(page, '89-locked');
  await app.openScreen('Events');
  await shoot(page, '90-events-locked');
  await app.openScreen('Credits');
  await page.getByRole('tab', { name: 'Ledger' }).click();
  await shoot(page, '91-credits-negative');
  await app.close();
}

/** A ledger of 100,000 lines. */
export async function walkSeason(profileDir: string, shoot: Shoot): Promise<void> {
  const first = await startAdmit(profileDir);
  await first.createEvent('Season');
  await first.close();
  await addLongLedger(profileDir, 100_000);
  const app = await startAdmit(profileDir);
  const { page } = app;
  await app.openScreen('Credits');
  await expect(page.getByRole('grid', { name: 'Credit ledger' })).toBeVisible();
  await shoot(page, '95-ledger-100k');
  await page.getByRole('textbox', { name: 'Search the ledger' }).fill('aurelia');
  await shoot(page, '96-ledger-100k-search');
  await app.close();
}
