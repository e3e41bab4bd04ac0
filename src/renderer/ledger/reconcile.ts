import { modernise } from '../../shared/credit/modernise.ts';
import {
  type Head,
  type JournalLine,
  emptyHead,
  follows,
  type LogRow,
  type Sha256,
  writeJournalLine,
} from '../../shared/journal-line.ts';

/** The two places that hold the log, as found when the app starts. */
export interface FoundLogs {
  /** The journal's unbroken chain. */
  readonly journal: readonly JournalLine[];
  /** Lines behind a damaged place of the journal that are sound by themselves. */
  readonly salvaged: readonly JournalLine[];
  /** The database's rows, by number. */
  readonly database: readonly JournalLine[];
}

/** What has to be written to one of the two places. */
export type Work =
  | { readonly write: 'nothing' }
  /** Everything from this index of the lines on. */
  | { readonly write: 'append'; readonly from: number }
  | { readonly write: 'replace' };

/** The one log both shall hold, and what has to be written for that. */
export interface Reconciled {
  readonly lines: readonly JournalLine[];
  readonly journal: Work;
  readonly database: Work;
  /** Operations that only the database still had. */
  readonly fromDatabase: number;
  /** Operations that only the journal still had. */
  readonly fromJournal: number;
  /** Numbers that neither place could give back. */
  readonly lost: number;
}

/**
 * Brings journal and database to one log that holds every operation either of them has. The journal decides where
 * they differ about one operation; nothing that can be read is dropped.
 */
export function reconcile({ journal, salvaged, database }: FoundLogs, sha256: Sha256): Reconciled {
  const union = unite([...journal, ...salvaged], database);
  const lines = relink(union, sha256);
  const inJournal = new Set([...journal, ...salvaged].map((line) => line.hash));
  const inDatabase = new Set(database.map((line) => line.hash));
  return {
    lines,
    // Salvaged lines stand behind a damaged place: that file cannot be continued.
    journal: salvaged.length > 0 ? { write: 'replace' } : workFor(journal, lines),
    database: workFor(database, lines),
    fromDatabase: union.filter((line) => !inJournal.has(line.hash)).length,
    fromJournal: union.filter((line) => !inDatabase.has(line.hash)).length,
    lost: Math.max(0, (union.at(-1)?.seq ?? 0) - union.length),
  };
}

function workFor(found: readonly JournalLine[], lines: readonly JournalLine[]): Work {
  if (!found.every((line, index) => line.hash === lines[index]?.hash)) return { write: 'replace' };
  return found.length === lines.length ? { write: 'nothing' } : { write: 'append', from: found.length };
}

/** Every operation once: by line, and by operation where the same one stands at two numbers. */
function unite(first: readonly JournalLine[], second: readonly JournalLine[]): readonly JournalLine[] {
  const hashes = new Set<string>();
  const operations = new Set<string>();
  const union: JournalLine[] = [];
  for (const line of [...first, ...second]) {
    if (hashes.has(line.hash)) continue;
    const { id } = rowOf(line).operation;
    if (operations.has(id)) continue;
    hashes.add(line.hash);
    operations.add(id);
    union.push(line);
  }
  return union.sort((a, b) => a.seq - b.seq);
}

/** Keeps a line's text where it continues the chain; gives it a new number and hash where it no longer does. */
function relink(union: readonly JournalLine[], sha256: Sha256): readonly JournalLine[] {
  let head: Head = emptyHead;
  return union.map((line) => {
    const linked = follows(head, line)
      ? line
      : writeJournalLine({ ...rowOf(line), seq: head.seq + 1, prev: head.hash }, sha256);
    head = linked;
    return linked;
  });
}

/** The row in a line whose hash has been checked: this app, or a newer one, wrote it. */
export function rowOf(line: Pick<JournalLine, 'text'>): LogRow {
  return modernise(JSON.parse(line.text.slice(65)) as LogRow);
}
