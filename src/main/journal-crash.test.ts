import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { someLines, textsOf } from '../../test/builders/journal-lines.ts';
import { silentLog } from '../../test/builders/silent-log.ts';
import { crashAfter } from '../../test/faults/crash-point.ts';
import type { JournalReport } from '../shared/bridge.ts';
import { createJournal } from './journal.ts';
import type { Journal } from './journal.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'admit-crash-'));
});
afterAll(() => rm(root, { recursive: true }));

const lines = someLines(8);
const before = textsOf(lines.slice(0, 4));

interface Scenario {
  /** Makes the files that the crash will find, in an empty folder. */
  readonly prepare: (folder: string) => Promise<void>;
  readonly work: (journal: Journal) => Promise<unknown>;
  /** Every journal that a crash may leave behind. */
  readonly allowed: readonly (readonly string[])[];
  /** Set where the profile is a copy, so that the device changes anyway. */
  readonly otherDevice?: true;
}

const scenarios: Record<string, Scenario> = {
  'the very first start': {
    prepare: () => Promise.resolve(),
    work: (journal) => journal.open(),
    allowed: [[]],
    otherDevice: true,
  },
  'a start with a torn last line': {
    prepare: async (folder) => {
      await withJournal(folder, (journal) => journal.append(before));
      const whole = await readFile(join(folder, 'journal.log'));
      await writeFile(join(folder, 'journal.log'), Buffer.concat([whole, whole.subarray(0, 100)]));
    },
    work: (journal) => journal.open(),
    allowed: [before],
  },
  'a start on a copied profile': {
    prepare: async (folder) => {
      await withJournal(`${folder}-original`, (journal) => journal.append(before));
      await cp(`${folder}-original`, folder, { recursive: true });
    },
    work: (journal) => journal.open(),
    allowed: [before],
    otherDevice: true,
  },
  'an append': {
    prepare: (folder) => withJournal(folder, (journal) => journal.append(before)),
    work: async (journal) => {
      await journal.open();
      await journal.append(textsOf(lines.slice(4, 5)));
    },
    allowed: [before, textsOf(lines.slice(0, 5))],
  },
  'replacing the journal': {
    prepare: (folder) => withJournal(folder, (journal) => journal.append(before)),
    work: async (journal) => {
      await journal.open();
      await journal.replace(textsOf(lines));
    },
    allowed: [before, textsOf(lines)],
  },
  'replacing a damaged journal': {
    prepare: async (folder) => {
      await withJournal(folder, (journal) => journal.append(before));
      await writeFile(join(folder, 'journal.log'), [...before.slice(0, 2), ...before.slice(3), ''].join('\n'));
    },
    work: async (journal) => {
      await journal.open();
      await journal.replace(textsOf(lines));
    },
    allowed: [before.slice(0, 2), textsOf(lines)],
  },
};

test.each(Object.entries(scenarios))('a crash at any moment of %s', async (name, scenario) => {
  for (let changes = 0, outcome = 'crashed'; outcome === 'crashed'; changes += 1) {
    const folder = join(root, `${name} ${changes}`);
    await scenario.prepare(folder);
    const device = await deviceIn(folder);
    const crashing = createJournal(folder, silentLog);
    outcome = await crashAfter(changes, () => scenario.work(crashing));

    const said = `after ${changes} changes`;
    const { texts, report } = await restart(folder);
    expect(scenario.allowed, said).toContainEqual(texts);
    if (scenario.otherDevice === undefined) {
      expect(report.copied, said).toBe(false);
      expect(report.deviceId, said).toBe(device);
    }
    if (report.salvaged !== undefined) expect([...texts, ...report.salvaged.texts]).toEqual(without(before, 2));
    const again = await restart(folder);
    expect(again, said).toEqual({ texts, report: { ...report, torn: false, copied: false } });
    expect(
      (await readdir(folder)).filter((file) => file.endsWith('.tmp')),
      said,
    ).toEqual([]);
    if (outcome === 'finished') expect(changes, 'the crashes happened').toBeGreaterThan(2);
  }
});

async function withJournal(folder: string, work: (journal: Journal) => Promise<unknown>): Promise<void> {
  const journal = createJournal(folder, silentLog);
  await journal.open();
  await work(journal);
  await journal.close();
}

async function restart(folder: string): Promise<{ texts: string[]; report: JournalReport }> {
  const journal = createJournal(folder, silentLog);
  const report = await journal.open();
  const texts = await journal.read(1, 100);
  await journal.close();
  return { texts, report };
}

async function deviceIn(folder: string): Promise<unknown> {
  const text = await readFile(join(folder, 'device.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text).deviceId;
}

function without(texts: readonly string[], index: number): string[] {
  return texts.filter((_text, at) => at !== index);
}
