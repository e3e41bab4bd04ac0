import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLog } from './log.ts';

test('notes go to a file that is turned over when it is full, without the name of the home folder', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'admit-log-')), 'logs');
  const log = startLog(folder, false);
  log.info('Started.');
  log.error('Could not write.', new Error(`no ${homedir()}/ledger`));
  const text = await readFile(join(folder, 'main.log'), 'utf8');
  expect(text).toMatch(/\[info\] +Started\.\n/);
  expect(text).toMatch(/\[error\] +Could not write\. Error: no ~\/ledger\n +at /);
  expect(text).not.toContain(homedir());

  for (let written = 0; written < 5_000_000; written += 100_000) log.warn('x'.repeat(100_000));
  expect((await readdir(folder)).toSorted()).toEqual(['main.log', 'main.old.log']);
  await rm(folder, { recursive: true });
});
