import type { OrganisationId } from '../../shared/ids.ts';
import { type Operation, type TicketOperation } from '../../shared/operation.ts';
import type { Queryable } from './database.ts';
/** What guest lists say about the tickets of some operations, as those come one after the other. */
export interface Arrivals {
    /** When the guest list itself says that the ticket's guest came in on the list (UTC milliseconds), if it does. */
    arrivalOf(operation: TicketOperation): number | undefined;
    /** Takes in an operation that has happened: it may be an import. */
    keep(operation: Operation): void;
}
/** Returns what opens them, as often as need be. */
export declare function readArrivals(transaction: Queryable, organisation: OrganisationId, operations: readonly Operation[]): Promise<() => Arrivals>;
