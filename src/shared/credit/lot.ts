import * as v from 'valibot';
import { deviceIdSchema, entryIdSchema, leaseIdSchema } from '../ids.ts';
import { instantSchema } from '../ticket.ts';

/** Sums of thousands of lots this large are exact. */
export const mostCredits = 1_000_000_000_000;

/** Credits that came in together and are spent until used up, or until their time ends. */
const lotFieldsSchema = v.object({
  /** Derived from what granted it (`welcome`), so that the same grant never counts twice (GM-11). */
  id: entryIdSchema,
  /** The credit type: `credit`, `invite`, `lead` ... */
  type: v.string(),
  source: v.picklist(['welcome', 'free-tier', 'allowance', 'bonus', 'pack']),
  credits: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostCredits)),
  /** Usable from this instant (inclusive) ... */
  startsAt: instantSchema,
  /** ... until this one (exclusive); for ever where absent (GM-10, AI-7, AP-6, II-8). */
  endsAt: v.optional(instantSchema),
  /** The actions it may pay for; all of them where absent. */
  scope: v.optional(v.array(v.string())),
  /** Lower burns first; 0 where absent. */
  priority: v.optional(v.pipe(v.number(), v.safeInteger())),
  /** What comes with its credits, e.g. `watermark` (II-7). */
  terms: v.optional(v.array(v.string())),
  /** The plan's period that it belongs to, counted from the anchor. */
  period: v.optional(
    v.object({
      policy: v.string(),
      every: v.picklist(['month', 'year']),
      anchorAt: instantSchema,
      index: v.pipe(v.number(), v.safeInteger()),
    }),
  ),
  /** What it is, as people read it: "Welcome credits". */
  words: v.string(),
});

/** That a lot was split off another one, for one laptop to spend offline. */
export const heldSchema = v.object({
  lease: leaseIdSchema,
  holder: deviceIdSchema,
  /** The lot that it was split off. */
  of: entryIdSchema,
  /** The laptop spends none of it from this instant on (exclusive). */
  notAfterAt: instantSchema,
});
export type Held = Readonly<v.InferOutput<typeof heldSchema>>;

/** A lot as it comes in: nobody holds it. One whose end comes before its start would never be of use. */
export const lotSchema = v.pipe(
  lotFieldsSchema,
  v.check(({ startsAt, endsAt }) => endsAt === undefined || endsAt > startsAt, 'A lot must end after it starts'),
);

/** A lot of an account: one that came in, or what a laptop holds of one. */
export const accountLotSchema = v.object({ ...lotFieldsSchema.entries, held: v.optional(heldSchema) });
export type Lot = Readonly<v.InferOutput<typeof accountLotSchema>>;

/** Negative when `a` burns first: priority, narrowest scope, earliest end, free before paid, oldest, id. */
export function compareBurnOrder(a: Lot, b: Lot): number {
  return (
    (a.priority ?? 0) - (b.priority ?? 0) ||
    compareNumbers(a.scope?.length ?? Infinity, b.scope?.length ?? Infinity) ||
    compareNumbers(a.endsAt ?? Infinity, b.endsAt ?? Infinity) ||
    Number(a.source === 'pack') - Number(b.source === 'pack') ||
    a.startsAt - b.startsAt ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** Unlike a difference, right for two infinities. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** Whether the lot's time has begun and not ended at an instant (UTC milliseconds). */
export function isCurrent({ startsAt, endsAt }: Lot, at: number): boolean {
  return startsAt <= at && (endsAt === undefined || at < endsAt);
}

/** Whether the lot's credits may pay for the action at that instant (UTC milliseconds). */
export function isUsable(lot: Lot, action: string, at: number): boolean {
  return isCurrent(lot, at) && (lot.scope === undefined || lot.scope.includes(action));
}
