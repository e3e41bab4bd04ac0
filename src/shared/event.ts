import * as v from 'valibot';
import { timeZoneSchema } from './calendar.ts';
import { eventIdSchema, listIdSchema } from './ids.ts';

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** What a check-in list allows after a guest's first entry. */
export const reentrySchema = v.picklist(['once', 'after-exit', 'many']);
export type Reentry = v.InferOutput<typeof reentrySchema>;

const positiveCount = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A check-in list: who is admitted here, and how often. Lists are independent of each other. */
export const checkInListSchema = v.object({
  id: listIdSchema,
  name,
  /** Names of the ticket types admitted; absent: all of them. */
  ticketTypes: v.optional(v.array(v.string())),
  reentry: reentrySchema,
  /** Whether guests whose order is not paid yet are admitted. */
  includesPending: v.boolean(),
  /** Entry rules; absent: no limit. */
  entriesPerDay: v.optional(positiveCount),
  capacity: v.optional(positiveCount),
});
export type CheckInList = Readonly<v.InferOutput<typeof checkInListSchema>>;

export const eventDetailsSchema = v.object({
  id: eventIdSchema,
  name,
  /** IANA zone in which the event's days and times are meant. */
  timeZone: timeZoneSchema,
  /** The check-in list made with the event. */
  firstList: checkInListSchema,
});
export type EventDetails = Readonly<v.InferOutput<typeof eventDetailsSchema>>;

/** The check-in list an event starts with. */
export function defaultCheckInList(id: CheckInList['id']): CheckInList {
  return { id, name: 'Main entrance', reentry: 'once', includesPending: false };
}
