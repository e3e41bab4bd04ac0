import * as v from 'valibot';
import type { CheckInList } from '../../src/shared/event.ts';
import type { OperationOf } from '../../src/shared/operation.ts';
import type { Ticket, TicketDraft } from '../../src/shared/ticket.ts';
/** Ids by name, the same in every run. */
export declare const eventId: (name: string) => string & v.Brand<'EventId'>;
export declare const listId: (name: string) => string & v.Brand<'ListId'>;
export declare const deviceId: (name: string) => string & v.Brand<'DeviceId'>;
export declare const operationId: (name: string) => string & v.Brand<'OperationId'>;
export declare const ticketId: (name: string) => string & v.Brand<'TicketId'>;
export declare function aDraft(facts?: Partial<TicketDraft>): TicketDraft;
export declare function aTicket(facts?: Partial<Ticket>): Ticket;
export declare function aList(facts?: Partial<CheckInList>): CheckInList;
interface When {
  readonly id: string;
  /** UTC milliseconds on the device's clock. */
  readonly ms: number;
  readonly device?: string;
  readonly ticket?: string;
  readonly gate?: string;
}
export declare function aCheckIn(when: When, facts?: Partial<OperationOf<'checkIn'>>): OperationOf<'checkIn'>;
export declare function aCheckOut(when: When): OperationOf<'checkOut'>;
export declare function anUndo(when: When, target: string): OperationOf<'undo'>;
export {};
