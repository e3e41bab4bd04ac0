import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { crashAfter } from '../../test/faults/crash-point.ts';
import { defaultSettings } from '../shared/bridge.ts';
import type { Settings } from '../shared/bridge.ts';
import { createSettingsStore } from './settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admit-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

const changed: Settings = { ...defaultSettings, gate: 'Gate B', sound: false };

test('the defaults until something was stored, then that', async () => {
  const store = createSettingsStore(folder);
  expect(await store.read()).toEqual(defaultSettings);
  expect(await store.write(changed)).toEqual({ ok: true });
  expect(await store.read()).toEqual(changed);
  expect(await createSettingsStore(folder).read()).toEqual(changed);
});

test.each(['', '{"actor": "Kim"', '7', 'null', '{"sound": "loud"}', '\0\0\0\0'])(
  'a damaged file (%j) gives the defaults and is kept aside',
  async (content) => {
    await writeFile(join(folder, 'settings.json'), content);
    const store = createSettingsStore(folder);
    expect(await store.read()).toEqual(defaultSettings);
    expect(await readFile(join(folder, 'settings.json.damaged'), 'utf8')).toBe(content);
    await store.write(changed);
    expect(await store.read()).toEqual(changed);
  },
);

test('a file of an older version keeps what it says; what it does not know starts at the default', async () => {
  await writeFile(join(folder, 'settings.json'), '{"gate":"Gate C","formerSetting":1}');
  expect(await createSettingsStore(folder).read()).toEqual({ ...defaultSettings, gate: 'Gate C' });
});

test('writes handed in at once: the last one stays', async () => {
  const store = createSettingsStore(folder);
  const results = await Promise.all(['one', 'two', 'three'].map((gate) => store.write({ ...defaultSettings, gate })));
  expect(results).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect((await store.read()).gate).toBe('three');
  expect(await readdir(folder)).toEqual(['settings.json']);
});

test('a write that cannot be done says so', async () => {
  const store = createSettingsStore(join(folder, 'missing'));
  expect(await store.write(changed)).toEqual({ ok: false, reason: 'failed', detail: 'ENOENT (open)' });
});

test('a crash at any moment of a write leaves the old settings or the new ones', async () => {
  const seen = new Set<string>();
  for (let changes = 0, outcome = 'crashed'; outcome === 'crashed'; changes += 1) {
    const store = createSettingsStore(folder);
    await store.write({ ...changed, gate: 'Gate A' });
    outcome = await crashAfter(changes, () => createSettingsStore(folder).write(changed));
    const { gate } = await createSettingsStore(folder).read();
    expect(['Gate A', 'Gate B']).toContain(gate);
    seen.add(gate);
  }
  expect(seen.size).toBe(2);
});
