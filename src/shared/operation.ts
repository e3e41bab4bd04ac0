import * as v from 'valibot';
import { refusalCodeSchema } from './admission/verdict.ts';
import { checkInListSchema, eventDetailsSchema, reentrySchema } from './event.ts';
import { eventIdSchema, hashSchema, listIdSchema, operationIdSchema, ticketIdSchema } from './ids.ts';
import { accountOperationSchemas } from './operations/account.ts';
import { count, operationBase } from './operations/base.ts';
import { leaseOperationSchemas } from './operations/lease.ts';
import { meteredOperationSchemas } from './operations/metered.ts';
import { ticketFeeSchema } from './ticket.ts';

const atDoor = { ...operationBase, eventId: eventIdSchema, listId: listIdSchema, gate: v.string() };

/** An immutable, content-hashed bundle of at most 1,000 tickets. */
const segmentRefSchema = v.object({ hash: hashSchema, tickets: count });
export type SegmentRef = Readonly<v.InferOutput<typeof segmentRefSchema>>;

const createEventSchema = v.object({ ...operationBase, kind: v.literal('createEvent'), event: eventDetailsSchema });

/** Adds a check-in list or replaces the one with its id; the latest definition holds. */
const defineListSchema = v.object({
  ...operationBase,
  kind: v.literal('defineList'),
  eventId: eventIdSchema,
  list: checkInListSchema,
});

/** A guest list read from a file: new tickets, and tickets that replace earlier ones of the same id. */
const importTicketsSchema = v.object({
  ...operationBase,
  kind: v.literal('importTickets'),
  eventId: eventIdSchema,
  /** The list on which guests marked as arrived in the file are in. */
  listId: listIdSchema,
  fileName: v.string(),
  system: v.string(),
  issued: v.array(segmentRefSchema),
  changed: v.array(segmentRefSchema),
  /** How many of the issued tickets carry no per-ticket fee, and how many do. */
  free: count,
  paid: count,
});

const checkInSchema = v.object({
  ...atDoor,
  kind: v.literal('checkIn'),
  ticketId: ticketIdSchema,
  /** The ticket's fee and the list's rule when it was admitted: what a check-in means and costs never depends on later edits. */
  fee: ticketFeeSchema,
  reentry: reentrySchema,
});

const checkOutSchema = v.object({ ...atDoor, kind: v.literal('checkOut'), ticketId: ticketIdSchema });

/** A scan that admitted nobody. Recorded for ever; changes nothing. */
const refuseScanSchema = v.object({
  ...atDoor,
  kind: v.literal('refuseScan'),
  /** The scanned text, shortened to 200 characters. */
  scanned: v.pipe(v.string(), v.maxLength(200)),
  ticketId: v.optional(ticketIdSchema),
  code: refusalCodeSchema,
});

/** Takes one earlier operation on a ticket out of its history, as if it had not been. */
const undoSchema = v.object({
  ...atDoor,
  kind: v.literal('undo'),
  ticketId: ticketIdSchema,
  target: operationIdSchema,
});

/** Somebody has looked at what two doors, or a door and the guest list, did not agree on, and says what was done. */
const settleConflictSchema = v.object({
  ...operationBase,
  kind: v.literal('settleConflict'),
  eventId: eventIdSchema,
  listId: listIdSchema,
  ticketId: ticketIdSchema,
  /** The check-in that the conflict is about. */
  target: operationIdSchema,
  note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1_000)),
});

/** Everything people can do, as a fact made on a device. Closed: a new kind does not compile until each fold handles it. */
export const operationSchema = v.variant('kind', [
  createEventSchema,
  defineListSchema,
  importTicketsSchema,
  checkInSchema,
  checkOutSchema,
  refuseScanSchema,
  undoSchema,
  settleConflictSchema,
  ...leaseOperationSchemas,
  ...accountOperationSchemas,
  ...meteredOperationSchemas,
]);
export type Operation = Readonly<v.InferOutput<typeof operationSchema>>;
export type OperationKind = Operation['kind'];
export type OperationOf<K extends OperationKind> = Extract<Operation, { kind: K }>;

/** Operations that make up one ticket's history. */
export type TicketOperation = OperationOf<'checkIn' | 'checkOut' | 'undo'>;

export function isOnTicket(operation: Operation): operation is TicketOperation {
  const { kind } = operation;
  return kind === 'checkIn' || kind === 'checkOut' || kind === 'undo';
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What an action decides; the ledger adds id, time and actor when it commits. */
export type OperationIntent = DistributiveOmit<Operation, 'id' | 'at' | 'wallAt' | 'actor'>;
