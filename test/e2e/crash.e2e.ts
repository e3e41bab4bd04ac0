import { appendFile, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { holdingOf } from '../../src/shared/credit/account.ts';
import { openCreditLedger, record } from '../../src/shared/credit/ledger.ts';
import { policies } from '../../src/shared/credit/policies/built-in.ts';
import type { LogRow } from '../../src/shared/journal-line.ts';
import { generateGuestList } from '../fixtures/generate-guest-list.ts';
import { seededRandom } from '../fixtures/random.ts';
import { type Admit, csvFile, readJournal } from './admit.ts';
import { test } from './profile.ts';

const kills = 20;
const checkIns = 200;

/** What happens to the profile between the kill and the next start. */
const damages: readonly {
  readonly name: string;
  readonly seed: number;
  readonly damage: (profileDir: string, random: () => number) => Promise<void>;
}[] = [
  { name: 'nothing more', seed: 1, damage: async () => undefined },
  {
    name: 'its IndexedDB folder deleted',
    seed: 2,
    damage: async (profileDir) => rm(databaseDir(profileDir), { recursive: true, force: true }),
  },
  { name: 'a flipped block in one of its IndexedDB files', seed: 3, damage: flipBlock },
  { name: 'a torn last journal line', seed: 4, damage: tearLastLine },
];

function databaseDir(profileDir: string): string {
  return join(profileDir, 'IndexedDB');
}

/** Inverts up to 4 KB somewhere in one of the database's own files. */
async function flipBlock(profileDir: string, random: () => number): Promise<void> {
  const names = (await readdir(databaseDir(profileDir), { recursive: true })).filter((name) =>
    /\.(?:log|ldb)$|MANIFEST/.test(name),
  );
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(databaseDir(profileDir), name);
      return { path, size: (await stat(path)).size };
    }),
  );
  const filled = files.filter(({ size }) => size > 0);
  const chosen = filled[Math.floor(random() * filled.length)];
  if (chosen === undefined) throw new Error('The database has no file to damage');
  const file = await open(chosen.path, 'r+');
  const start = Math.floor((random() * chosen.size) / 4_096) * 4_096;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, start);
  for (const [index, byte] of buffer.entries()) buffer[index] = 255 - byte;
  await file.write(buffer, 0, bytesRead, start);
  await file.close();
}

/** The power went while the next line was being written. */
async function tearLastLine(profileDir: string, random: () => number): Promise<void> {
  const lines = await readJournal(profileDir);
  const next = lines.at(-1) ?? '';
  await appendFile(join(profileDir, 'ledger', 'journal.log'), next.slice(0, Math.floor(random() * next.length)));
}

async function rowsOf(profileDir: string): Promise<readonly LogRow[]> {
  return (await readJournal(profileDir)).map((line) => JSON.parse(line.slice(65)) as LogRow);
}

/** How often each ticket was checked in. */
function checkInsByTicket(rows: readonly LogRow[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { operation } of rows) {
    if (operation.kind === 'checkIn') times.set(operation.ticketId, (times.get(operation.ticketId) ?? 0) + 1);
  }
  return times;
}

function replayedBalance(rows: readonly LogRow[]): number {
  const ledger = openCreditLedger(policies);
  for (const { operation, entries } of rows) record(ledger, operation, entries);
  return holdingOf(ledger.account, 'credit').balance;
}

/** Notes, in this process, the name on every green verdict at the moment it shows. */
async function noteVerdicts({ page }: Admit, shown: Set<string>): Promise<void> {
  await page.exposeFunction('noteVerdict', (text: string) => shown.add(text));
  await page.evaluate(() => {
    const { noteVerdict } = window as unknown as { noteVerdict(text: string): Promise<void> };
    const note = (): void => {
      const panel = document.querySelector<HTMLElement>('[data-testid="verdict"]');
      const guest = panel?.querySelector<HTMLElement>('bdi');
      if (panel?.dataset['outcome'] === 'admit' && guest) void noteVerdict(guest.innerText);
    };
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}

/** Past the start page that tells what was repaired, where there is one. */
async function reachDoor(admit: Admit): Promise<void> {
  const proceed = admit.page.getByRole('button', { name: 'Continue' });
  await expect(proceed.or(admit.doorInput)).toBeVisible({ timeout: 20_000 });
  if (await proceed.isVisible()) await proceed.click();
  await expect(admit.doorInput).toBeFocused();
}

for (const { name, seed, damage } of damages) {
  test(`kill -9 ${String(kills)} times within ${String(checkIns)} check-ins, then ${name}: nothing shown is lost, nothing counts twice`, async ({
    start,
    profileDir,
  }) => {
    test.setTimeout(300_000);
    const random = seededRandom(seed);
    const list = generateGuestList({ format: 'eventbrite', rows: checkIns + 40, seed });
    const guests = attendingGuests(list).slice(0, checkIns);
    const first = await start();
    await first.createEvent('Night');
    await first.importGuestList(csvFile(list));
    let door = first;
    const shown = new Set<string>();
    let next = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      await noteVerdicts(door, shown);
      const until = kill === kills ? checkIns : Math.min(checkIns, next + 1 + Math.floor(random() * 18));
      for (; next < until; next += 1) {
        const guest = guests[next];
        if (guest === undefined) break;
        await door.page.keyboard.insertText(guest.code);
        await door.page.keyboard.press('Enter');
        // The last one before the kill is left in the air.
        if (next < until - 1) await expect(door.verdict).toContainText(guest.name);
      }
      const pauseMs = random() * 12;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await door.kill();
      await damage(profileDir, random);
      door = await start();
      await reachDoor(door);
      const rows = await rowsOf(profileDir);
      const admitted = checkInsByTicket(rows);
      for (const guest of guests.filter((each) => shown.has(each.name))) {
        expect(admitted.get(guest.ticketId), `${guest.name} after kill ${String(kill)}`).toBe(1);
      }
      expect(Math.max(...admitted.values(), 0)).toBeLessThanOrEqual(1);
      await expect.poll(door.balance).toBe(replayedBalance(rows));
      expect((await door.counts()).entered).toBe(admitted.size);
    }
    expect(shown.size).toBeGreaterThan(checkIns / 2);
  });
}

interface Guest {
  readonly code: string;
  readonly name: string;
  readonly ticketId: string;
}

function attendingGuests(list: string): readonly Guest[] {
  const { data } = Papa.parse<Record<string, string>>(list.trim(), { header: true });
  return data
    .filter((row) => row['Attendee Status'] === 'Attending')
    .map((row) => {
      const code = `${row['Order #'] ?? ''}${row['Attendee #'] ?? ''}001`;
      return { code, name: `${row['First Name'] ?? ''} ${row['Last Name'] ?? ''}`, ticketId: `code:${code}` };
    });
}
