import type { DeviceId, OperationId } from '../../shared/ids.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { DoorOperation } from '../ledger/books.ts';
import type { EventMemory } from '../ledger/event-memory.ts';
import { guestName } from '../ui/guest-name.ts';
import type { DoorPlace } from './check-in.ts';
import { isUndoable } from './undo.ts';
import type { VerdictKey } from './verdict-words.ts';

/** One line of the strip of last scans. */
export interface PastScan {
  readonly operationId: OperationId;
  /** UTC milliseconds. */
  readonly at: number;
  readonly verdict: VerdictKey;
  /** The guest, or the scanned text where it belonged to nobody. */
  readonly name: string;
  /** Refusals cannot be undone; what was undone stays in the list. */
  readonly standing: 'undoable' | 'undone' | 'final';
}

/** This laptop's last check-ins, check-outs and refusals on the list, newest first. What other doors do is theirs to undo. */
export function lastScans(
  event: EventMemory,
  { listId }: DoorPlace,
  device: DeviceId,
  limit: number,
): readonly PastScan[] {
  const { atDoor } = event.record;
  const scans: PastScan[] = [];
  for (let index = atDoor.length - 1; index >= 0 && scans.length < limit; index -= 1) {
    const operation = atDoor[index];
    if (operation?.listId !== listId || operation.at.device !== device || operation.kind === 'undo') continue;
    scans.push({
      operationId: operation.id,
      at: operation.wallAt,
      verdict: verdictOf(event, operation),
      name: nameOf(event, operation),
      standing: standingOf(event, operation),
    });
  }
  return scans;
}

type Scan = Exclude<DoorOperation, { kind: 'undo' }>;

function verdictOf(event: EventMemory, operation: Scan): VerdictKey {
  switch (operation.kind) {
    case 'checkIn': {
      const ticket = event.tickets.get(operation.ticketId);
      return ticket?.attention === true || ticket?.note !== undefined ? 'attention' : 'admit';
    }
    case 'checkOut':
      return 'exit';
    case 'refuseScan':
      return operation.code;
    default:
      return unreachable(operation);
  }
}

function nameOf(event: EventMemory, operation: Scan): string {
  const ticket = operation.ticketId === undefined ? undefined : event.tickets.get(operation.ticketId);
  if (ticket !== undefined) return guestName(ticket);
  return operation.kind === 'refuseScan' ? operation.scanned : 'Unknown guest';
}

function standingOf(event: EventMemory, operation: Scan): PastScan['standing'] {
  if (operation.kind === 'refuseScan') return 'final';
  return isUndoable(event, operation) ? 'undoable' : 'undone';
}
