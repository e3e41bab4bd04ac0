import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprintFiles } from '../../scripts/build.ts';

const patterns = ['src/**/*', '*.json'];

function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'admit-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'src', 'door'), { recursive: true });
  writeFileSync(join(folder, 'src', 'door', 'door.ts'), 'open');
  writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}

test('the same sources have the same fingerprint, wherever they lie', async () => {
  expect(await fingerprintFiles(makeProject(), patterns)).toBe(await fingerprintFiles(makeProject(), patterns));
});

test.each<{ what: string; change: (folder: string) => void; differs: boolean }>([
  {
    what: 'a source changed',
    change: (dir) => writeFileSync(join(dir, 'src', 'door', 'door.ts'), 'shut'),
    differs: true,
  },
  { what: 'a source added', change: (dir) => writeFileSync(join(dir, 'src', 'window.ts'), ''), differs: true },
  {
    what: 'a source renamed',
    change: (dir) => renameSync(join(dir, 'src', 'door', 'door.ts'), join(dir, 'src', 'door', 'gate.ts')),
    differs: true,
  },
  { what: 'a setting changed', change: (dir) => writeFileSync(join(dir, 'package.json'), '{"a":1}'), differs: true },
  {
    what: 'a test added',
    change: (dir) => writeFileSync(join(dir, 'src', 'door', 'door.test.ts'), ''),
    differs: false,
  },
  { what: 'another file added', change: (dir) => writeFileSync(join(dir, 'notes.md'), ''), differs: false },
])('$what: another build is called for: $differs', async ({ change, differs }) => {
  const folder = makeProject();
  const before = await fingerprintFiles(folder, patterns);
  change(folder);
  expect((await fingerprintFiles(folder, patterns)) !== before).toBe(differs);
});
