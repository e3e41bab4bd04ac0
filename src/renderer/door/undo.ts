import type { OperationId } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { type EventMemory, historyOn } from '../ledger/event-memory.ts';
import type { Facts, Ledger } from '../ledger/ledger.ts';
import type { DoorPlace } from './check-in.ts';

export type Undoable = OperationOf<'checkIn' | 'checkOut'>;

export type UndoResult =
  | {
      readonly kind: 'undone';
      readonly operation: Undoable;
      readonly ticket: Ticket | undefined;
      /** Whether the guest is inside now. */
      readonly inside: boolean;
      readonly creditsReturned: number;
    }
  /** There was nothing to undo, or it had been undone already. */
  | { readonly kind: 'nothing' };

/** Whether an operation at a door stands and can be taken back. */
export function isUndoable(event: EventMemory, operation: { readonly kind: string }): operation is Undoable {
  if (operation.kind !== 'checkIn' && operation.kind !== 'checkOut') return false;
  const { listId, ticketId, id } = operation as Undoable;
  return !historyOn(event, listId, ticketId).undone.has(id);
}

/** This laptop's last check-in or check-out on the list that still stands: what Ctrl+Z takes back. */
export function lastUndoable(ledger: Pick<Ledger, 'device' | 'event'>, place: DoorPlace): Undoable | undefined {
  const event = ledger.event();
  if (event?.record.details.id !== place.eventId) return undefined;
  const { atDoor } = event.record;
  for (let index = atDoor.length - 1; index >= 0; index -= 1) {
    const operation = atDoor[index];
    if (operation?.listId !== place.listId || operation.at.device !== ledger.device) continue;
    if (isUndoable(event, operation)) return operation;
  }
  return undefined;
}

/**
 * Takes one check-in or check-out out of the guest's history and returns what it charged (GM-6). Undoing it a second
 * time records nothing. Throws `NotRecordedError` when it could not be written.
 */
export async function undo(ledger: Ledger, place: DoorPlace, target: OperationId): Promise<UndoResult> {
  const { outcome: operation, rows } = await ledger.act(place.actor, (facts) => {
    const found = findTarget(facts, target);
    if (found === undefined) return { intents: [], outcome: undefined };
    const { eventId, listId, ticketId } = found;
    return { intents: [{ kind: 'undo', eventId, listId, ticketId, gate: place.gate, target }], outcome: found };
  });
  const event = ledger.event();
  if (operation === undefined || event === undefined) return { kind: 'nothing' };
  const reversals = rows.flatMap(({ entries }) => entries.filter((entry) => entry.kind === 'reversal'));
  return {
    kind: 'undone',
    operation,
    ticket: event.tickets.get(operation.ticketId),
    inside: historyOn(event, operation.listId, operation.ticketId).inside,
    creditsReturned: reversals.reduce((sum, { credits }) => sum + credits, 0),
  };
}

function findTarget({ event }: Facts, target: OperationId): Undoable | undefined {
  const operation = event?.record.atDoor.find(({ id }) => id === target);
  return event !== undefined && operation !== undefined && isUndoable(event, operation) ? operation : undefined;
}
