import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type Admit, startAdmit } from './admit.ts';

interface Fixtures {
  /** Where this test's app keeps its data; deleted afterwards. */
  readonly profileDir: string;
  /** Starts the app on that profile, and ends it with the test. */
  readonly start: (args?: readonly string[]) => Promise<Admit>;
}

/** A test of the real app with a profile of its own. */
export const test = base.extend<Fixtures>({
  profileDir: async ({ browserName }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `admit-${browserName}-`));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  start: async ({ profileDir }, use) => {
    const started: Admit[] = [];
    await use(async (args = []) => {
      const admit = await startAdmit(profileDir, args);
      started.push(admit);
      return admit;
    });
    for (const admit of started) if (admit.isRunning()) await admit.close();
  },
});
