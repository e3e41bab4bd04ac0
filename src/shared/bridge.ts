import * as v from 'valibot';
import { deviceIdSchema, eventIdSchema, hashSchema, listIdSchema } from './ids.ts';
import { headSchema } from './journal-line.ts';
import { count } from './operations/base.ts';
import { membershipSchema } from './wire.ts';

/** Bytes cross the bridge as they are. */
const bytesSchema = v.instance(Uint8Array);
const instant = v.pipe(v.number(), v.integer());

/** What this laptop remembers between starts that is not a fact of any event. */
export const settingsSchema = v.object({
  /** Who is at this laptop: stands beside every operation. */
  actor: v.pipe(v.string(), v.maxLength(100)),
  /** Where it stands: shown to other doors ("in at Gate B"). */
  gate: v.pipe(v.string(), v.maxLength(100)),
  colorScheme: v.picklist(['auto', 'light', 'dark']),
  sound: v.boolean(),
  lastEventId: v.optional(eventIdSchema),
  lastListId: v.optional(listIdSchema),
});
export type Settings = Readonly<v.InferOutput<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  actor: 'Door staff',
  gate: 'Main entrance',
  colorScheme: 'auto',
  sound: true,
};

/** Why the main process could not write. `full`: no space left; `out-of-step`: another writer was here first. */
const writeFailureSchema = v.object({
  ok: v.literal(false),
  reason: v.picklist(['full', 'out-of-step', 'failed']),
  detail: v.string(),
});
export type WriteFailure = Readonly<v.InferOutput<typeof writeFailureSchema>>;
const writeResultSchema = v.variant('ok', [v.object({ ok: v.literal(true) }), writeFailureSchema]);
export type WriteResult = Readonly<v.InferOutput<typeof writeResultSchema>>;

/** What the main process found when it opened the journal. */
const journalReportSchema = v.object({
  deviceId: deviceIdSchema,
  /** Last sound line of the unbroken chain. */
  head: headSchema,
  /** The profile was copied or restored from a backup: it goes on as a new device. */
  copied: v.boolean(),
  /** A last line that was never finished, and so never shown as a verdict, was cut off and kept aside. */
  torn: v.boolean(),
  /**
   * Lines beyond `head` that are sound by themselves but no longer chained (a damaged block before them), in file
   * order. The damaged file is kept aside under the name given.
   */
  salvaged: v.optional(v.object({ texts: v.array(v.string()), keptAs: v.string() })),
});
export type JournalReport = Readonly<v.InferOutput<typeof journalReportSchema>>;

/** Where this laptop is enrolled, and with what it proves that. */
export const enrolmentSchema = v.object({
  /** The server's address, such as `https://sync.example.org` or `http://192.168.1.20:7380`. */
  server: v.pipe(v.string(), v.url(), v.maxLength(500)),
  membership: membershipSchema,
  token: v.string(),
});
export type Enrolment = Readonly<v.InferOutput<typeof enrolmentSchema>>;

/**
 * Where the token is kept. Without a key store of the operating system it is forgotten when the app closes, unless whoever
 * started the app asked for a plain file (`--password-store=basic`).
 */
const keptSchema = v.picklist(['key-store', 'plain-file', 'until-closed']);

/** The server that this laptop runs for the venue's network. */
export const hubStatusSchema = v.variant('state', [
  v.object({ state: v.literal('stopped') }),
  v.object({ state: v.literal('starting') }),
  v.object({
    state: v.literal('running'),
    /** Under which other laptops reach it, the likeliest first; the last one is this laptop's own. */
    addresses: v.array(v.string()),
    /** Enrols this laptop as its owner; undefined once that has been done. */
    ownerCode: v.optional(v.string()),
    /** What it is to the server that it forwards to; undefined without one. */
    upstream: v.optional(
      v.object({
        server: v.string(),
        forwardedAt: v.nullable(instant),
        waiting: count,
        problem: v.nullable(v.string()),
      }),
    ),
  }),
  v.object({ state: v.literal('failed'), detail: v.string() }),
]);
export type HubStatus = Readonly<v.InferOutput<typeof hubStatusSchema>>;

/**
 * Every call the renderer can make of the main process, with the schemas of its request and its reply.
 * Both sides check both; there is nothing else on the bridge.
 */
export const bridgeCalls = {
  'journal.open': { request: v.undefined(), reply: journalReportSchema },
  /** Appends lines, in order, all or none; resolves `ok` only after they are on the disk (fdatasync). */
  'journal.append': { request: v.pipe(v.array(v.string()), v.minLength(1)), reply: writeResultSchema },
  /** Lines from the one numbered `from` on, at most `limit`. */
  'journal.read': {
    request: v.object({
      from: v.pipe(v.number(), v.integer(), v.minValue(1)),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    }),
    reply: v.array(v.string()),
  },
  /** Replaces the whole journal, atomically; the old file is kept aside. */
  'journal.replace': { request: v.array(v.string()), reply: writeResultSchema },
  /** Stores a segment under the SHA-256 of its bytes, durably; refuses bytes that do not match. */
  'segment.write': { request: v.object({ hash: hashSchema, bytes: bytesSchema }), reply: writeResultSchema },
  'segment.read': { request: hashSchema, reply: v.nullable(bytesSchema) },
  /** Keeps these segments and deletes all others: what a cancelled or crashed import left. */
  'segment.keepOnly': { request: v.array(hashSchema), reply: v.object({ deleted: v.number() }) },
  /** What was heard of the server's log: lines that may be lost, because the server has them. */
  'serverLog.append': { request: v.array(v.string()), reply: writeResultSchema },
  /** Lines from a place on (bytes), and where the next ones begin; null at the end. */
  'serverLog.read': { request: count, reply: v.object({ lines: v.array(v.string()), next: v.nullable(count) }) },
  'serverLog.clear': { request: v.undefined(), reply: v.undefined() },
  /** Gives the laptop a new name, under which it goes on: it was found to be a copy of another. */
  'device.renew': { request: v.undefined(), reply: v.object({ deviceId: deviceIdSchema }) },
  /** Null where the laptop works alone, or where its token could not be kept. */
  'enrolment.read': { request: v.undefined(), reply: v.nullable(enrolmentSchema) },
  'enrolment.write': { request: enrolmentSchema, reply: v.object({ kept: keptSchema }) },
  'enrolment.clear': { request: v.undefined(), reply: v.undefined() },
  'hub.status': { request: v.undefined(), reply: hubStatusSchema },
  'hub.start': {
    request: v.object({
      port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
      organisation: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
      /** A server to forward to, and the code that enrols a hub there. */
      upstream: v.optional(v.object({ server: enrolmentSchema.entries.server, code: v.string() })),
    }),
    reply: hubStatusSchema,
  },
  'hub.stop': { request: v.undefined(), reply: hubStatusSchema },
  /** Sets the whole ledger of this laptop aside for good (deletes it) and starts the app anew. */
  'data.wipe': { request: v.undefined(), reply: v.undefined() },
  'settings.read': { request: v.undefined(), reply: settingsSchema },
  'settings.write': { request: settingsSchema, reply: writeResultSchema },
  'log.write': {
    request: v.object({
      level: v.picklist(['error', 'warn', 'info']),
      message: v.pipe(v.string(), v.maxLength(10_000)),
    }),
    reply: v.undefined(),
  },
  'app.describe': {
    request: v.undefined(),
    reply: v.object({
      version: v.string(),
      runtime: v.string(),
      /** True when started with `--demo`: the app makes the demo event. */
      demo: v.boolean(),
      startedAt: instant,
      /** Given on the command line with `--enrol`: the link or code text that enrols this laptop. */
      enrolLink: v.optional(v.string()),
      dataFolder: v.string(),
    }),
  },
} as const satisfies Record<string, { request: v.GenericSchema; reply: v.GenericSchema }>;

export type BridgeCall = keyof typeof bridgeCalls;
export type BridgeRequest<C extends BridgeCall> = v.InferInput<(typeof bridgeCalls)[C]['request']>;
export type BridgeReply<C extends BridgeCall> = v.InferOutput<(typeof bridgeCalls)[C]['reply']>;

/** What the preload script exposes as `window.admit`. */
export interface Bridge {
  call(name: BridgeCall, request: unknown): Promise<unknown>;
}
