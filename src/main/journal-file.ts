import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { deviceIdSchema } from '../shared/ids.ts';
import type { DeviceId } from '../shared/ids.ts';
import type { Head } from '../shared/journal-line.ts';
import { identifyFile, readDeviceFile, writeDeviceFile } from './device-file.ts';
import type { DeviceFile } from './device-file.ts';
import { copyDurably, replaceDurably, syncFolder, temporarySuffix, writeBeside, writeDurably } from './durable-file.ts';
import { unlessMissing } from './file-errors.ts';
import { scanJournal } from './journal-scan.ts';
import type { JournalRest } from './journal-scan.ts';
import type { LineMarks } from './line-marks.ts';
import type { Log } from './log.ts';

/** A journal file that has been read through and is held open. */
export interface LoadedJournal {
  readonly file: FileHandle;
  readonly deviceId: DeviceId;
  /** The profile was copied or restored from a backup, so `deviceId` is a new one. */
  readonly copied: boolean;
  readonly head: Head;
  /** Length of the unbroken chain. */
  readonly bytes: number;
  readonly marks: LineMarks;
  /** What stood after the chain. A torn line has been cut off; anything else is still in the file. */
  readonly rest: JournalRest;
}

/** The files of one ledger folder: `journal.log` and `device.json`. */
export interface JournalFolder {
  /** Opens the journal and makes what is missing. Loading again reports the same, but for `copied` and a torn line. */
  load(): Promise<LoadedJournal>;
  /** Puts a new journal in the old one's place. The old file must be closed: Windows replaces no open file. */
  replace(deviceId: DeviceId, texts: readonly string[]): Promise<void>;
  /** Gives the journal that is open a new device; it goes on as it is. */
  renewDevice(): Promise<DeviceId>;
  /** Copies the journal aside, once for each state of it, and returns the copy's name. */
  keepCopy(why: 'damaged' | 'replaced'): Promise<string>;
}

export const journalName = 'journal.log';

export function openJournalFolder(folder: string, log: Log): JournalFolder {
  const journalPath = join(folder, journalName);
  const keptPath = async (why: string): Promise<string> => join(folder, `journal.${why}-${await lastWritten()}`);
  const devicePath = join(folder, 'device.json');

  /** A crash at any moment leaves a journal that `device.json` knows, so that it is never taken for a copy. */
  async function install(device: DeviceFile, texts: readonly string[]): Promise<DeviceFile> {
    const unfinishedPath = await writeBeside(journalPath, texts.map((text) => `${text}\n`).join(''));
    const installed = { ...device, journalFiles: [...device.journalFiles, await identifyFile(unfinishedPath)] };
    await writeDeviceFile(devicePath, installed);
    await replaceDurably(journalPath, unfinishedPath);
    return installed;
  }

  async function load(): Promise<LoadedJournal> {
    if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(dirname(folder));
    await removeUnfinished();
    let device = (await readDeviceFile(devicePath)) ?? { deviceId: newDeviceId(), journalFiles: [] };
    if ((await unlessMissing(stat(journalPath))) === undefined) device = await install(device, []);
    const file = await open(journalPath, 'r+');
    try {
      const { head, chainBytes, marks, rest } = await scanJournal(file);
      if (rest.kind === 'torn') await cutTornLine(file, chainBytes);
      return { file, ...(await settleDevice(device)), head, bytes: chainBytes, marks, rest };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** What a crash left half written. */
  async function removeUnfinished(): Promise<void> {
    const names = (await readdir(folder)).filter((name) => name.endsWith(temporarySuffix));
    await Promise.all(names.map((name) => rm(join(folder, name))));
  }

  async function cutTornLine(file: FileHandle, start: number): Promise<void> {
    try {
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
      await writeDurably(await keptPath('torn'), buffer);
    } catch (error) {
      // Nobody was ever told that this line was written: a full disk must not keep the door shut over it.
      log.warn('The torn last line of the journal could not be kept aside.', error);
    }
    await file.truncate(start);
    await file.sync();
  }

  async function settleDevice({
    deviceId,
    journalFiles,
  }: DeviceFile): Promise<Pick<LoadedJournal, 'deviceId' | 'copied'>> {
    const identity = await identifyFile(journalPath);
    const copied = !journalFiles.includes(identity);
    const settled = { deviceId: copied ? newDeviceId() : deviceId, journalFiles: [identity] };
    if (copied || journalFiles.length > 1) await writeDeviceFile(devicePath, settled);
    return { deviceId: settled.deviceId, copied };
  }

  /** When the journal was last written, in a form fit for file names. */
  async function lastWritten(): Promise<string> {
    const { mtime } = await stat(journalPath);
    return mtime.toISOString().replaceAll(/[-:.]/g, '');
  }

  return {
    load,
    async replace(deviceId, texts) {
      const replaced = await unlessMissing(identifyFile(journalPath));
      await install({ deviceId, journalFiles: replaced === undefined ? [] : [replaced] }, texts);
    },
    async renewDevice() {
      const deviceId = newDeviceId();
      await writeDeviceFile(devicePath, { deviceId, journalFiles: [await identifyFile(journalPath)] });
      return deviceId;
    },
    async keepCopy(why) {
      const copyPath = await keptPath(why);
      if ((await unlessMissing(stat(copyPath))) === undefined) await copyDurably(journalPath, copyPath);
      return basename(copyPath);
    },
  };
}

function newDeviceId(): DeviceId {
  return v.parse(deviceIdSchema, randomUUID());
}
