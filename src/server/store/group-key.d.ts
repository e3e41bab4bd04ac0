import type { OperationId } from '../../shared/ids.ts';
import { type Operation, type TicketOperation } from '../../shared/operation.ts';
/**
 * What an operation is stored under besides its id, so that what it has to be settled with is found: the ticket on a list,
 * the subject of its action, or what it takes back. Undefined for one that stands for itself.
 */
export declare function groupKeyOf(operation: Operation): string | undefined;
export declare function ticketKey({ eventId, listId, ticketId }: TicketOperation): string;
/** Everything that takes back an operation, or a part of it. */
export declare function voidsKey(target: OperationId): string;
/**
 * The groups whose rows say what an operation costs, and what it changes of what others cost. `once`: the actions that
 * are paid once per subject.
 */
export declare function groupsToSettle(operation: Operation, once: ReadonlySet<string>): readonly string[];
