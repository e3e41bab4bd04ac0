import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { createJournal } from '../../src/main/journal.ts';
import { createSegmentStore } from '../../src/main/segments.ts';
import { createSettingsStore } from '../../src/main/settings.ts';
import { defaultSettings } from '../../src/shared/bridge.ts';
import { hashSchema } from '../../src/shared/ids.ts';
import { someLines, textsOf } from '../builders/journal-lines.ts';
import { silentLog } from '../builders/silent-log.ts';

/** What happened on a disk that fills up and is then freed again, step by step. */
export interface FullDiskStory {
  readonly appendedBefore: number;
  readonly appendWhenFull: unknown;
  readonly batchWhenFull: unknown;
  readonly segmentWhenFull: unknown;
  readonly settingsWhenFull: unknown;
  readonly replaceWhenFull: unknown;
  readonly readWhenFull: number;
  readonly linesInFileWhenFull: number;
  readonly restartWhenFull: unknown;
  readonly appendWhenFreed: unknown;
  readonly restartWhenFreed: unknown;
}

/** Run as a program with a small file system's folder as its argument; prints the story as JSON. */
async function fillDisk(folder: string): Promise<FullDiskStory> {
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(16 * 1024));
  const ledger = join(folder, 'ledger');
  const settings = createSettingsStore(folder);
  await settings.write({ ...defaultSettings, gate: 'Gate A' });
  const lines = someLines(1000);
  const journal = createJournal(ledger, silentLog);
  await journal.open();
  let appendedBefore = 0;
  let result = await journal.append(textsOf(lines.slice(0, 1)));
  while (result.ok) {
    appendedBefore += 1;
    result = await journal.append(textsOf(lines.slice(appendedBefore, appendedBefore + 1)));
  }
  const rest = textsOf(lines.slice(appendedBefore));
  const bytes = randomBytes(20_000);
  const hash = v.parse(hashSchema, createHash('sha256').update(bytes).digest('hex'));
  const full = {
    appendedBefore,
    appendWhenFull: result,
    batchWhenFull: await journal.append(rest.slice(0, 20)),
    segmentWhenFull: await createSegmentStore(join(ledger, 'segments')).write(hash, bytes),
    settingsWhenFull: [await settings.write({ ...defaultSettings, gate: 'B' }), (await settings.read()).gate],
    replaceWhenFull: await journal.replace(textsOf(lines)),
    readWhenFull: (await journal.read(1, 1000)).length,
    linesInFileWhenFull: (await readFile(join(ledger, 'journal.log'), 'utf8')).split('\n').length - 1,
    restartWhenFull: await createJournal(ledger, silentLog).open(),
  };
  await rm(ballast);
  const appendWhenFreed = [await journal.append(rest.slice(0, 1)), await journal.append(rest.slice(1, 5))];
  return { ...full, appendWhenFreed, restartWhenFreed: await createJournal(ledger, silentLog).open() };
}

const [, , folder] = process.argv;
if (folder !== undefined) console.log(JSON.stringify(await fillDisk(folder)));
