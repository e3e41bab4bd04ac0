import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { launchApp } from '../../scripts/launch.ts';

/** The running app as a door steward meets it. */
export interface Admit {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The big panel that says what to do with the guest. */
  readonly verdict: Locator;
  readonly doorInput: Locator;
  readonly chooseButton: Locator;
  /** Types as a wedge scanner does: all keys at once, then Enter. */
  scan(code: string): Promise<void>;
  openScreen(name: 'Door' | 'Import' | 'Conflicts' | 'Credits' | 'Settings' | 'Events'): Promise<void>;
  /** Connects this laptop by an organiser's link. */
  connect(link: string): Promise<void>;
  createEvent(name: string): Promise<void>;
  /** Chooses a file and waits until the app has said what it is. */
  chooseGuestList(file: string | GuestListFile): Promise<void>;
  /** Imports everybody of a file and goes to the door. */
  importGuestList(file: string | GuestListFile): Promise<void>;
  balance(): Promise<number>;
  counts(): Promise<{ readonly entered: number; readonly inside: number }>;
  isRunning(): boolean;
  close(): Promise<void>;
  /** Ends every process of the app at once, as a power cut does. */
  kill(): Promise<void>;
}

export interface GuestListFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A guest list that is not on the disk. */
export function csvFile(text: string, name = 'guests.csv'): GuestListFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

export function fixture(name: string): string {
  return join(import.meta.dirname, '..', 'fixtures', 'guest-lists', name);
}

export async function startAdmit(profileDir: string, args: readonly string[] = []): Promise<Admit> {
  const { app, window: page } = await launchApp({ profileDir, args, keepToken: true });
  // Asked of Playwright while it still knows.
  const child = app.process();

  // The invisible file input behind it has the same name.
  const chooseButton = page.locator('button', { hasText: 'Choose a file' });

  async function numberIn(testId: string): Promise<number> {
    const text = await page.getByTestId(testId).first().innerText();
    return Number(text.replaceAll('−', '-').replaceAll(/[^\d-]/g, ''));
  }

  async function openScreen(name: string): Promise<void> {
    await page.getByRole('navigation').getByText(name, { exact: true }).click();
  }

  async function chooseGuestList(file: string | GuestListFile): Promise<void> {
    await openScreen('Import');
    const choosing = page.waitForEvent('filechooser');
    await chooseButton.click();
    await (await choosing).setFiles(file);
    const fileName = typeof file === 'string' ? basename(file) : file.name;
    await expect(page.getByText(fileName).first()).toBeVisible();
  }

  return {
    app,
    page,
    openScreen,
    chooseGuestList,
    chooseButton,
    doorInput: page.getByRole('combobox', { name: 'Scan or search' }),
    verdict: page.getByTestId('verdict'),
    async scan(code) {
      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
    },
    async connect(link) {
      await openScreen('Settings');
      await page.getByLabel('Link from the organiser').fill(link);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'This laptop’s connection' })).toBeVisible();
    },
    async createEvent(name) {
      const form = page.getByRole('form', { name: 'New event' });
      await form.getByRole('textbox', { name: 'Name' }).fill(name);
      await form.getByRole('button', { name: 'Create event' }).click();
      await expect(chooseButton).toBeVisible();
    },
    async importGuestList(file) {
      await chooseGuestList(file);
      await page.getByRole('button', { name: /^Import [\d,]+ guests?$/ }).click();
      await page.getByRole('button', { name: 'Go to the door' }).click();
      await expect(page.getByRole('combobox', { name: 'Scan or search' })).toBeFocused();
    },
    balance: async () => numberIn('balance'),
    counts: async () => ({ entered: await numberIn('count-entered'), inside: await numberIn('count-inside') }),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    close: async () => app.close(),
    async kill() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The journal's lines as they are on the disk. */
export async function readJournal(profileDir: string): Promise<readonly string[]> {
  const text = await readFile(join(profileDir, 'ledger', 'journal.log'), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}
