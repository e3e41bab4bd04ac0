import type { OperationId } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import { type Base, openBase, type PulledRow } from './base.ts';
import type { BookRow } from './books.ts';

/** What the laptop has of a server's log, and what of its own is not in it yet. */
export interface ServerLog {
  /** The position of the last row taken in; 0 before the first. */
  position: number;
  base: Base;
  /** Rows that the tickets know and the credits do not yet. */
  waiting: PulledRow[];
  /** Every own row, in journal order. */
  readonly own: LogRow[];
  /** Those that have not come back. */
  unsent: LogRow[];
  /** Their operations; undefined until somebody asks: a laptop that works alone never does. */
  unsentIds: Set<OperationId> | undefined;
  /** Operations known from a log that is not the server's any more, and from nowhere else so far. */
  former: Set<OperationId>;
  /** How many rows held what this version does not know. */
  deferred: number;
}

/** No row of the server's; all own ones are still to be sent. */
export function openServerLog(own: LogRow[]): ServerLog {
  return {
    position: 0,
    base: openBase(),
    waiting: [],
    own,
    unsent: [...own],
    unsentIds: undefined,
    former: new Set(),
    deferred: 0,
  };
}

/** Takes note of an own row that has just been recorded. */
export function addOwn({ own, unsent, unsentIds }: ServerLog, row: LogRow): void {
  own.push(row);
  unsent.push(row);
  unsentIds?.add(row.operation.id);
}

/** The rows after those taken in before. Throws when one is missing before them. */
export function rowsBeyond({ position }: ServerLog, rows: readonly PulledRow[]): readonly PulledRow[] {
  const beyond = rows.filter((row) => row.position > position);
  for (const [index, row] of beyond.entries()) {
    if (row.position !== position + index + 1) {
      throw new Error(`Row ${String(row.position)} came after ${String(position + index)}: rows between are missing`);
    }
  }
  return beyond;
}

/** Whether an operation that a row brings is here already: an own one, or one of the server's former log. */
export function isKnown(log: ServerLog, id: OperationId): boolean {
  log.unsentIds ??= idsOf(log.unsent);
  return log.unsentIds.delete(id) || log.former.delete(id);
}

/** Drops from the unsent rows those that have come back. */
export function dropReturned(log: ServerLog): void {
  const { unsent, unsentIds } = log;
  if (unsentIds === undefined || unsent.length === unsentIds.size) return;
  log.unsent = unsent.filter(({ operation }) => unsentIds.has(operation.id));
}

function idsOf(rows: readonly LogRow[]): Set<OperationId> {
  return new Set(rows.map(({ operation }) => operation.id));
}

/** Starts over with another log of the server's: everything of one's own is to be sent again. */
export function startOver(log: ServerLog, formerRows: readonly BookRow[]): void {
  const own = idsOf(log.own);
  for (const { operation } of formerRows) {
    if (operation !== undefined && !own.has(operation.id)) log.former.add(operation.id);
  }
  log.position = 0;
  log.base = openBase(log.base.generation + 1);
  log.waiting = [];
  log.unsent = [...log.own];
  log.unsentIds = own;
  log.deferred = 0;
}
