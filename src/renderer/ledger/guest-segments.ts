import type { Hash } from '../../shared/ids.ts';
import { NotRecordedError } from './commit.ts';
import type { LedgerDatabase, StoredSegment } from './database.ts';
import type { CallMain } from './main-process.ts';
import { isSound } from './segment.ts';

/** Where segments are kept: the page's database for speed, a file each beside the journal for ever. */
export interface SegmentShelves {
  readonly callMain: CallMain;
  readonly database: LedgerDatabase;
}

/** Stores a segment durably. Throws `NotRecordedError` when the disk does not take it. */
export async function storeSegment({ callMain, database }: SegmentShelves, segment: StoredSegment): Promise<void> {
  const result = await callMain('segment.write', segment);
  if (!result.ok) throw new NotRecordedError(result);
  // The page's copy is a convenience: without it, the file is read.
  await database.segments.put(segment).catch(() => undefined);
}

/** Forgets every segment but these: what a cancelled or crashed import left behind. */
export async function keepOnlySegments(shelves: SegmentShelves, keep: readonly Hash[]): Promise<void> {
  await shelves.callMain('segment.keepOnly', [...keep]);
  await shelves.database.segments
    .where('hash')
    .noneOf(keep)
    .delete()
    .catch(() => undefined);
}

/** One segment's bytes, proven by their hash; undefined when neither copy is sound. */
export async function readSegment(
  { callMain, database }: SegmentShelves,
  hash: Hash,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stored = await database.segments.get(hash).catch(() => undefined);
  if (stored !== undefined && (await isSound(stored))) return stored.bytes;
  const bytes = await callMain('segment.read', hash);
  if (bytes === null || !(await isSound({ hash, bytes }))) return undefined;
  await database.segments.put({ hash, bytes }).catch(() => undefined);
  return bytes;
}

/** Whether a sound copy is to be had; cheap for one that the page's database has, which is proven when it is read. */
export async function isStored(shelves: SegmentShelves, hash: Hash): Promise<boolean> {
  const count = await shelves.database.segments
    .where('hash')
    .equals(hash)
    .count()
    .catch(() => 0);
  return count > 0 || (await readSegment(shelves, hash)) !== undefined;
}
