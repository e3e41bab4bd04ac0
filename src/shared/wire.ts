import * as v from 'valibot';
import { entrySchema } from './credit/entry.ts';
import {
  deviceIdSchema,
  eventIdSchema,
  hashSchema,
  leaseIdSchema,
  operationIdSchema,
  organisationIdSchema,
} from './ids.ts';
import { operationSchema } from './operation.ts';
import { atLeastOne, count, label } from './operations/base.ts';
import { roleSchema } from './role.ts';
import { instantSchema } from './ticket.ts';

/** What laptops and servers say to each other. Raised with every change of a schema below (`wire.test.ts` demands it). */
export const PROTOCOL_VERSION = 1;

/** Laptops of this version and newer may pull; older ones may still push what they hold. */
export const oldestProtocol = 1;

/** The header by which a request tells its `PROTOCOL_VERSION`. */
export const protocolHeader = 'admit-protocol';

/** Operations in one push, rows in one pull. */
export const mostPerBatch = 500;

const integer = v.pipe(v.number(), v.safeInteger());
const position = v.pipe(integer, v.minValue(0));

/** A place in the organisation's log: its number, and the hash of everything up to there. */
export const cursorSchema = v.object({ position, chain: hashSchema });
export type Cursor = Readonly<v.InferOutput<typeof cursorSchema>>;

/** The place before the first row. */
export const startCursor: Cursor = { position: 0, chain: v.parse(hashSchema, '0'.repeat(64)) };

/** Where the server's log ends, and the authoritative balance of each credit type there. */
export const logHeadSchema = v.object({ ...cursorSchema.entries, balances: v.record(v.string(), integer) });
export type LogHead = Readonly<v.InferOutput<typeof logHeadSchema>>;

/** In every answer: what time it is at the server (UTC milliseconds), by which laptops correct their clocks. */
const contact = { serverAt: instantSchema };

/** Why the server did not apply an operation. It keeps it all the same, and so does the laptop. */
export const parkReasonSchema = v.picklist([
  /** It is no operation, or of a kind that this server does not know yet. */
  'malformed',
  /** The laptop's role may not record it. */
  'role',
  /** It is about an event that the laptop was not enrolled for. */
  'event',
  /** It names a laptop that is another than the one that sends it. */
  'device',
  /** Another operation has its id. */
  'conflict',
  /** It refers to what this organisation does not have. */
  'unknown-reference',
]);
export type ParkReason = v.InferOutput<typeof parkReasonSchema>;

const pushRequestSchema = v.object({
  /** In the laptop's own order; `seq` is the operation's place in its journal. Each operation is read by itself. */
  operations: v.pipe(
    v.array(v.object({ seq: atLeastOne, operation: v.unknown() })),
    v.minLength(1),
    v.maxLength(mostPerBatch),
  ),
});
export type PushRequest = Readonly<v.InferOutput<typeof pushRequestSchema>>;

/** What became of one pushed operation. */
const pushAnswerSchema = v.variant('outcome', [
  v.object({ seq: atLeastOne, outcome: v.literal('applied'), position }),
  v.object({ seq: atLeastOne, outcome: v.literal('duplicate'), position }),
  v.object({ seq: atLeastOne, outcome: v.literal('parked'), reason: parkReasonSchema }),
]);
export type PushAnswer = Readonly<v.InferOutput<typeof pushAnswerSchema>>;

/** What a laptop saved before it was wiped, brought in by an organiser under that laptop's name. */
const recoverRequestSchema = v.object({ device: deviceIdSchema, ...pushRequestSchema.entries });

export const pushReplySchema = v.object({
  ...contact,
  head: logHeadSchema,
  /** One for each operation, in the order of the request. */
  answers: v.array(pushAnswerSchema),
  /** Another laptop has sent other operations under this one's places: both are copies of one, and need a name each. */
  cloned: v.boolean(),
});
export type PushReply = Readonly<v.InferOutput<typeof pushReplySchema>>;

/** A row as the server keeps it. The operation is absent where it is about an event the laptop has no business with. */
const serverRowSchema = v.object({
  position: v.pipe(integer, v.minValue(1)),
  operation: v.optional(operationSchema),
  /** What it posted to the credit ledger, as the server decided. */
  entries: v.array(entrySchema),
});
export type ServerRow = Readonly<v.InferOutput<typeof serverRowSchema>>;

export const pullReplySchema = v.object({
  ...contact,
  head: logHeadSchema,
  /** The newest version that the server speaks. */
  protocol: integer,
  /** Rows after the cursor, without a gap, at most `mostPerBatch`. Of a newer server they may hold what is not known here. */
  rows: v.array(v.object({ position, operation: v.unknown(), entries: v.array(v.unknown()) })),
  /** The place after the last of these rows. */
  next: cursorSchema,
});
export type PullReply = Readonly<v.InferOutput<typeof pullReplySchema>>;

const segmentSchema = v.object({ hash: hashSchema, tickets: count, bytes: count });

/** An event's guest list at a position: immutable segments, to be fetched by their hashes. */
const snapshotReplySchema = v.object({
  ...contact,
  eventId: eventIdSchema,
  ...cursorSchema.entries,
  segments: v.array(segmentSchema),
  /** Named by an import, but not uploaded yet by the laptop that imported them. */
  missing: v.array(hashSchema),
});
export type SnapshotReply = Readonly<v.InferOutput<typeof snapshotReplySchema>>;

/** Which of these segments the server has not got. */
const missingSegmentsRequestSchema = v.object({ hashes: v.pipe(v.array(hashSchema), v.maxLength(2_000)) });
export const missingSegmentsReplySchema = v.object({ ...contact, missing: v.array(hashSchema) });

/** Asks for credits of a type to be set aside, to be spent offline: `wanted`, but `need` at least. */
export const leaseRequestSchema = v.object({ type: label, wanted: atLeastOne, need: atLeastOne });
const leaseReplySchema = v.object({
  ...contact,
  head: logHeadSchema,
  lease: leaseIdSchema,
  credits: atLeastOne,
  notAfterAt: instantSchema,
});
export type LeaseReply = Readonly<v.InferOutput<typeof leaseReplySchema>>;

/** A code as people read it aloud: `K7QM-3XVD`. Lower case, spaces and missing hyphens are forgiven. */
export const enrolmentCodeSchema = v.pipe(
  v.string(),
  v.transform((text) => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')),
  v.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/, 'A code has eight letters and digits'),
);

const deviceName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
/** Null: all events of the organisation, those to come as well. */
const eventScope = v.nullable(v.pipe(v.array(eventIdSchema), v.maxLength(1_000)));

const enrolRequestSchema = v.object({
  code: enrolmentCodeSchema,
  device: deviceIdSchema,
  /** What to call the laptop; the code's own name for it where absent. */
  name: v.optional(deviceName),
  /** Under which names the laptop's journal has recorded before. */
  formerDevices: v.pipe(v.array(deviceIdSchema), v.maxLength(100)),
});
export type EnrolRequest = Readonly<v.InferOutput<typeof enrolRequestSchema>>;

/** What a laptop is to the organisation. */
const membership = {
  organisation: v.object({ id: organisationIdSchema, name: v.string() }),
  device: deviceIdSchema,
  name: deviceName,
  role: roleSchema,
  events: eventScope,
  /** Verifies leases: the organisation's Ed25519 key, in hexadecimal. */
  publicKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
};
export const membershipSchema = v.object(membership);
export type Membership = Readonly<v.InferOutput<typeof membershipSchema>>;

export const enrolReplySchema = v.object({ ...contact, ...membership, token: v.string() });
export type EnrolReply = Readonly<v.InferOutput<typeof enrolReplySchema>>;

/** A copied laptop takes a name of its own. */
const renewRequestSchema = v.object({ device: deviceIdSchema });

const codeRequestSchema = v.object({
  name: deviceName,
  role: roleSchema,
  events: eventScope,
  minutes: v.pipe(integer, v.minValue(1), v.maxValue(60 * 24)),
});
export const codeReplySchema = v.object({ ...contact, code: v.string(), expiresAt: instantSchema });

const enrolledDeviceSchema = v.object({
  device: deviceIdSchema,
  name: deviceName,
  role: roleSchema,
  events: eventScope,
  enrolledAt: instantSchema,
  seenAt: v.nullable(instantSchema),
  revokedAt: v.nullable(instantSchema),
});
export type EnrolledDevice = Readonly<v.InferOutput<typeof enrolledDeviceSchema>>;
const devicesReplySchema = v.object({ ...contact, devices: v.array(enrolledDeviceSchema) });

/** `wipe`: the laptop is to offer to delete what it holds once everything unsent has been saved. */
const revokeRequestSchema = v.object({ device: deviceIdSchema, wipe: v.boolean() });

/** An operation that the server keeps without having applied it. */
const parkedSchema = v.object({
  /** The server's number for it. */
  id: atLeastOne,
  operationId: v.nullable(operationIdSchema),
  device: deviceIdSchema,
  deviceName: v.string(),
  reason: parkReasonSchema,
  /** What exactly was wrong, for whoever looks into it. */
  detail: v.string(),
  parkedAt: instantSchema,
  /** What the laptop sent. */
  operation: v.unknown(),
});
const parkedReplySchema = v.object({ ...contact, parked: v.array(parkedSchema) });
export type ParkedOnServer = Readonly<v.InferOutput<typeof parkedSchema>>;

/** Tries a parked operation again, with the authority of whoever asks. */
const retryRequestSchema = v.object({ id: atLeastOne });
export const retryReplySchema = v.object({
  ...contact,
  outcome: v.picklist(['applied', 'duplicate', 'parked']),
  reason: v.optional(parkReasonSchema),
});

/** What a laptop has seen that must not be: its balance is another than the server's at one position. */
const alarmRequestSchema = v.object({
  ...cursorSchema.entries,
  here: v.record(v.string(), integer),
  there: v.record(v.string(), integer),
});

/** Every address of the server that laptops use, with what goes there and what comes back. */
export const routes = {
  enrol: { method: 'POST', path: '/v1/enrol', request: enrolRequestSchema, reply: enrolReplySchema },
  push: { method: 'POST', path: '/v1/push', request: pushRequestSchema, reply: pushReplySchema },
  recover: { method: 'POST', path: '/v1/recover', request: recoverRequestSchema, reply: pushReplySchema },
  /** `?after=<position>&chain=<hash>` */
  pull: { method: 'GET', path: '/v1/pull', request: undefined, reply: pullReplySchema },
  snapshot: { method: 'GET', path: '/v1/events/:id/snapshot', request: undefined, reply: snapshotReplySchema },
  missingSegments: {
    method: 'POST',
    path: '/v1/segments/missing',
    request: missingSegmentsRequestSchema,
    reply: missingSegmentsReplySchema,
  },
  lease: { method: 'POST', path: '/v1/leases', request: leaseRequestSchema, reply: leaseReplySchema },
  membership: {
    method: 'GET',
    path: '/v1/membership',
    request: undefined,
    reply: v.object({ ...contact, ...membership }),
  },
  renewDevice: { method: 'POST', path: '/v1/devices/renew', request: renewRequestSchema, reply: enrolReplySchema },
  signOut: { method: 'POST', path: '/v1/devices/sign-out', request: undefined, reply: v.object(contact) },
  createCode: { method: 'POST', path: '/v1/codes', request: codeRequestSchema, reply: codeReplySchema },
  devices: { method: 'GET', path: '/v1/devices', request: undefined, reply: devicesReplySchema },
  revokeDevice: {
    method: 'POST',
    path: '/v1/devices/revoke',
    request: revokeRequestSchema,
    reply: v.object(contact),
  },
  parked: { method: 'GET', path: '/v1/parked', request: undefined, reply: parkedReplySchema },
  retryParked: { method: 'POST', path: '/v1/parked/retry', request: retryRequestSchema, reply: retryReplySchema },
  alarm: { method: 'POST', path: '/v1/alarms', request: alarmRequestSchema, reply: v.object(contact) },
} as const;

/** `GET`: a segment's bytes. `PUT`: takes them, once they are what the hash says. */
export const segmentPath = '/v1/segments/:hash';

/** Server-sent events: `head`, with a `LogHead`, whenever the log has grown. */
export const streamPath = '/v1/stream';
