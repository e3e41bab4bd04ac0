import { fstatSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { JournalReport, WriteFailure, WriteResult } from '../shared/bridge.ts';
import type { DeviceId } from '../shared/ids.ts';
import { emptyHead, follows } from '../shared/journal-line.ts';
import type { Head, JournalLine } from '../shared/journal-line.ts';
import { describeWriteFailure } from './file-errors.ts';
import { journalName, openJournalFolder } from './journal-file.ts';
import type { LoadedJournal } from './journal-file.ts';
import { readSoundLine } from './journal-scan.ts';
import { locateLines, noteLine } from './line-marks.ts';
import type { Log } from './log.ts';
import { createSerialQueue } from './serial-queue.ts';

/** The ledger's commit point: a file of hash-chained lines that only grows. Its calls take turns. */
export interface Journal {
  /** Reads and checks the whole file. Has to come first; opening again reads and checks it again. */
  open(): Promise<JournalReport>;
  /** Appends lines, all or none, and resolves `ok` only after they are on the disk. Refuses lines that do not follow the last one. */
  append(texts: readonly string[]): Promise<WriteResult>;
  /** Lines of the unbroken chain from the one numbered `from` on, at most `limit`. */
  read(from: number, limit: number): Promise<string[]>;
  /** Makes these lines the whole journal; the old one is kept aside. Refuses lines that are not one chain from the start. */
  replace(texts: readonly string[]): Promise<WriteResult>;
  /** Gives the laptop a new name, under which its journal goes on. */
  renewDevice(): Promise<DeviceId>;
  /** Waits for what is running and lets go of the file. */
  close(): Promise<void>;
}

interface OpenJournal extends LoadedJournal {
  /** Why nothing may be appended, where that is so. */
  readonly blockedBy?: string;
}

const notOpen = 'The journal is not open.';
const damaged = 'The journal is damaged; it has to be replaced before anything is added.';

export function createJournal(folder: string, log: Log): Journal {
  const journalFolder = openJournalFolder(folder, log);
  const queue = createSerialQueue();
  let current: OpenJournal | undefined;

  async function close(): Promise<void> {
    const file = current?.file;
    current = undefined;
    await file?.close();
  }

  async function load(): Promise<OpenJournal> {
    await close();
    const loaded = await journalFolder.load();
    current = loaded.rest.kind === 'damaged' ? { ...loaded, blockedBy: damaged } : loaded;
    return current;
  }

  async function open(): Promise<JournalReport> {
    const { deviceId, head, copied, rest } = await load();
    const report = { deviceId, head, copied, torn: rest.kind === 'torn' };
    return rest.kind === 'damaged'
      ? { ...report, salvaged: { texts: [...rest.texts], keptAs: await keepDamaged() } }
      : report;
  }

  async function keepDamaged(): Promise<string> {
    try {
      return await journalFolder.keepCopy('damaged');
    } catch (error) {
      // Nothing is lost: the damaged file stays in place until it is replaced, and that demands a copy again.
      log.warn('The damaged journal could not be copied aside.', error);
      return journalName;
    }
  }

  async function append(texts: readonly string[]): Promise<WriteResult> {
    if (current === undefined) return refuse('failed', notOpen);
    if (current.blockedBy !== undefined) return refuse('failed', current.blockedBy);
    const chain = chainLines(current.head, texts);
    if (!chain.ok) return chain;
    const { size, nlink } = fstatSync(current.file.fd);
    if (size !== current.bytes || nlink === 0)
      return refuse('out-of-step', 'Another program has changed the journal file.');
    try {
      await writeAll(current.file, Buffer.from(texts.map((text) => `${text}\n`).join('')), current.bytes);
      await current.file.datasync();
    } catch (error) {
      current = await takeBack(current, error);
      return describeWriteFailure(error);
    }
    current = advance(current, chain.lines);
    return { ok: true };
  }

  async function takeBack(journal: OpenJournal, cause: unknown): Promise<OpenJournal> {
    log.error('A journal append failed and is taken back.', cause);
    try {
      await journal.file.truncate(journal.bytes);
      await journal.file.sync();
      return journal;
    } catch (error) {
      log.error('The failed append could not be taken back.', error);
      const { detail } = describeWriteFailure(error);
      return { ...journal, blockedBy: `A failed write could not be taken back (${detail}). Restart Admit to go on.` };
    }
  }

  async function read(from: number, limit: number): Promise<string[]> {
    if (current === undefined) throw new Error(notOpen);
    const { file, head, bytes, marks } = current;
    const to = Math.min(from + limit - 1, head.seq);
    if (from > to) return [];
    const { start, end, linesBefore } = locateLines(marks, from, to, bytes);
    const { buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer
      .toString('utf8')
      .split('\n')
      .slice(linesBefore, linesBefore + to - from + 1);
  }

  async function replace(texts: readonly string[]): Promise<WriteResult> {
    if (current === undefined) return refuse('failed', notOpen);
    const chain = chainLines(emptyHead, texts);
    if (!chain.ok) return chain;
    const { deviceId, rest } = current;
    try {
      await journalFolder.keepCopy(rest.kind === 'damaged' ? 'damaged' : 'replaced');
      await close();
      await journalFolder.replace(deviceId, texts);
      return { ok: true };
    } catch (error) {
      log.error('The journal could not be replaced.', error);
      return describeWriteFailure(error);
    } finally {
      await load();
    }
  }

  async function renewDevice(): Promise<DeviceId> {
    if (current === undefined) throw new Error(notOpen);
    const deviceId = await journalFolder.renewDevice();
    current = { ...current, deviceId };
    return deviceId;
  }

  return {
    open: () => queue.run(open),
    append: (texts) => queue.run(() => append(texts)),
    read: (from, limit) => queue.run(() => read(from, limit)),
    replace: (texts) => queue.run(() => replace(texts)),
    renewDevice: () => queue.run(renewDevice),
    close: () => queue.run(close),
  };
}

type Chain = { readonly ok: true; readonly lines: readonly JournalLine[] } | WriteFailure;

/** The lines in `texts`, where each is sound and follows the one before it. */
function chainLines(head: Head, texts: readonly string[]): Chain {
  const lines: JournalLine[] = [];
  for (const text of texts) {
    const last = lines.at(-1) ?? head;
    const line = readSoundLine(text);
    if (line === undefined || text.includes('\n')) return refuse('failed', `The line after ${last.seq} is not sound.`);
    if (!follows(last, line))
      return refuse('out-of-step', `Line ${line.seq} does not follow the last line, ${last.seq}.`);
    lines.push(line);
  }
  return { ok: true, lines };
}

function refuse(reason: WriteFailure['reason'], detail: string): WriteFailure {
  return { ok: false, reason, detail };
}

/** The file system may take a part only, above all when the disk is nearly full. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function advance(journal: OpenJournal, lines: readonly JournalLine[]): OpenJournal {
  let { head, bytes } = journal;
  for (const { seq, hash, text } of lines) {
    noteLine(journal.marks, seq, bytes);
    bytes += Buffer.byteLength(text) + 1;
    head = { seq, hash };
  }
  return { ...journal, head, bytes };
}
