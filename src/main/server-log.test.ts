import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createServerLogFile } from './server-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admit-server-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inFolder = () => createServerLogFile(join(folder, 'ledger', 'server.log'));

async function readAll(from = inFolder()): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let place: number | null = 0; place !== null;) {
    const page: Awaited<ReturnType<typeof from.read>> = await from.read(place);
    lines.push(...page.lines);
    place = page.next;
  }
  return lines;
}

test('nothing has been heard yet', async () => {
  expect(await readAll()).toEqual([]);
});

test('lines come back in order, whichever run wrote them', async () => {
  expect(await inFolder().append(['one', 'zwei é 🎟'])).toEqual({ ok: true });
  await inFolder().append(['three']);
  expect(await readAll()).toEqual(['one', 'zwei é 🎟', 'three']);
});

test('appends that come at once take turns', async () => {
  const file = inFolder();
  await Promise.all(Array.from({ length: 50 }, (_, index) => file.append([`line ${String(index)}`])));
  expect(await readAll(file)).toEqual(Array.from({ length: 50 }, (_, index) => `line ${String(index)}`));
});

test('more than a page is read in pieces that end with lines, and a line longer than a page whole', async () => {
  const lines = [
    ...Array.from({ length: 90 }, (_, index) => `${String(index)} ${'ü'.repeat(30_000)}`),
    'x'.repeat(9_000_000),
    'end',
  ];
  await inFolder().append(lines);
  expect((await inFolder().read(0)).next).not.toBeNull();
  expect(await readAll()).toEqual(lines);
});

test('what a power cut has torn is what is left of it', async () => {
  await inFolder().append(['whole']);
  await appendFile(join(folder, 'ledger', 'server.log'), '{"posi');
  expect(await readAll()).toEqual(['whole', '{"posi']);
});

test('cleared, it is empty and goes on', async () => {
  await inFolder().append(['one']);
  await inFolder().clear();
  await inFolder().append(['two']);
  expect(await readAll()).toEqual(['two']);
});
