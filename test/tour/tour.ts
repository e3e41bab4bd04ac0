import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Admit, csvFile, fixture, startAdmit } from '../e2e/admit.ts';
import { pdfFile, wideFile } from '../fixtures/bad-files.ts';
import { generateGuestList } from '../fixtures/generate-guest-list.ts';
import type { Shoot } from './shoot.ts';
import { walkCredits, walkSeason } from './walk-credits.ts';
import { walkSync } from './walk-sync.ts';

/** Walks the app from the first start to a list of 100,000 guests; returns how many screenshots it saved. */
export async function takeTour(folder: string): Promise<number> {
  let shots = 0;
  const shoot: Shoot = async (page, name) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      shots += 1;
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(tooWide, `${name} is wider than the window`).toBe(false);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
  };
  const walks = [
    walkFirstStart,
    walkDemo,
    walkCredits,
    walkImports,
    walkLongNames,
    walkRecovery,
    walkLargeList,
    walkSeason,
    walkSync,
  ];
  for (const walk of walks) {
    await withProfile(async (profileDir) => walk(profileDir, shoot));
  }
  return shots;
}

async function withProfile(run: (profileDir: string) => Promise<void>): Promise<void> {
  const profileDir = await mkdtemp(join(tmpdir(), 'admit-tour-'));
  try {
    await run(profileDir);
  } finally {
    await rm(profileDir, { recursive: true, force: true });
  }
}

async function walkFirstStart(profileDir: string, shoot: Shoot): Promise<void> {
  const app = await startAdmit(profileDir);
  await expect(app.page.getByRole('form', { name: 'New event' })).toBeVisible();
  await shoot(app.page, '01-first-start');
  await app.createEvent('Summer Gala');
  await shoot(app.page, '02-import-empty');
  await app.openScreen('Door');
  await shoot(app.page, '03-door-empty');
  await app.openScreen('Credits');
  await shoot(app.page, '04-credits-empty');
  await app.close();
}

/** Guests for every verdict, with codes that say which. */
const verdictList = `ID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,Full Name,First Name,Last Name,E-Mail,Locked,Language
ok,Standard,Gala,ACQUIRED,0,0,0,0,r1,Ana Ruiz,Ana,Ruiz,ana@example.com,false,en
paid,Standard,Gala,ACQUIRED,25.00,25.00,0,0,r2,Bo Li,Bo,Li,bo@example.com,false,en
canceled,Standard,Gala,CANCELLED,0,0,0,0,r3,Cara Moss,Cara,Moss,cara@example.com,false,en
unpaid,Standard,Gala,TO_BE_PAID,40.00,40.00,0,0,r4,Udo Kern,Udo,Kern,udo@example.com,false,en
`;

async function scanFor({ page, doorInput, verdict, scan }: Admit, code: string, expected: string): Promise<void> {
  await doorInput.focus();
  await scan(code);
  await expect(verdict).toHaveAttribute('data-code', expected);
  await page.mouse.move(0, 0);
}

async function walkDemo(profileDir: string, shoot: Shoot): Promise<void> {
  const app = await startAdmit(profileDir, ['--demo']);
  const { page } = app;
  await expect(app.doorInput).toBeFocused();
  await shoot(page, '10-door-ready');
  await app.doorInput.fill('an');
  await expect(page.getByRole('option').first()).toBeVisible();
  await shoot(page, '11-door-search');
  await page.keyboard.press('Escape');
  await app.openScreen('Events');
  await shoot(page, '12-events');
  await app.createEvent('Every verdict');
  await app.importGuestList(csvFile(verdictList, 'alfio.csv'));
  await scanFor(app, 'ok', 'ok');
  await shoot(page, '20-verdict-admit');
  await scanFor(app, 'paid', 'ok');
  await shoot(page, '21-verdict-admit-paid');
  const until = Date.now() + 2_000;
  await page.waitForFunction((at) => Date.now() > at, until);
  await scanFor(app, 'ok', 'already_redeemed');
  await shoot(page, '22-verdict-already');
  await scanFor(app, 'canceled', 'canceled');
  await shoot(page, '23-verdict-canceled');
  await scanFor(app, 'unpaid', 'unpaid');
  await shoot(page, '24-verdict-unpaid');
  await scanFor(app, 'nobody', 'invalid');
  await shoot(page, '25-verdict-invalid');
  await page.keyboard.press('F2');
  await app.scan('ok');
  await expect(app.verdict).toHaveAttribute('data-outcome', 'exit');
  await shoot(page, '26-verdict-exit');
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/Ana Ruiz is in again/).first()).toBeVisible();
  await shoot(page, '27-undone');
  await page.keyboard.press('F1');
  await shoot(page, '28-keys');
  await page.keyboard.press('Escape');
  await app.openScreen('Settings');
  await shoot(page, '31-settings');
  await app.close();
}

async function walkImports(profileDir: string, shoot: Shoot): Promise<void> {
  const app = await startAdmit(profileDir);
  const { page } = app;
  await app.createEvent('Conference');
  await app.chooseGuestList(fixture('pretix.csv'));
  await expect(page.getByRole('button', { name: /^Import \d+ guests/ })).toBeVisible();
  await shoot(page, '40-import-preview');
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await app.chooseGuestList(csvFile('Gast;Karte;Preis\nAna Ruiz;VIP;0\nBo Li;Standard;12,50\n', 'unbekannt.csv'));
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await shoot(page, '41-import-columns');
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await app.chooseGuestList({ name: 'wide.csv', mimeType: 'text/csv', buffer: Buffer.from(wideFile()) });
  await page.getByRole('tab', { name: /Problems/ }).click();
  await shoot(page, '42-import-problems');
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await app.chooseGuestList({ name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(pdfFile()) });
  await expect(page.getByText(/This is a PDF/)).toBeVisible();
  await shoot(page, '43-import-refused');
  await app.close();
}

const longName =
  'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliana Theodora Alexandrina the Elder of Llanfairpwllgwyngyll';

async function walkLongNames(profileDir: string, shoot: Shoot): Promise<void> {
  const app = await startAdmit(profileDir);
  const { page } = app;
  await app.createEvent(`The Annual International Symposium of ${longName}`.slice(0, 190));
  const rows = ['LONG-1', 'LONG-2', 'LONG-3'].map(
    (code) =>
      `${code},Standard admission with dinner and a very long explanation of what it includes,Gala,ACQUIRED,0,0,0,0,r-${code},${longName} ${code},x,y,long@example.com,false,en`,
  );
  await app.importGuestList(csvFile([verdictList.split('\n')[0], ...rows].join('\n'), 'alfio.csv'));
  await scanFor(app, 'LONG-1', 'ok');
  await shoot(page, '50-long-name');
  await app.doorInput.fill('wolfe');
  await expect(page.getByRole('option').first()).toBeVisible();
  await shoot(page, '51-long-name-search');
  await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(960, 600));
  await page.keyboard.press('Escape');
  await shoot(page, '52-long-name-small-window');
  await app.close();
}

async function walkRecovery(profileDir: string, shoot: Shoot): Promise<void> {
  const first = await startAdmit(profileDir);
  await first.createEvent('Every verdict');
  await first.importGuestList(csvFile(verdictList, 'alfio.csv'));
  await scanFor(first, 'ok', 'ok');
  await first.close();
  await withProfile(async (copyDir) => {
    await cp(profileDir, copyDir, { recursive: true });
    await rm(join(copyDir, 'IndexedDB'), { recursive: true });
    const app = await startAdmit(copyDir);
    await expect(app.page.getByRole('button', { name: 'Continue' })).toBeVisible();
    await shoot(app.page, '60-recovery');
    await app.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await expect
      .poll(async () => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()))
      .toContain('crash.html');
    await app.close();
  });
}

async function walkLargeList(profileDir: string, shoot: Shoot): Promise<void> {
  const app = await startAdmit(profileDir);
  const { page } = app;
  await app.createEvent('Stadium');
  const file = csvFile(generateGuestList({ format: 'eventbrite', rows: 100_000, seed: 1 }), 'stadium.csv');
  await app.chooseGuestList(file);
  const importButton = page.getByRole('button', { name: /^Import [\d,]+ guests$/ });
  await expect(importButton).toBeVisible({ timeout: 60_000 });
  await shoot(page, '70-import-100k');
  await importButton.click();
  await expect(
    page
      .getByRole('progressbar')
      .or(page.getByRole('button', { name: 'Go to the door' }))
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Go to the door' }).click({ timeout: 60_000 });
  await app.doorInput.fill('smith');
  await expect(page.getByRole('option').first()).toBeVisible({ timeout: 30_000 });
  await shoot(page, '71-door-100k');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(app.verdict).toHaveAttribute('data-outcome', /admit|refuse/);
  await shoot(page, '72-verdict-100k');
  await app.openScreen('Credits');
  await shoot(page, '73-credits-100k');
  await app.close();
}
