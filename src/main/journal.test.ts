import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { someLines, textsOf } from '../../test/builders/journal-lines.ts';
import { silentLog } from '../../test/builders/silent-log.ts';
import { withFailing } from '../../test/faults/failing-disk.ts';
import { emptyHead } from '../shared/journal-line.ts';
import type { JournalLine } from '../shared/journal-line.ts';
import { createJournal } from './journal.ts';
import type { Journal } from './journal.ts';

let folder: string;
let journals: Journal[];
const journalPath = (): string => join(folder, 'journal.log');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admit-journal-'));
  journals = [];
});

afterEach(async () => {
  await Promise.all(journals.map((journal) => journal.close()));
  await rm(folder, { recursive: true });
});

/** A new start of the app on the same files. */
function start(): Journal {
  const journal = createJournal(folder, silentLog);
  journals.push(journal);
  return journal;
}

async function writeJournal(lines: readonly JournalLine[]): Promise<Journal> {
  const journal = start();
  await journal.open();
  expect(await journal.append(textsOf(lines))).toEqual({ ok: true });
  return journal;
}

/** Files that were kept aside, by what the part of the name after `journal.` starts with. */
async function keptFiles(why: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(`journal.${why}-`));
}

function hashed(json: string): string {
  return `${createHash('sha256').update(json).digest('hex')} ${json}`;
}

const noRow = hashed('no row');

function headOf(lines: readonly JournalLine[]): { seq: number; hash: string } {
  const { seq, hash } = lines.at(-1) ?? emptyHead;
  return { seq, hash };
}

describe('appending and reading', () => {
  test('a new journal is empty and keeps its device', async () => {
    const first = await start().open();
    expect(first).toEqual({ deviceId: first.deviceId, head: emptyHead, copied: false, torn: false });
    expect(await start().open()).toEqual(first);
  });

  test('what was appended is there after a restart, and appending goes on', async () => {
    const lines = someLines(5);
    const first = await writeJournal(lines.slice(0, 3));
    await first.close();
    const second = start();
    expect(await second.open()).toMatchObject({ head: headOf(lines.slice(0, 3)), torn: false, copied: false });
    expect(await second.append(textsOf(lines.slice(3)))).toEqual({ ok: true });
    expect(await second.read(1, 100)).toEqual(textsOf(lines));
    expect(await start().open()).toMatchObject({ head: headOf(lines) });
  });

  test('any page is what was written there, before and after a restart', async () => {
    const lines = someLines(700);
    const written = await writeJournal(lines.slice(0, 300));
    for (let at = 300; at < 700; at += 50) await written.append(textsOf(lines.slice(at, at + 50)));
    const reopened = start();
    await reopened.open();
    const page = fc.record({ from: fc.integer({ min: 1, max: 800 }), limit: fc.integer({ min: 1, max: 800 }) });
    await fc.assert(
      fc.asyncProperty(page, async ({ from, limit }) => {
        const expected = textsOf(lines.slice(from - 1, from - 1 + limit));
        expect(await written.read(from, limit)).toEqual(expected);
        expect(await reopened.read(from, limit)).toEqual(expected);
      }),
    );
  });

  test('appends handed in at once take turns', async () => {
    const lines = someLines(50);
    const journal = await writeJournal([]);
    const results = await Promise.all(lines.map((line) => journal.append([line.text])));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await journal.read(1, 100)).toEqual(textsOf(lines));
  });

  const [one, two, three, four] = textsOf(someLines(4));
  const refused: Record<string, { texts: (string | undefined)[]; reason: string }> = {
    'a line that is there already': { texts: [one], reason: 'out-of-step' },
    'a line beyond the next': { texts: [three], reason: 'out-of-step' },
    'a batch with a gap': { texts: [two, four], reason: 'out-of-step' },
    'a batch with one line twice': { texts: [two, two], reason: 'out-of-step' },
    'a line that is not what its hash says': { texts: [two?.replace('Kim', 'Tim')], reason: 'failed' },
    'a good line and then a bad one': { texts: [two, `${three}x`], reason: 'failed' },
    'an empty line': { texts: [''], reason: 'failed' },
    'a line whose hash is right but which holds no row': { texts: [noRow], reason: 'failed' },
    'a line with a line break in it': { texts: [hashed(` \n${two?.slice(65)}`)], reason: 'failed' },
  };
  test.each(Object.entries(refused))('refuses %s and writes nothing of it', async (_name, { texts, reason }) => {
    const journal = await writeJournal(someLines(1));
    const before = await readFile(journalPath());
    expect(await journal.append(texts.map(String))).toMatchObject({ ok: false, reason });
    expect(await readFile(journalPath())).toEqual(before);
    expect(await journal.append(textsOf(someLines(2).slice(1)))).toEqual({ ok: true });
  });

  test('refuses before it is opened and after it is closed', async () => {
    const journal = start();
    expect(await journal.append(textsOf(someLines(1)))).toMatchObject({ ok: false, reason: 'failed' });
    await journal.open();
    const running = journal.append(textsOf(someLines(1)));
    await journal.close();
    expect(await running).toEqual({ ok: true });
    expect(await journal.append(textsOf(someLines(2).slice(1)))).toMatchObject({ ok: false, reason: 'failed' });
  });

  test('a second writer is noticed before anything is overwritten', async () => {
    const lines = someLines(3);
    const first = await writeJournal(lines.slice(0, 1));
    const second = start();
    await second.open();
    expect(await second.append(textsOf(lines.slice(1, 2)))).toEqual({ ok: true });
    expect(await first.append(textsOf(lines.slice(1, 2)))).toMatchObject({ ok: false, reason: 'out-of-step' });
    expect(await start().open()).toMatchObject({ head: headOf(lines.slice(0, 2)) });
  });

  test('a journal deleted while open takes no more lines', async () => {
    const journal = await writeJournal(someLines(1));
    await rm(journalPath());
    expect(await journal.append(textsOf(someLines(2).slice(1)))).toMatchObject({ ok: false, reason: 'out-of-step' });
  });
});

describe('a disk that fails', () => {
  const lines = someLines(3);
  const failed = { ok: false, reason: 'failed' };

  test.each(['write', 'datasync'] as const)('in %s: the append is taken back, and the next one works', async (call) => {
    const journal = await writeJournal(lines.slice(0, 1));
    const before = await readFile(journalPath());
    const result = await withFailing([call], () => journal.append(textsOf(lines.slice(1))));
    expect(result).toEqual({ ...failed, detail: `EIO (${call})` });
    expect(await readFile(journalPath())).toEqual(before);
    expect(await journal.append(textsOf(lines.slice(1)))).toEqual({ ok: true });
    expect(await start().open()).toMatchObject({ head: headOf(lines), torn: false });
  });

  test('and cannot even take it back: nothing is added until the journal is opened again', async () => {
    const journal = await writeJournal(lines.slice(0, 1));
    await withFailing(['datasync', 'truncate'], () => journal.append(textsOf(lines.slice(1, 2))));
    const detail = expect.stringContaining('Restart Admit');
    expect(await journal.append(textsOf(lines.slice(1, 2)))).toEqual({ ...failed, detail });
    expect(await journal.read(1, 9)).toEqual(textsOf(lines.slice(0, 1)));
    const { head } = await journal.open();
    expect(await journal.append(textsOf(lines.slice(head.seq)))).toEqual({ ok: true });
    expect(await start().open()).toMatchObject({ head: headOf(lines), torn: false });
  });
});

describe('a torn last line', () => {
  test('is cut off at whichever byte it ends, kept aside, and appending goes on', async () => {
    const lines = someLines(3);
    await (await writeJournal(lines)).close();
    const whole = await readFile(journalPath());
    const lastLineAt = whole.length - Buffer.byteLength(`${lines[2]?.text}\n`);
    for (let end = lastLineAt + 1; end < whole.length; end += 1) {
      await writeFile(journalPath(), whole.subarray(0, end));
      const journal = start();
      expect(await journal.open(), `cut at byte ${end}`).toMatchObject({ torn: true, head: headOf(lines.slice(0, 2)) });
      const [kept, ...others] = await keptFiles('torn');
      expect(others).toEqual([]);
      expect(await readFile(join(folder, String(kept)))).toEqual(whole.subarray(lastLineAt, end));
      expect(await journal.open()).toMatchObject({ torn: false, head: headOf(lines.slice(0, 2)) });
      expect(await journal.append(textsOf(lines.slice(2)))).toEqual({ ok: true });
      await journal.close();
      await rm(join(folder, String(kept)));
    }
    expect(await readFile(journalPath())).toEqual(whole);
  });

  test('that the disk filled with zeros is cut off', async () => {
    const lines = someLines(2);
    await (await writeJournal(lines)).close();
    const { size } = await stat(journalPath());
    await truncate(journalPath(), size + 5000);
    expect(await start().open()).toMatchObject({ torn: true, head: headOf(lines) });
    expect((await stat(journalPath())).size).toBe(size);
  });

  test('ending at a line break leaves nothing to repair', async () => {
    const lines = someLines(3);
    await (await writeJournal(lines)).close();
    const { size } = await stat(journalPath());
    await truncate(journalPath(), size - Buffer.byteLength(`${lines[2]?.text}\n`));
    expect(await start().open()).toMatchObject({ torn: false, head: headOf(lines.slice(0, 2)) });
  });
});

describe('damage', () => {
  const lines = someLines(12);
  const whole = Buffer.from(`${textsOf(lines).join('\n')}\n`);

  test('a flipped bit is found wherever it is, and every line it did not hit is kept', async () => {
    await (await writeJournal(lines)).close();
    const seen = { torn: 0, damaged: 0, lineBreaks: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (whole[at] ?? 0) ^ (1 << bit);
        await writeFile(journalPath(), bytes);
        const journal = start();
        const { head, torn, salvaged } = await journal.open();
        const kept = [...(await journal.read(1, 100)), ...(salvaged?.texts ?? [])];
        await journal.close();
        expect(kept).toEqual(textsOf(lines.filter((line) => !holdsByte(line, at))));
        expect(head.seq).toBeLessThan(lines.length);
        expect(torn || salvaged !== undefined).toBe(true);
        seen.torn += torn ? 1 : 0;
        seen.damaged += salvaged === undefined ? 0 : 1;
        seen.lineBreaks += whole[at] === 0x0a ? 1 : 0;
      }),
      { numRuns: 300, examples: [...lineBreaksOf(whole)].map((at): [number, number] => [at, at % 8]) },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  /** Whether the byte belongs to the line itself; the breaks between lines belong to none. */
  function holdsByte({ seq }: JournalLine, at: number): boolean {
    const breaks = [-1, ...lineBreaksOf(whole)];
    return at > (breaks[seq - 1] ?? 0) && at < (breaks[seq] ?? 0);
  }

  test('a lost block in the middle: the lines after it are salvaged, the file is kept, nothing is added to it', async () => {
    await (await writeJournal(lines)).close();
    const broken = Buffer.from(whole).fill(0, 1000, 2000);
    await writeFile(journalPath(), broken);
    const journal = start();
    const report = await journal.open();
    expect(report.head.seq).toBeGreaterThan(0);
    expect(report.salvaged?.texts.length).toBeGreaterThan(5);
    expect(textsOf(lines).join()).toContain(report.salvaged?.texts.join());
    const keptAs = String(report.salvaged?.keptAs);
    expect(keptAs).toMatch(/^journal\.damaged-\d{8}T\d{9}Z$/);
    expect(await readFile(join(folder, keptAs))).toEqual(broken);
    expect(await journal.append(textsOf(lines.slice(1, 2)))).toMatchObject({ ok: false, reason: 'failed' });
    expect(await readFile(journalPath())).toEqual(broken);

    expect(await journal.open()).toEqual(report);
    expect(await start().open()).toEqual(report);
    expect(await keptFiles('damaged')).toEqual([keptAs]);
  });

  test('replacing the journal ends it, and keeps the damaged file and the device', async () => {
    const { deviceId } = await (await writeJournal(lines)).open();
    const broken = Buffer.from(whole).fill(0, 1000, 1500);
    await writeFile(journalPath(), broken);
    const journal = start();
    const { salvaged } = await journal.open();
    const better = someLines(13);
    expect(await journal.replace(textsOf(better.slice(0, 12)))).toEqual({ ok: true });
    expect(await journal.append(textsOf(better.slice(12)))).toEqual({ ok: true });
    expect(await readFile(join(folder, String(salvaged?.keptAs)))).toEqual(broken);
    expect(await start().open()).toEqual({ deviceId, head: headOf(better), copied: false, torn: false });
  });

  test('a line that is sound but out of the chain is salvaged', async () => {
    await writeFile(journalPath(), `${textsOf([...lines.slice(0, 3), ...lines.slice(4)]).join('\n')}\n`);
    const { head, salvaged } = await start().open();
    expect(head).toEqual(headOf(lines.slice(0, 3)));
    expect(salvaged?.texts).toEqual(textsOf(lines.slice(4)));
  });

  test('a line whose hash is right but which holds no row is damage', async () => {
    await writeFile(journalPath(), `${textsOf(lines.slice(0, 1)).join()}\n${noRow}\n${lines[1]?.text}\n`);
    const { head, salvaged } = await start().open();
    expect(head).toEqual(headOf(lines.slice(0, 1)));
    expect(salvaged?.texts).toEqual(textsOf(lines.slice(1, 2)));
  });
});

describe('replacing', () => {
  test('keeps the old file aside, and can start from nothing', async () => {
    const journal = await writeJournal(someLines(3));
    const old = await readFile(journalPath());
    expect(await journal.replace([])).toEqual({ ok: true });
    expect(await journal.append(textsOf(someLines(1)))).toEqual({ ok: true });
    const kept = await keptFiles('replaced');
    expect(kept).toHaveLength(1);
    expect(await readFile(join(folder, String(kept[0])))).toEqual(old);
  });

  test('refuses what is not one chain from the first line on', async () => {
    const lines = someLines(4);
    const journal = await writeJournal(lines.slice(0, 2));
    expect(await journal.replace(textsOf(lines.slice(1)))).toMatchObject({ ok: false, reason: 'out-of-step' });
    expect(await journal.replace([...textsOf(lines), 'x'])).toMatchObject({ ok: false, reason: 'failed' });
    expect(await journal.read(1, 10)).toEqual(textsOf(lines.slice(0, 2)));
    expect(await journal.append(textsOf(lines.slice(2)))).toEqual({ ok: true });
  });
});

describe('whose journal it is', () => {
  test('a renewed device has another name, under which the same journal goes on', async () => {
    const lines = someLines(4);
    const journal = await writeJournal(lines.slice(0, 3));
    const before = await journal.open();
    const renewed = await journal.renewDevice();
    expect(renewed).not.toBe(before.deviceId);
    expect(await journal.append(textsOf(lines.slice(3)))).toEqual({ ok: true });
    await journal.close();
    const after = { deviceId: renewed, head: headOf(lines), copied: false, torn: false };
    expect(await start().open()).toEqual(after);
  });

  test('a renewed device keeps its name when its journal is replaced', async () => {
    const lines = someLines(2);
    const journal = await writeJournal(lines);
    const renewed = await journal.renewDevice();
    expect(await journal.replace(textsOf(lines))).toEqual({ ok: true });
    expect(await start().open()).toMatchObject({ deviceId: renewed, copied: false });
  });

  test('a journal that is not open has no device to renew', async () => {
    await expect(start().renewDevice()).rejects.toThrow('not open');
  });

  test('a copied folder goes on as a new device, the original as itself', async () => {
    const lines = someLines(2);
    const original = await (await writeJournal(lines)).open();
    const home = folder;
    folder = `${home}-copy`;
    await cp(home, folder, { recursive: true, preserveTimestamps: true });
    const copy = await start().open();
    expect(copy).toMatchObject({ head: headOf(lines), copied: true });
    expect(copy.deviceId).not.toBe(original.deviceId);
    expect(await start().open()).toEqual({ ...copy, copied: false });
    await Promise.all(journals.map((journal) => journal.close()));
    await rm(folder, { recursive: true });
    folder = home;
    expect(await start().open()).toEqual(original);
  });

  test('a folder removed and restored from its backup is a copy, even where the file gets its old number', async () => {
    const original = await (await writeJournal(someLines(2))).open();
    await Promise.all(journals.map((journal) => journal.close()));
    await cp(folder, `${folder}-backup`, { recursive: true, preserveTimestamps: true });
    await rm(folder, { recursive: true });
    await cp(`${folder}-backup`, folder, { recursive: true, preserveTimestamps: true });
    await rm(`${folder}-backup`, { recursive: true });
    const restored = await start().open();
    expect(restored.copied).toBe(true);
    expect(restored.deviceId).not.toBe(original.deviceId);
  });

  test('a folder that was only moved is no copy', async () => {
    const original = await (await writeJournal(someLines(2))).open();
    await rename(folder, `${folder}-moved`);
    folder = `${folder}-moved`;
    expect(await start().open()).toEqual(original);
  });

  test('a missing journal starts anew on the same device', async () => {
    const { deviceId } = await (await writeJournal(someLines(2))).open();
    await rm(journalPath());
    expect(await start().open()).toEqual({ deviceId, head: emptyHead, copied: false, torn: false });
    expect(await start().open()).toEqual({ deviceId, head: emptyHead, copied: false, torn: false });
  });

  test.each(['missing', 'damaged'])(
    'a %s device file: nothing says that these lines are ours, so it is a copy',
    async (how) => {
      const lines = someLines(2);
      const { deviceId } = await (await writeJournal(lines)).open();
      const devicePath = join(folder, 'device.json');
      await (how === 'missing' ? rm(devicePath) : writeFile(devicePath, '{"deviceId":'));
      const report = await start().open();
      expect(report).toMatchObject({ head: headOf(lines), copied: true });
      expect(report.deviceId).not.toBe(deviceId);
    },
  );
});

function* lineBreaksOf(bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf('\n'); at !== -1; at = bytes.indexOf('\n', at + 1)) yield at;
}
