import { Dexie, type EntityTable } from 'dexie';
import type { Hash } from '../../shared/ids.ts';

/** A journal line, kept where the page can read it fast. */
export interface StoredLine {
  readonly seq: number;
  readonly text: string;
}

/** A segment of a guest list: gzipped JSON under the hash of its bytes. */
export interface StoredSegment {
  readonly hash: Hash;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The credit account as it was after a row of the log. */
export interface StoredCheckpoint {
  readonly id: 'account';
  readonly seq: number;
  /** The row's hash: a checkpoint of another history is none. */
  readonly hash: Hash;
  /** The credit engine that made it. */
  readonly engine: number;
  readonly snapshot: unknown;
}

export type LedgerDatabase = Dexie & {
  readonly checkpoints: EntityTable<StoredCheckpoint, 'id'>;
  readonly log: EntityTable<StoredLine, 'seq'>;
  readonly segments: EntityTable<StoredSegment, 'hash'>;
};

/**
 * Every version's stores, oldest first. Append, never edit: an installed app holds any of them.
 * No secondary indexes: a check-in writes one small row and nothing else.
 */
export const schemaVersions: readonly Record<string, string>[] = [
  { log: 'seq', segments: 'hash' },
  { checkpoints: 'id' },
];

/**
 * The page's own copy of journal and guest lists. It may be lost at any time and is then rebuilt from the journal,
 * so it is written `relaxed`: the journal is what a green verdict waits for.
 */
export function openDatabase(
  name: string,
  versions: readonly Record<string, string>[] = schemaVersions,
): LedgerDatabase {
  const database = new Dexie(name, { chromeTransactionDurability: 'relaxed', autoOpen: false });
  for (const [index, stores] of versions.entries()) database.version(index + 1).stores(stores);
  return database as LedgerDatabase;
}
