import * as v from 'valibot';
import { entrySchema } from '../../shared/credit/entry.ts';
import { operationSchema } from '../../shared/operation.ts';
import type { PullReply } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';

type SentRow = PullReply['rows'][number];

/** A row of the server's log as this laptop keeps it: the text is what the server sent, word for word. */
export interface StoredRow {
  readonly position: number;
  /** JSON of `{operation, entries}`. */
  readonly text: string;
  /** It holds what this version does not know: to be looked at again after an update. */
  readonly strange?: true;
}

/** A row, with what this version of the app understands of it, and as it is kept. */
export interface UnderstoodRow {
  readonly row: PulledRow;
  readonly stored: StoredRow;
}

/** Reads a row as it came. Of a newer server it may hold what is not known here: that is left out. */
export function understand(sent: SentRow): UnderstoodRow {
  const { position, operation, entries } = sent;
  const known = v.safeParse(operationSchema, operation);
  const knownEntries = entries.flatMap((entry) => {
    const read = v.safeParse(entrySchema, entry);
    return read.success ? [read.output] : [];
  });
  const isAbsent = operation === undefined || operation === null;
  const isNewer = (!known.success && !isAbsent) || knownEntries.length < entries.length;
  const text = JSON.stringify(isAbsent ? { entries } : { operation, entries });
  return {
    row: {
      position,
      ...(known.success ? { operation: known.output } : {}),
      entries: knownEntries,
      ...(isNewer ? { newer: true } : {}),
    },
    stored: isNewer ? { position, text, strange: true } : { position, text },
  };
}

/** The row without what it says: its place is kept, so that the log has no gap. */
export function emptied({ position }: SentRow): UnderstoodRow {
  return { row: { position, entries: [] }, stored: { position, text: JSON.stringify({ entries: [] }) } };
}

/** Reads a row kept earlier. What was understood then is not looked at again: there may be very many. */
export function readStoredRow({ position, text, strange }: StoredRow): PulledRow {
  const kept = JSON.parse(text) as Omit<SentRow, 'position'>;
  return strange === true ? understand({ position, ...kept }).row : ({ position, ...kept } as PulledRow);
}
