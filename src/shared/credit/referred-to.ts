import type { ListId, OperationId, TicketId } from '../ids.ts';
import { isOnTicket, type Operation } from '../operation.ts';
import { intentOf } from './intent.ts';
import { reach } from './reach.ts';

/**
 * The operations whose charges others among them may change: those that are undone or taken back, of a ticket that more
 * than one thing happened to, or on a subject that may be paid for once. What the rest was charged need not be
 * remembered: of 100,000 check-ins that is nearly all.
 */
export function referredTo(operations: readonly Operation[]): ReadonlySet<OperationId> {
  const referred = new Set<OperationId>();
  const lists = new Map<ListId, Map<TicketId, OperationId>>();
  for (const operation of operations) {
    if (operation.kind === 'voidAction' || operation.kind === 'undo') referred.add(operation.target);
    if (!isOnTicket(operation)) {
      if (intentOf(operation)?.subject !== undefined) referred.add(operation.id);
      continue;
    }
    const first = reach(
      reach(lists, operation.listId, () => new Map()),
      operation.ticketId,
      () => operation.id,
    );
    if (first !== operation.id) referred.add(first).add(operation.id);
  }
  return referred;
}
