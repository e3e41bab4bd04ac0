import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import * as v from 'valibot';
import { ensurePostgresql, startPostgresql } from '../../scripts/postgresql.ts';
import { enrolmentSchema } from '../../src/shared/bridge.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { Role } from '../../src/shared/role.ts';
import { protocolHeader, PROTOCOL_VERSION, pullReplySchema, startCursor } from '../../src/shared/wire.ts';
import { startUnreliableProxy, type UnreliableProxy } from '../faults/unreliable-proxy.ts';
import { seededRandom } from '../fixtures/random.ts';
import { type ServerProcess, startServerProcess } from '../server/server-process.ts';
import { type Admit, csvFile, startAdmit } from './admit.ts';

/** A laptop at the venue, and the line by which it reaches the server. */
export interface Laptop {
  admit: Admit;
  readonly profileDir: string;
  readonly line: UnreliableProxy;
  /** Starts the app again, on the same profile. */
  restart(): Promise<void>;
}

/** A server process, and laptops that reach it each by a line of its own. */
export interface Venue {
  readonly server: () => ServerProcess;
  /** Ends the server where it is and starts it again on what it has kept. */
  killServer(): Promise<void>;
  /** A new laptop that works alone. */
  laptop(): Promise<Laptop>;
  /** A new laptop, connected as the organisation's owner. */
  owner(): Promise<Laptop>;
  /** A new laptop, connected by a code that the organiser makes on screen. */
  join(organiser: Laptop, role: keyof typeof roles, name: string): Promise<Laptop>;
}

/** What the server keeps data in; `nothing`: there is no server. */
export type Keeps = 'the embedded database' | 'PostgreSQL' | 'nothing';

interface Fixtures {
  readonly openVenue: (keeps: Keeps) => Promise<Venue>;
}

interface WorkerFixtures {
  /** A PostgreSQL server, started when a test wants it. */
  readonly postgresql: () => Promise<string>;
}

/** A test with real laptops and a real server. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  postgresql: [
    async ({ browserName }, use) => {
      let started: ReturnType<typeof startPostgresql> | undefined;
      await use(async () => {
        const given = process.env['ADMIT_TEST_DATABASE_URL'];
        if (given !== undefined && given !== '') return given;
        const advice = await ensurePostgresql();
        if (advice !== undefined) throw new Error(`${advice} (${browserName})`);
        started ??= startPostgresql();
        return (await started).url;
      });
      await (await started)?.stop();
    },
    { scope: 'worker' },
  ],
  openVenue: async ({ postgresql }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'admit-venue-'));
    const laptops: Laptop[] = [];
    const lines: UnreliableProxy[] = [];
    let server: ServerProcess | undefined;
    await use(async (keeps) => {
      const databaseUrl = keeps === 'PostgreSQL' ? await postgresql() : undefined;
      const settings = { folder: join(folder, 'server'), ...(databaseUrl === undefined ? {} : { databaseUrl }) };
      if (keeps !== 'nothing') server = await startServerProcess(settings);

      function running(): ServerProcess {
        if (server === undefined) throw new Error('There is no server');
        return server;
      }

      async function start(): Promise<Laptop> {
        const profileDir = join(folder, `laptop-${String(laptops.length)}`);
        const line = await startUnreliableProxy(server?.port ?? 0, seededRandom(laptops.length + 1));
        lines.push(line);
        const laptop: Laptop = {
          admit: await startAdmit(profileDir),
          profileDir,
          line,
          async restart() {
            laptop.admit = await startAdmit(profileDir);
          },
        };
        laptops.push(laptop);
        return laptop;
      }

      return {
        server: running,
        async killServer() {
          const { port, kill } = running();
          await kill();
          server = await startServerProcess({ ...settings, port });
        },
        laptop: start,
        async owner() {
          const laptop = await start();
          await laptop.admit.connect(await running().createOrganisation('Gala Ltd', laptop.line.address));
          return laptop;
        },
        async join(organiser, role, name) {
          const laptop = await start();
          const code = await makeCode(organiser.admit, role, name);
          await laptop.admit.connect(`admit://enrol?server=${encodeURIComponent(laptop.line.address)}&code=${code}`);
          return laptop;
        },
      };
    });
    for (const { admit } of laptops) if (admit.isRunning()) await admit.close();
    for (const line of lines) await line.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

/** Makes a code as an organiser does, and reads it off the screen. */
export async function makeCode({ page, openScreen }: Admit, role: keyof typeof roles, name: string): Promise<string> {
  await openScreen('Settings');
  await page.getByRole('button', { name: 'Add a laptop' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What to call it').fill(name);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: role, exact: true }).click();
  await dialog.getByRole('button', { name: 'Make a code' }).click();
  const code = (await dialog.getByLabel('Code', { exact: true }).innerText()).replaceAll(/[^0-9A-Z]/g, '');
  await dialog.getByRole('button', { name: 'Done' }).click();
  return code;
}

const roles = { Door: 'door', Organiser: 'organiser', Hub: 'hub' } as const satisfies Record<string, Role>;

/** The owner's event with so many guests, `GUEST-0001` and on. */
export async function createGala({ admit }: Laptop, guests: number): Promise<void> {
  await admit.openScreen('Events');
  await admit.createEvent('Winter Gala');
  await admit.importGuestList(csvFile(guestList(guests)));
}

function guestList(guests: number): string {
  const rows = Array.from({ length: guests }, (_, index) => {
    const code = guestCode(index + 1);
    return `${code},Standard,Gala,ACQUIRED,0,0,0,0,r${String(index)},Guest ${code},Guest,${code},${code}@example.com,false,en`;
  });
  const header =
    'ID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,Full Name,First Name,Last Name,E-Mail,Locked,Language';
  return [header, ...rows].join('\n');
}

export function guestCode(number: number): string {
  return `GUEST-${String(number).padStart(4, '0')}`;
}

/** Opens the event on a laptop that has just been connected, once its guest list has come. */
export async function openGala({ admit }: Laptop, guests: number): Promise<void> {
  const { page } = admit;
  await admit.openScreen('Events');
  await page.getByRole('button', { name: /Winter Gala/ }).click();
  await expect(page.getByTestId('count-expected')).toHaveText(guests.toLocaleString('en'));
}

/** Somebody asks for news: no waiting after failures. */
export async function askForNews({ admit: { page } }: Laptop): Promise<void> {
  await page.getByTestId('sync-chip').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sync now' }).click();
  await page.keyboard.press('Escape');
}

/** The same, until everything is told both ways. */
export async function syncNow(laptop: Laptop): Promise<void> {
  await askForNews(laptop);
  const chip = laptop.admit.page.getByTestId('sync-chip');
  await expect(chip).toHaveAttribute('data-state', 'up-to-date', { timeout: 60_000 });
}

/** Scans, and waits for the verdict on that guest. */
export async function admitGuest({ admit }: Laptop, number: number, verdict = 'ok'): Promise<void> {
  const code = guestCode(number);
  await admit.doorInput.focus();
  await admit.scan(code);
  await expect(admit.verdict).toHaveAttribute('data-code', verdict);
  await expect(admit.verdict).toContainText(code);
}

/** Everything that the server has, in its order, as the owner's laptop may ask for it. */
export async function readServer({ profileDir }: Laptop, server: ServerProcess): Promise<readonly Operation[]> {
  const text = await readFile(join(profileDir, 'enrolment.json'), 'utf8');
  const stored = v.parse(v.object({ token: v.object({ text: enrolmentSchema.entries.token }) }), JSON.parse(text));
  const operations: Operation[] = [];
  for (let cursor = startCursor; ;) {
    const query = `after=${String(cursor.position)}&chain=${cursor.chain}`;
    const answer = await fetch(`${server.address}/v1/pull?${query}`, {
      headers: { authorization: `Bearer ${stored.token.text}`, [protocolHeader]: String(PROTOCOL_VERSION) },
    });
    const { rows, next } = v.parse(pullReplySchema, await answer.json());
    if (rows.length === 0) return operations;
    for (const [index, row] of rows.entries()) {
      expect(row.position).toBe(cursor.position + index + 1);
      operations.push(row.operation as Operation);
    }
    cursor = next;
  }
}
