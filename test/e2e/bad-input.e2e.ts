import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { brokenQuotesFile, garbageFile, pdfFile, utf16File, wideFile } from '../fixtures/bad-files.ts';
import { type Admit, csvFile, fixture, readJournal } from './admit.ts';
import { test } from './profile.ts';

const refused: readonly {
  readonly what: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly says: RegExp;
}[] = [
  { what: 'a PDF renamed to .csv', name: 'guests.csv', bytes: pdfFile(), says: /This is a PDF, not a list/ },
  { what: 'an empty file', name: 'empty.csv', bytes: new Uint8Array(), says: /This file is empty/ },
  {
    what: 'random bytes',
    name: 'garbage.csv',
    bytes: garbageFile(200_000, 7),
    says: /not a table of text|not a guest list/,
  },
];

async function expectRefusal({ page, chooseButton }: Admit, says: RegExp): Promise<void> {
  await expect(page.getByText(says).first()).toBeVisible();
  await expect(chooseButton).toBeVisible();
}

test('files that are no guest list are refused with what to do, and the door goes on', async ({
  start,
  profileDir,
}) => {
  const door = await start();
  await door.createEvent('Summer Gala');
  await door.importGuestList(fixture('eventbrite.csv'));
  const rows = (await readJournal(profileDir)).length;
  for (const { what, name, bytes, says } of refused) {
    await test.step(what, async () => {
      await door.chooseGuestList({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
      await expectRefusal(door, says);
    });
  }
  await test.step('1 GB of garbage', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'admit-garbage-'));
    const path = join(folder, 'huge.csv');
    const stream = createWriteStream(path);
    const block = Buffer.from(garbageFile(1_048_576, 3));
    for (let written = 0; written < 1_024; written += 1) if (!stream.write(block)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'finish');
    await door.chooseGuestList(path);
    await expectRefusal(door, /too large for a guest list/);
    await rm(folder, { recursive: true });
  });
  expect(await readJournal(profileDir)).toHaveLength(rows);
  await door.openScreen('Door');
  await door.scan('1121191224318441583423001');
  await expect(door.verdict).toHaveAttribute('data-code', 'ok');
});

test('a list with broken quotes or a row of 10,000 columns: the bad rows are named by line, the others come in', async ({
  start,
}) => {
  const door = await start();
  await door.createEvent('Summer Gala');
  for (const bytes of [brokenQuotesFile(), wideFile()]) {
    await door.chooseGuestList({ name: 'broken.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) });
    await expect(door.page.getByTestId('count-problems')).toBeVisible();
    await expect(door.page.getByTestId('count-problems')).not.toHaveText(/\b0$/);
    await door.page.getByRole('tab', { name: /Problems/ }).click();
    await expect(door.page.getByText(/Line \d+/).first()).toBeVisible();
    await door.page.getByRole('button', { name: 'Choose another file' }).click();
  }
});

test('UTF-16 is read, and formulas in cells stay text', async ({ start }) => {
  const door = await start();
  await door.createEvent('Summer Gala');
  const text =
    'First Name,Last Name,Ticket Name,Email\nZoë,Åström,VIP,zoe@example.com\n"=HYPERLINK(""http://x"")",Evil,VIP,evil@example.com\n';
  const bytes = utf16File(text, { bigEndian: false, mark: true });
  await door.chooseGuestList({ name: 'excel.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) });
  await expect(door.page.getByText('Zoë Åström').first()).toBeVisible();
  await expect(door.page.getByText('=HYPERLINK("http://x") Evil').first()).toBeVisible();
});

test('a file that goes away before it is read is named, and nothing breaks', async ({ start }) => {
  const door = await start();
  await door.createEvent('Summer Gala');
  const folder = await mkdtemp(join(tmpdir(), 'admit-gone-'));
  const path = join(folder, 'gone.csv');
  await writeFile(path, 'Gast;Karte\nAna Ruiz;VIP\n');
  await door.chooseGuestList(path);
  const readIt = door.page.getByRole('button', { name: 'Continue' });
  await expect(readIt).toBeVisible();
  await rm(folder, { recursive: true });
  await readIt.click();
  await expectRefusal(door, /This file could not be read/);
  await door.chooseGuestList(csvFile('First Name,Last Name,Ticket Name,Email\nAna,Ruiz,VIP,ana@example.com\n'));
  await expect(door.page.getByRole('button', { name: 'Import 1 guest' })).toBeVisible();
});
