import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WriteResult } from '../shared/bridge.ts';
import type { Hash } from '../shared/ids.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import { describeWriteFailure, unlessMissing } from './file-errors.ts';

/** Immutable parts of guest lists, each a file named by the SHA-256 of its bytes. */
export interface SegmentStore {
  /** Stores the bytes durably; refuses bytes that do not have that hash. */
  write(hash: Hash, bytes: Uint8Array): Promise<WriteResult>;
  /** The bytes, or null when there are none, they cannot be read, or they are no longer what their name says. */
  read(hash: Hash): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Deletes every other segment and what crashes left unfinished. Resolves with the number of files deleted. */
  keepOnly(hashes: readonly Hash[]): Promise<number>;
}

/** `folder` is made when the first segment is written. An import writes many at once; they do not wait for each other. */
export function createSegmentStore(folder: string): SegmentStore {
  const writing = new Map<Hash, Promise<WriteResult>>();
  const pathOf = (hash: Hash): string => join(folder, fileName(hash));

  async function store(hash: Hash, bytes: Uint8Array): Promise<WriteResult> {
    try {
      if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(dirname(folder));
      await writeDurably(pathOf(hash), bytes);
      return { ok: true };
    } catch (error) {
      return describeWriteFailure(error);
    }
  }

  return {
    async write(hash, bytes) {
      if (hashOf(bytes) !== hash) {
        return { ok: false, reason: 'failed', detail: 'The bytes do not have the hash they came with.' };
      }
      // Two writes of one segment would share a temporary file, so the second takes the first one's result.
      const running = writing.get(hash) ?? store(hash, bytes).finally(() => writing.delete(hash));
      writing.set(hash, running);
      return running;
    },
    async read(hash) {
      const bytes = await readFile(pathOf(hash)).catch(() => null);
      return bytes !== null && hashOf(bytes) === hash ? bytes : null;
    },
    async keepOnly(hashes) {
      const kept = new Set(hashes.map((hash) => fileName(hash)));
      const others = ((await unlessMissing(readdir(folder))) ?? []).filter((name) => !kept.has(name));
      await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
      if (others.length > 0) await syncFolder(folder);
      return others.length;
    },
  };
}

function fileName(hash: Hash): string {
  return `${hash}.gz`;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
