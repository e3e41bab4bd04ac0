import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { FullDiskStory } from '../../test/faults/full-disk.ts';

/** Ends with an error where the system does not let us mount a disk of our own; there is no other way to see one fill up. */
async function tellFullDiskStory(): Promise<FullDiskStory> {
  const folder = await mkdtemp(join(tmpdir(), 'admit-full-'));
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  // The mount is seen by this child alone and goes away with it.
  const script = 'mount -t tmpfs -o size=64k none "$1" && exec "$2" "$3" "$1"';
  const program = join(import.meta.dirname, '../../test/faults/full-disk.ts');
  try {
    const args = [...asRoot, '--mount', 'sh', '-c', script, 'sh', folder, process.execPath, program];
    const { stdout } = await promisify(execFile)('unshare', args);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a full disk: every write says so and leaves nothing behind; once there is room, all goes on', async () => {
  const story = await tellFullDiskStory();
  const full = { ok: false, reason: 'full', detail: expect.stringContaining('ENOSPC') };
  expect(story.appendedBefore).toBeGreaterThan(10);
  expect(story.appendWhenFull).toEqual(full);
  expect(story.batchWhenFull).toEqual(full);
  expect(story.segmentWhenFull).toEqual(full);
  expect(story.settingsWhenFull).toEqual([full, 'Gate A']);
  expect(story.replaceWhenFull).toEqual(full);
  expect(story.readWhenFull).toBe(story.appendedBefore);
  expect(story.linesInFileWhenFull).toBe(story.appendedBefore);
  expect(story.restartWhenFull).toMatchObject({ head: { seq: story.appendedBefore }, torn: false, copied: false });
  expect(story.appendWhenFreed).toEqual([{ ok: true }, { ok: true }]);
  expect(story.restartWhenFreed).toMatchObject({ head: { seq: story.appendedBefore + 5 }, torn: false, copied: false });
});
