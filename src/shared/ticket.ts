import * as v from 'valibot';
import { listIdSchema, ticketIdSchema } from './ids.ts';

/** Whole minor units (cents) of an ISO 4217 currency; `''` where the list does not say which. */
export const moneySchema = v.object({ minor: v.pipe(v.number(), v.safeInteger()), currency: v.string() });
export type Money = Readonly<v.InferOutput<typeof moneySchema>>;

/** UTC milliseconds, from the year 1 to the year 9999: what calendars can be counted from. */
export const instantSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-62_135_596_800_000, 'Not in the years 1 to 9999'),
  v.maxValue(253_402_300_799_999, 'Not in the years 1 to 9999'),
);

/** Cancelled and refunded are one: neither gets in. */
const ticketStatusSchema = v.picklist(['valid', 'canceled', 'blocked', 'unapproved']);
export type TicketStatus = v.InferOutput<typeof ticketStatusSchema>;

/** Whether the ticket carries a per-ticket fee. This, not the list price, decides what it costs in credits (GM-14). */
export const ticketFeeSchema = v.picklist(['none', 'per-ticket']);
export type TicketFee = v.InferOutput<typeof ticketFeeSchema>;

const text = v.pipe(v.string(), v.minLength(1));

/** What a guest list says about one admissible person, before the ticket has an id in the event. */
export const ticketDraftSchema = v.object({
  /** What the barcode says. Absent where the source exports none. */
  code: v.optional(text),
  orderCode: v.optional(text),
  /** 1-based place within the order (or among rows that are otherwise alike). */
  position: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** As shown at the door; `''` for a ticket nobody has been named on yet. */
  name: v.string(),
  email: v.optional(text),
  company: v.optional(text),
  phone: v.optional(text),
  /** The ticket type's name, as the source spells it. */
  ticketType: v.string(),
  fee: ticketFeeSchema,
  price: v.optional(moneySchema),
  status: ticketStatusSchema,
  /** False while the order is pending. */
  paid: v.boolean(),
  /** Admission is valid from this instant on (inclusive). */
  validFromAt: v.optional(instantSchema),
  /** Admission is valid until before this instant (exclusive). */
  validUntilAt: v.optional(instantSchema),
  /** Shown with a blue star: VIP flag, "requires special attention". */
  attention: v.boolean(),
  note: v.optional(text),
  /** The guest this ticket accompanies: that guest's name. */
  plusOneOf: v.optional(text),
  /** The source already counted this guest in, at this instant; comes in checked in, uncharged. */
  arrivedAt: v.optional(instantSchema),
});
export type TicketDraft = Readonly<v.InferOutput<typeof ticketDraftSchema>>;

/** One admissible person of an event. */
export const ticketSchema = v.object({
  id: ticketIdSchema,
  ...ticketDraftSchema.entries,
  /** The check-in list on which `arrivedAt` counts. */
  arrivedOn: v.optional(listIdSchema),
});
export type Ticket = Readonly<v.InferOutput<typeof ticketSchema>>;
