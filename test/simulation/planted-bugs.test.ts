import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { usualSize } from './command.ts';
import { openInProcessDatabase } from './in-process-database.ts';
import { plantedBugs } from './planted-bugs.ts';
import { runSchedule } from './run-schedule.ts';
import { type Backups, openBackups } from './server-storage.ts';

/** So many runs may go by before a bug is found. */
const mostSeeds = 30;
const timeoutMs = 300_000;

let database: Database;
let backups: Backups;

beforeAll(async () => {
  database = await openInProcessDatabase();
  backups = await openBackups(database);
}, timeoutMs);

afterAll(() => database.close());

describe('the simulation finds', () => {
  it.each(plantedBugs)(
    '$name',
    async ({ name, plant, remove, putBack }) => {
      if (remove !== undefined) await database.query(remove);
      let found: string | undefined;
      let seed = 0;
      while (found === undefined && seed < mostSeeds) {
        seed += 1;
        const result = await runSchedule({ seed, ...usualSize }, { database, backups, bugs: plant() });
        found = result.failure;
      }
      if (putBack !== undefined) await database.query(putBack);
      process.stdout.write(`\n${name}: found with seed ${String(seed)}: ${(found ?? 'never').slice(0, 160)}\n`);
      expect(found).toBeDefined();
    },
    timeoutMs,
  );
});

describe('a run', () => {
  it('is the same whenever it is run', async () => {
    for (const seed of [3, 8, 12]) {
      const first = await runSchedule({ seed, ...usualSize }, { database, backups });
      const second = await runSchedule({ seed, ...usualSize }, { database, backups });
      expect(second.traceHash).toBe(first.traceHash);
    }
  });

  it('is another with another seed', async () => {
    const hashes = new Set<string>();
    for (const seed of [1, 2, 3])
      hashes.add((await runSchedule({ seed, ...usualSize }, { database, backups })).traceHash);
    expect(hashes.size).toBe(3);
  });
});
