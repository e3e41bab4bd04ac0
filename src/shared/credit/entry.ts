import * as v from 'valibot';
import { entryIdSchema, operationIdSchema, ticketIdSchema } from '../ids.ts';
import { instantSchema } from '../ticket.ts';
import { heldSchema, lotSchema } from './lot.ts';

const credits = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a charge took from one lot, or a reversal gave back to it. */
const drawSchema = v.object({ lot: entryIdSchema, credits });
export type Draw = Readonly<v.InferOutput<typeof drawSchema>>;

const base = {
  id: entryIdSchema,
  /** When it counts (UTC milliseconds): the operation's time, or the boundary at which credits came in or expired. */
  at: instantSchema,
};

const grantSchema = v.object({ ...base, kind: v.literal('grant'), lot: lotSchema });
export type Grant = Readonly<v.InferOutput<typeof grantSchema>>;

/** A rule that applied, how often, and what that came to. */
const lineSchema = v.object({ words: v.string(), times: credits, credits });
export type PricedLine = Readonly<v.InferOutput<typeof lineSchema>>;

/** Credits spent on one action; 0 where the rule says so, so that every action has its line. */
const chargeSchema = v.object({
  ...base,
  kind: v.literal('charge'),
  type: v.string(),
  action: v.string(),
  /** The operation that is paid for. */
  operation: operationIdSchema,
  /** Who did it: what member limits count (ZP-8). */
  member: v.string(),
  ticket: v.optional(ticketIdSchema),
  /** The invoice, portal, lead ... that it was done to. */
  subject: v.optional(v.string()),
  /** Not the first time: a guest coming back in, or a subject that is paid for already. */
  again: v.boolean(),
  /** The rules that made the price, in words. */
  rules: v.array(lineSchema),
  credits,
  draws: v.array(drawSchema),
  /** The part no lot could cover: the account went negative by it (GM-9). */
  debt: credits,
  /** What comes with it, e.g. `watermark`: of the price and of the lots drawn. */
  terms: v.optional(v.array(v.string())),
});
export type Charge = Readonly<v.InferOutput<typeof chargeSchema>>;

/** Returns what a charge drew, or a part of it, to the lots it drew from (GM-6, X-3). */
const reversalSchema = v.object({
  ...base,
  kind: v.literal('reversal'),
  type: v.string(),
  charge: entryIdSchema,
  /** The operation whose charge it was. */
  charged: operationIdSchema,
  /** The operation that brought the reversal about. */
  operation: operationIdSchema,
  ticket: v.optional(ticketIdSchema),
  subject: v.optional(v.string()),
  /** Whether nothing of the charge is left: it is as if it had not been made. */
  whole: v.boolean(),
  credits,
  draws: v.array(drawSchema),
  /** Debt of the charge that is taken away again. */
  debt: credits,
  /** Debt of the charge that lots have repaid meanwhile: it comes back to them. */
  repaid: v.array(drawSchema),
});
export type Reversal = Readonly<v.InferOutput<typeof reversalSchema>>;

/** What was left in a lot at its end, or came back to it later. */
const expirySchema = v.object({
  ...base,
  kind: v.literal('expiry'),
  type: v.string(),
  lot: entryIdSchema,
  credits,
});
export type Expiry = Readonly<v.InferOutput<typeof expirySchema>>;

/**
 * Credits that go from one lot to another, and change no balance: to what a laptop holds of a lot, with `held`, or
 * back to the lot that it was split off. One of no credits says only that the hold lasts longer, or that it is over.
 */
const transferSchema = v.object({
  ...base,
  kind: v.literal('transfer'),
  type: v.string(),
  from: entryIdSchema,
  to: entryIdSchema,
  credits,
  held: v.optional(heldSchema),
});
export type Transfer = Readonly<v.InferOutput<typeof transferSchema>>;

const ofHeldLot = { ...base, type: v.string(), lot: entryIdSchema, credits };

/** What a lost laptop held of a lot counts as gone, because it may have spent it. */
const writeOffSchema = v.object({ ...ofHeldLot, kind: v.literal('writeOff') });
export type WriteOff = Readonly<v.InferOutput<typeof writeOffSchema>>;

/** Credits of a write-off that are found again: the lost laptop turns up and has spent them, or gives them back. */
const revivalSchema = v.object({ ...ofHeldLot, kind: v.literal('revival') });
export type Revival = Readonly<v.InferOutput<typeof revivalSchema>>;

/** How a plan's periods of a credit type are counted: from the anchor, never from one another (ZP-6). */
const scheduleSchema = v.object({ type: v.string(), anchorAt: instantSchema, every: v.picklist(['month', 'year']) });
export type Schedule = Readonly<v.InferOutput<typeof scheduleSchema>>;

/** What the organisation agreed to: which policies, which plan of one, what a member may spend. */
const termsSchema = v.object({
  ...base,
  kind: v.literal('terms'),
  change: v.variant('what', [
    v.object({ what: v.literal('policies'), policies: v.array(v.string()), timeZone: v.string() }),
    v.object({
      what: v.literal('plan'),
      policy: v.string(),
      plan: v.string(),
      /** How its periods are counted; kept from the plan before where that one's last period still runs. */
      schedule: v.optional(scheduleSchema),
    }),
    v.object({ what: v.literal('member'), member: v.string(), limits: v.record(v.string(), credits) }),
    v.object({ what: v.literal('billing-contact'), contact: v.string() }),
  ]),
});
export type Terms = Readonly<v.InferOutput<typeof termsSchema>>;
export type TermsChange = Terms['change'];

/** One line of the append-only credit ledger. */
export const entrySchema = v.variant('kind', [
  grantSchema,
  chargeSchema,
  reversalSchema,
  expirySchema,
  transferSchema,
  writeOffSchema,
  revivalSchema,
  termsSchema,
]);
export type Entry = Readonly<v.InferOutput<typeof entrySchema>>;
