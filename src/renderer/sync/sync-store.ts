import * as v from 'valibot';
import { type OrganisationId, organisationIdSchema } from '../../shared/ids.ts';
import { type Cursor, cursorSchema, startCursor } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';
import type { CallMain } from '../ledger/main-process.ts';
import { readStoredRow, type StoredRow } from './server-rows.ts';

/** What is remembered of the server between starts, beside its rows. */
const notesSchema = v.object({
  clockOffsetMs: v.number(),
  lastContactAt: v.nullable(v.number()),
  upToDateAt: v.nullable(v.number()),
  /** The newest version that the server spoke. */
  serverProtocol: v.number(),
});
export type SyncNotes = Readonly<v.InferOutput<typeof notesSchema>>;

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
  /** At most 100 rows. Those after the last cursor given count as not there. */
  append(rows: readonly StoredRow[], cursor?: Cursor): Promise<void>;
  note(notes: SyncNotes): Promise<void>;
  /** Forgets rows and cursor. */
  reset(): Promise<void>;
  problem(): string | undefined;
}

/** The file of lines that it is kept in: beside the journal, out of reach of what may wipe the page's storage. */
export interface ServerLogLines {
  append(lines: readonly string[]): Promise<{ readonly ok: true } | { readonly ok: false; readonly detail: string }>;
  clear(): Promise<void>;
}

export function serverLogLines(callMain: CallMain): ServerLogLines {
  return {
    append: async (lines) => callMain('serverLog.append', [...lines]),
    clear: async () => callMain('serverLog.clear'),
  };
}

/** `memory` is what was read from the file when the app started, where it is this organisation's. */
export function createSyncStore(
  file: ServerLogLines,
  organisation: OrganisationId,
  memory: SyncMemory | undefined,
): SyncStore {
  let problem: string | undefined;
  let notes = memory?.notes ?? noNotes;
  let isBegun = memory !== undefined;

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (problem !== undefined) return;
    try {
      await work();
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
  }

  async function write(lines: readonly object[]): Promise<void> {
    const result = await file.append(lines.map((line) => JSON.stringify(line)));
    if (!result.ok) throw new Error(result.detail);
  }

  async function begin(): Promise<void> {
    if (isBegun) return;
    await file.clear();
    await write([{ organisation }, { notes }]);
    isBegun = true;
  }

  return {
    open: async () => ({ cursor: memory?.cursor ?? startCursor, notes }),
    append: async (rows, cursor) =>
      attempt(async () => {
        await begin();
        await write([...rows, ...(cursor === undefined ? [] : [{ cursor }])]);
      }),
    note: async (next) =>
      attempt(async () => {
        notes = next;
        await begin();
        await write([{ notes }]);
      }),
    reset: async () =>
      attempt(async () => {
        isBegun = false;
        await begin();
      }),
    problem: () => problem,
  };
}

/** Everything kept of a server. */
export interface KeptLog extends SyncMemory {
  readonly organisation: OrganisationId;
  /** From the first position on without a gap, up to the cursor. */
  readonly rows: readonly PulledRow[];
}

const lineSchema = v.union([
  v.object({
    position: v.pipe(v.number(), v.integer(), v.minValue(1)),
    text: v.string(),
    strange: v.exactOptional(v.literal(true)),
  }),
  v.object({ cursor: cursorSchema }),
  v.object({ notes: notesSchema }),
  v.object({ organisation: organisationIdSchema }),
]);

/**
 * What the file holds, for the ledger to start with; undefined where there is nothing to go on with. Rows count up to the
 * last cursor. A line that is torn, damaged or out of place is passed over: what was lost with it is pulled again and
 * stands further down.
 */
export async function readKeptLog(callMain: CallMain): Promise<KeptLog | undefined> {
  let organisation: OrganisationId | undefined;
  let memory: SyncMemory = { cursor: startCursor, notes: noNotes };
  const rows: PulledRow[] = [];
  for await (const text of linesOf(callMain)) {
    const read = v.safeParse(lineSchema, parse(text));
    if (!read.success) continue;
    const line = read.output;
    if ('position' in line) {
      if (line.position > rows.length + 1) continue;
      rows.length = line.position - 1;
      rows.push(readStoredRow(line));
    } else if ('cursor' in line) {
      if (line.cursor.position === rows.length) memory = { ...memory, cursor: line.cursor };
    } else if ('notes' in line) memory = { ...memory, notes: line.notes };
    else organisation ??= line.organisation;
  }
  if (organisation === undefined || rows.length < memory.cursor.position) return undefined;
  rows.length = memory.cursor.position;
  return { organisation, ...memory, rows };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function* linesOf(callMain: CallMain): AsyncGenerator<string> {
  for (let place: number | null = 0; place !== null;) {
    const page: { readonly lines: readonly string[]; readonly next: number | null } = await callMain(
      'serverLog.read',
      place,
    );
    yield* page.lines;
    place = page.next;
  }
}
