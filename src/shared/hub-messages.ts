import * as v from 'valibot';
import { enrolmentSchema, hubStatusSchema } from './bridge.ts';

/** What the main process and the hub, a process of its own, say to each other. Both sides check. */

const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));

/** How the hub gets at the server it forwards to: by a code, once, and from then on by what the code brought. */
const hubUpstreamSchema = v.variant('by', [
  v.object({ by: v.literal('code'), server: enrolmentSchema.entries.server, code: v.string() }),
  v.object({ by: v.literal('enrolment'), enrolment: enrolmentSchema }),
]);
export type HubUpstream = Readonly<v.InferOutput<typeof hubUpstreamSchema>>;

/** From the main process. */
export const hubOrderSchema = v.variant('kind', [
  v.object({
    kind: v.literal('start'),
    /** Where the hub keeps its database. */
    folder: v.string(),
    /** 0: any that is free. */
    port,
    /** What to call the organisation, where the hub makes one. */
    organisation: v.string(),
    upstream: v.optional(hubUpstreamSchema),
  }),
  v.object({ kind: v.literal('stop') }),
]);
export type HubOrder = Readonly<v.InferOutput<typeof hubOrderSchema>>;

const running = hubStatusSchema.options[2].entries;

/** From the hub. */
export const hubReportSchema = v.variant('kind', [
  /** It answers requests; sent again whenever something of it has changed. */
  v.object({ kind: v.literal('running'), port, ownerCode: running.ownerCode, upstream: running.upstream }),
  /** It has enrolled at the server it forwards to; the main process keeps what proves that. */
  v.object({ kind: v.literal('enrolled'), enrolment: enrolmentSchema }),
  /** It could not start, and waits for its end. `again`: trying once more may help. */
  v.object({ kind: v.literal('failed'), detail: v.string(), again: v.boolean() }),
  /** For the log: what happened to the hub, never to a guest. */
  v.object({ kind: v.literal('log'), level: v.picklist(['error', 'warn', 'info']), message: v.string() }),
]);
export type HubReport = Readonly<v.InferOutput<typeof hubReportSchema>>;
