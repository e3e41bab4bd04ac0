import { Dexie, type EntityTable, type Table } from 'dexie';
import type { OrganisationId } from '../../shared/ids.ts';
import { type Cursor, startCursor } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';
import { readStoredRow, type StoredRow } from './server-rows.ts';

/** What is remembered of the server between starts, beside its rows. */
export interface SyncNotes {
  readonly clockOffsetMs: number;
  readonly lastContactAt: number | null;
  readonly upToDateAt: number | null;
  /** The newest version that the server spoke. */
  readonly serverProtocol: number;
}

export const noNotes: SyncNotes = { clockOffsetMs: 0, lastContactAt: null, upToDateAt: null, serverProtocol: 0 };

/** What has been pulled, and how far that goes. */
export interface SyncMemory {
  readonly cursor: Cursor;
  readonly notes: SyncNotes;
}

/**
 * Where pulled rows are kept. It may lose them at any time: they are pulled again. No function rejects: once one has
 * failed nothing more is written, so that rows have no gap, and `problem` says what was wrong.
 */
export interface SyncStore {
  open(): Promise<SyncMemory>;
  /** At most 100 rows; the cursor, where given, together with them. Rows beyond the cursor count as not there. */
  append(rows: readonly StoredRow[], cursor?: Cursor): Promise<void>;
  note(notes: SyncNotes): Promise<void>;
  /** Forgets rows and cursor. */
  reset(): Promise<void>;
  problem(): string | undefined;
}

type Kept =
  | { readonly id: 'cursor'; readonly organisation: OrganisationId; readonly cursor: Cursor }
  | { readonly id: 'notes'; readonly notes: SyncNotes };

export type SyncDatabase = Dexie & {
  readonly rows: EntityTable<StoredRow, 'position'>;
  readonly state: Table<Kept, Kept['id']>;
};

export const syncDatabaseName = 'admit-sync';

/** A database of its own: the stores that a check-in writes are never touched by sync. */
export function openSyncDatabase(name: string): SyncDatabase {
  const database = new Dexie(name, { chromeTransactionDurability: 'relaxed' });
  database.version(1).stores({ rows: 'position', state: 'id' });
  return database as SyncDatabase;
}

export function createSyncStore(database: SyncDatabase, organisation: OrganisationId): SyncStore {
  let problem: string | undefined;

  async function attempt(write: () => Promise<unknown>): Promise<void> {
    if (problem !== undefined) return;
    try {
      await write();
    } catch (error) {
      problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }

  async function inOne(write: () => Promise<unknown>): Promise<void> {
    await attempt(async () => database.transaction('rw', database.rows, database.state, write));
  }

  return {
    async open() {
      let memory: SyncMemory = { cursor: startCursor, notes: noNotes };
      await attempt(async () => {
        memory = { cursor: await readCursor(database, organisation), notes: await readNotes(database) };
      });
      return memory;
    },
    append: async (rows, cursor) =>
      inOne(async () => {
        await database.rows.bulkPut([...rows]);
        if (cursor !== undefined) await database.state.put({ id: 'cursor', organisation, cursor });
      }),
    note: async (notes) => attempt(async () => database.state.put({ id: 'notes', notes })),
    reset: async () =>
      inOne(async () => {
        await database.rows.clear();
        await database.state.put({ id: 'cursor', organisation, cursor: startCursor });
      }),
    problem: () => problem,
  };
}

/** How far the rows of this organisation go: to the start where they are another's, or not all there. */
async function readCursor(database: SyncDatabase, organisation: OrganisationId): Promise<Cursor> {
  const kept = await database.state.get('cursor');
  if (kept?.id !== 'cursor' || kept.organisation !== organisation) return startCursor;
  const { cursor } = kept;
  const count = await database.rows.where('position').belowOrEqual(cursor.position).count();
  return count === cursor.position ? cursor : startCursor;
}

async function readNotes(database: SyncDatabase): Promise<SyncNotes> {
  const kept = await database.state.get('notes');
  return kept?.id === 'notes' ? kept.notes : noNotes;
}

/** Whose rows are kept; undefined where there are none, or where that cannot be read. */
export async function readKeptOrganisation(database: SyncDatabase): Promise<OrganisationId | undefined> {
  const kept = await database.state.get('cursor').catch(() => undefined);
  return kept?.id === 'cursor' && kept.cursor.position > 0 ? kept.organisation : undefined;
}

const rowsPerPage = 2_000;

/**
 * Everything pulled so far, from the first position on without a gap, for the ledger to start with. Nothing where it
 * cannot be read: then it is pulled again.
 */
export async function readKeptRows(
  database: SyncDatabase,
  organisation: OrganisationId,
): Promise<readonly PulledRow[]> {
  const rows: PulledRow[] = [];
  try {
    const { position } = await readCursor(database, organisation);
    while (rows.length < position) {
      const to = Math.min(rows.length + rowsPerPage, position);
      const page = await database.rows.where('position').between(rows.length, to, false, true).toArray();
      if (page.length === 0) return [];
      for (const row of page) rows.push(readStoredRow(row));
    }
    return rows;
  } catch {
    return [];
  }
}
