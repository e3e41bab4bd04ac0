import { appendFile, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WriteResult } from '../shared/bridge.ts';
import { describeWriteFailure, unlessMissing } from './file-errors.ts';
import { createSerialQueue } from './serial-queue.ts';

/**
 * What this laptop has heard of the server's log, as lines of text. It may be lost at any time, because the server has it:
 * nothing waits for the disk, and a line that a power cut has torn is read as what is left of it.
 */
export interface ServerLogFile {
  append(lines: readonly string[]): Promise<WriteResult>;
  /** Lines from a place on (bytes, 0 for the start), and where the next ones begin; null at the end. */
  read(from: number): Promise<{ readonly lines: string[]; readonly next: number | null }>;
  clear(): Promise<void>;
}

/** So much is read at a time, in bytes; a longer line is read whole. */
const pageBytes = 4 * 1024 * 1024;
const lineBreak = 0x0a;

export function createServerLogFile(path: string): ServerLogFile {
  const queue = createSerialQueue();

  async function append(lines: readonly string[]): Promise<WriteResult> {
    try {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
      return { ok: true };
    } catch (error) {
      return describeWriteFailure(error);
    }
  }

  async function read(from: number, bytes = pageBytes): ReturnType<ServerLogFile['read']> {
    const file = await unlessMissing(open(path, 'r'));
    if (file === undefined) return { lines: [], next: null };
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
      const page = buffer.subarray(0, bytesRead);
      const isLast = bytesRead < bytes;
      const end = isLast ? bytesRead : page.lastIndexOf(lineBreak) + 1;
      if (end === 0 && !isLast) return await read(from, bytes * 2);
      const lines = page
        .toString('utf8', 0, end)
        .split('\n')
        .filter((line) => line !== '');
      return { lines, next: isLast ? null : from + end };
    } finally {
      await file.close();
    }
  }

  return {
    append: (lines) => queue.run(() => append(lines)),
    read: (from) => queue.run(() => read(from)),
    clear: () => queue.run(() => rm(path, { force: true })),
  };
}
