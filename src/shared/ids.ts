import * as v from 'valibot';

/** An operation's id: a UUID (version 7) made on the device that accepted it. Never used for ordering. */
export const operationIdSchema = v.pipe(v.string(), v.uuid(), v.brand('OperationId'));
export type OperationId = v.InferOutput<typeof operationIdSchema>;

/** One laptop's identity in the log. A copied profile gets a new one (see the journal's `copied`). */
export const deviceIdSchema = v.pipe(v.string(), v.uuid(), v.brand('DeviceId'));
export type DeviceId = v.InferOutput<typeof deviceIdSchema>;

/** An organisation: everything on a server belongs to one. */
export const organisationIdSchema = v.pipe(v.string(), v.uuid(), v.brand('OrganisationId'));
export type OrganisationId = v.InferOutput<typeof organisationIdSchema>;

/** Credits that one laptop may spend without asking. */
export const leaseIdSchema = v.pipe(v.string(), v.uuid(), v.brand('LeaseId'));
export type LeaseId = v.InferOutput<typeof leaseIdSchema>;

export const eventIdSchema = v.pipe(v.string(), v.uuid(), v.brand('EventId'));
export type EventId = v.InferOutput<typeof eventIdSchema>;

/** A check-in list of an event. */
export const listIdSchema = v.pipe(v.string(), v.uuid(), v.brand('ListId'));
export type ListId = v.InferOutput<typeof listIdSchema>;

/**
 * A ticket's id, unique within its event. It is derived from what identified the guest when first imported
 * (ticket code, else order and position), so that two laptops importing one list agree on it.
 */
export const ticketIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.brand('TicketId'));
export type TicketId = v.InferOutput<typeof ticketIdSchema>;

/** SHA-256 in lower-case hexadecimal: names an immutable segment of a guest list, or a journal line. */
export const hashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.brand('Hash'));
export type Hash = v.InferOutput<typeof hashSchema>;

/** A lot's, charge's or reversal's id. Derived, never random, so that nothing is posted twice. */
export const entryIdSchema = v.pipe(v.string(), v.minLength(1), v.brand('EntryId'));
export type EntryId = v.InferOutput<typeof entryIdSchema>;

/** The id of an entry, or of a lot, that follows from what brought it about. */
export function deriveEntryId(...parts: readonly (string | number)[]): EntryId {
  return parts.join('/') as EntryId;
}
