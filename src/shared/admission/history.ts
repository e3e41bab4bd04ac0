import { compareHybridTimes } from '../clock.ts';
import type { Reentry } from '../event.ts';
import type { OperationId } from '../ids.ts';
import type { OperationOf, TicketOperation } from '../operation.ts';
import type { EarlierAdmission } from './verdict.ts';

/** What a ticket's operations on one check-in list mean. A pure function of their set. */
export interface TicketHistory {
  readonly inside: boolean;
  /** Check-ins that stand and let somebody in, earliest first. */
  readonly admissions: readonly OperationOf<'checkIn'>[];
  /** Check-ins that stand but found the guest already in: conflicts between doors. */
  readonly duplicates: readonly OperationOf<'checkIn'>[];
  /** The first admission, be it ours or the source's. */
  readonly first: EarlierAdmission | undefined;
  /** Operations that an undo took out. */
  readonly undone: ReadonlySet<OperationId>;
}

/** Where the guest stands before an entry. */
export interface Presence {
  readonly inside: boolean;
  readonly entered: boolean;
}

/** Whether a list's re-entry rule lets this guest in (again). */
export function allowsEntry(reentry: Reentry, presence: Presence): boolean {
  switch (reentry) {
    case 'once':
      return !presence.entered;
    case 'after-exit':
      return !presence.inside;
    case 'many':
      return true;
  }
}

/**
 * Operations by time, each once, whatever order and however often they came. The id decides only between two readings
 * of one clock, which a cloned profile can make.
 */
function inOrder(operations: readonly TicketOperation[]): readonly TicketOperation[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return [...byId.values()].sort((a, b) => compareHybridTimes(a.at, b.at) || (a.id < b.id ? -1 : 1));
}

/** An undo can itself be undone; it reaches only what came before it, so there are no circles. */
function findUndone(ordered: readonly TicketOperation[]): ReadonlySet<OperationId> {
  const undone = new Set<OperationId>();
  const later = new Set<OperationId>();
  for (const operation of [...ordered].reverse()) {
    if (operation.kind === 'undo' && !undone.has(operation.id) && !later.has(operation.target)) {
      undone.add(operation.target);
    }
    later.add(operation.id);
  }
  return undone;
}

/**
 * Folds one ticket's operations on one list. `arrivedAt` (UTC milliseconds) is set when the guest list itself
 * counted the guest in on this list.
 */
export function foldHistory(operations: readonly TicketOperation[], arrivedAt?: number): TicketHistory {
  const ordered = inOrder(operations);
  const undone = findUndone(ordered);
  const admissions: OperationOf<'checkIn'>[] = [];
  const duplicates: OperationOf<'checkIn'>[] = [];
  let inside = arrivedAt !== undefined;
  for (const operation of ordered) {
    if (operation.kind === 'undo' || undone.has(operation.id)) continue;
    if (operation.kind === 'checkOut') {
      inside = false;
      continue;
    }
    const entered = arrivedAt !== undefined || admissions.length > 0;
    if (allowsEntry(operation.reentry, { inside, entered })) {
      admissions.push(operation);
      inside = true;
    } else {
      duplicates.push(operation);
    }
  }
  return { inside, admissions, duplicates, first: firstAdmission(admissions, arrivedAt), undone };
}

function firstAdmission(
  admissions: readonly OperationOf<'checkIn'>[],
  arrivedAt: number | undefined,
): EarlierAdmission | undefined {
  if (arrivedAt !== undefined) return { at: arrivedAt, gate: '', actor: '' };
  const [first] = admissions;
  return first && { operationId: first.id, at: first.wallAt, gate: first.gate, actor: first.actor };
}

/** Whether the ticket was ever let in on the list. */
export function hasEntered(history: TicketHistory): boolean {
  return history.first !== undefined;
}
