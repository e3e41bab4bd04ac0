import { intentOf } from '../../shared/credit/intent.ts';
import { subjectKey } from '../../shared/credit/posted.ts';
import type { OperationId } from '../../shared/ids.ts';
import { isOnTicket, type Operation, type TicketOperation } from '../../shared/operation.ts';

/**
 * What an operation is stored under besides its id, so that what it has to be settled with is found: the ticket on a list,
 * the subject of its action, or what it takes back. Undefined for one that stands for itself.
 */
export function groupKeyOf(operation: Operation): string | undefined {
  if (isOnTicket(operation)) return ticketKey(operation);
  if (operation.kind === 'voidAction') return voidsKey(operation.target);
  const intent = intentOf(operation);
  return intent?.subject === undefined ? undefined : subjectsKey(intent.action, intent.subject);
}

export function ticketKey({ eventId, listId, ticketId }: TicketOperation): string {
  return `ticket ${eventId} ${listId} ${ticketId}`;
}

/** Everything that takes back an operation, or a part of it. */
function voidsKey(target: OperationId): string {
  return `voids ${target}`;
}

function subjectsKey(action: string, subject: string): string {
  return `subject ${subjectKey(action, subject)}`;
}

/**
 * The groups whose rows say what an operation costs, and what it changes of what others cost. `once`: the actions that
 * are paid once per subject.
 */
export function groupsToSettle(operation: Operation, once: ReadonlySet<string>): readonly string[] {
  if (isOnTicket(operation)) return [ticketKey(operation)];
  const intent = intentOf(operation);
  if (intent === undefined) return [];
  const { action, subject } = intent;
  const voids = voidsKey(operation.id);
  return subject !== undefined && once.has(action) ? [voids, subjectsKey(action, subject)] : [voids];
}
