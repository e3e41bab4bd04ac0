import type { JournalReport } from '../../shared/bridge.ts';
import type { DeviceId } from '../../shared/ids.ts';
import {
  emptyHead,
  follows,
  type Head,
  type JournalLine,
  readJournalLine,
  type Sha256,
} from '../../shared/journal-line.ts';
import { NotRecordedError } from './commit.ts';
import type { LedgerDatabase } from './database.ts';
import type { CallMain } from './main-process.ts';
import { reconcile, type Reconciled, rowOf, type Work } from './reconcile.ts';

/** What had to be put right when the app started; said on screen before anybody is admitted. */
export interface Recovery {
  /** `restarted`: the page's copy lagged a few rows behind; `rebuilt`: it was lost or damaged. */
  readonly database: 'sound' | 'restarted' | 'rebuilt' | 'unusable';
  readonly journal: 'sound' | 'torn' | 'completed' | 'repaired';
  readonly operationsFromJournal: number;
  readonly operationsFromDatabase: number;
  readonly operationsLost: number;
  /** The profile was copied or restored: this laptop goes on under a new name of its own. */
  readonly copied: boolean;
}

export interface OpenedLogs {
  /** Under which name this laptop goes on. */
  readonly device: DeviceId;
  readonly lines: readonly JournalLine[];
  readonly recovery: Recovery;
}

const readPageLines = 5_000;

/** Opens journal and database, makes them agree, and returns the log they both hold. */
export async function openLogs(callMain: CallMain, database: LedgerDatabase, sha256: Sha256): Promise<OpenedLogs> {
  // Both take their time, each in a process of its own.
  const [report, stored] = await Promise.all([callMain('journal.open'), readDatabase(database)]);
  if (report.salvaged === undefined && isChainTo(stored ?? [], report.head)) {
    return { device: report.deviceId, lines: stored ?? [], recovery: describe(report, stored, undefined) };
  }
  const salvaged = (report.salvaged?.texts ?? []).map((text) => readJournalLine(text, sha256));
  const journal = await readJournal(callMain, report.head);
  const found = { journal, salvaged: salvaged.filter((line) => line !== undefined), database: stored ?? [] };
  const reconciled = reconcile(found, sha256);
  await writeJournal(callMain, reconciled);
  const written = stored !== undefined && (await bringUp(database, reconciled));
  const recovery = describe(report, written ? stored : undefined, reconciled);
  return { device: report.deviceId, lines: reconciled.lines, recovery };
}

/** The database's rows; undefined when it cannot be read even after it has been made anew. */
async function readDatabase(database: LedgerDatabase): Promise<readonly JournalLine[] | undefined> {
  try {
    return await readRows(database);
  } catch {
    // Damaged, or of a newer version: the journal has everything, so start it afresh.
  }
  try {
    await remake(database);
    return [];
  } catch {
    return undefined;
  }
}

async function remake(database: LedgerDatabase): Promise<void> {
  database.close();
  await database.delete();
  await database.open();
}

async function readRows(database: LedgerDatabase): Promise<readonly JournalLine[]> {
  await database.open();
  const rows = await database.log.orderBy('seq').toArray();
  return rows.map(({ text }) => lineOf(text));
}

/** A line whose hash was checked when it was written or read from the journal. */
export function lineOf(text: string): JournalLine {
  const { seq, prev } = rowOf({ text });
  return { seq, prev, text, hash: text.slice(0, 64) as JournalLine['hash'] };
}

function isChainTo(lines: readonly JournalLine[], end: Head): boolean {
  let head: Head = emptyHead;
  for (const line of lines) {
    if (!follows(head, line)) return false;
    head = line;
  }
  return head.seq === end.seq && head.hash === end.hash;
}

async function readJournal(callMain: CallMain, head: Head): Promise<readonly JournalLine[]> {
  const lines: JournalLine[] = [];
  while (lines.length < head.seq) {
    const page = await callMain('journal.read', { from: lines.length + 1, limit: readPageLines });
    if (page.length === 0) throw new Error(`The journal ends at line ${String(lines.length)} of ${String(head.seq)}`);
    for (const text of page) lines.push(lineOf(text));
  }
  return lines;
}

async function writeJournal(callMain: CallMain, { journal, lines }: Reconciled): Promise<void> {
  if (journal.write === 'nothing') return;
  const texts = lines.slice(journal.write === 'append' ? journal.from : 0).map((line) => line.text);
  const result = await callMain(journal.write === 'append' ? 'journal.append' : 'journal.replace', texts);
  if (!result.ok) throw new NotRecordedError(result);
}

/** False when the database cannot be made to hold the log even after it has been made anew. */
async function bringUp(database: LedgerDatabase, { lines, database: work }: Reconciled): Promise<boolean> {
  try {
    await writeDatabase(database, lines, work);
    return true;
  } catch {
    // It reads but does not write: damaged stores, or those of another version.
  }
  try {
    await remake(database);
    await writeDatabase(database, lines, { write: 'replace' });
    return true;
  } catch {
    return false;
  }
}

async function writeDatabase(database: LedgerDatabase, lines: readonly JournalLine[], work: Work): Promise<void> {
  if (work.write === 'nothing') return;
  const from = work.write === 'append' ? work.from : 0;
  await database.transaction('rw', database.log, async () => {
    if (work.write === 'replace') await database.log.clear();
    await database.log.bulkPut(lines.slice(from).map(({ seq, text }) => ({ seq, text })));
  });
}

function describe(
  report: JournalReport,
  stored: readonly JournalLine[] | undefined,
  reconciled: Reconciled | undefined,
): Recovery {
  return {
    database: databaseState(stored, reconciled),
    journal: journalState(report, reconciled),
    operationsFromJournal: reconciled?.fromJournal ?? 0,
    operationsFromDatabase: reconciled?.fromDatabase ?? 0,
    operationsLost: reconciled?.lost ?? 0,
    copied: report.copied,
  };
}

function databaseState(
  stored: readonly JournalLine[] | undefined,
  reconciled: Reconciled | undefined,
): Recovery['database'] {
  if (stored === undefined) return 'unusable';
  if (reconciled === undefined || reconciled.database.write === 'nothing') return 'sound';
  return reconciled.database.write === 'append' && stored.length > 0 ? 'restarted' : 'rebuilt';
}

function journalState(report: JournalReport, reconciled: Reconciled | undefined): Recovery['journal'] {
  if (reconciled?.journal.write === 'replace') return 'repaired';
  if (reconciled?.journal.write === 'append') return 'completed';
  return report.torn ? 'torn' : 'sound';
}
