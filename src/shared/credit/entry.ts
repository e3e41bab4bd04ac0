import * as v from 'valibot';
import { entryIdSchema, operationIdSchema, ticketIdSchema } from '../ids.ts';
import { lotSchema } from './lot.ts';

const credits = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a charge took from one lot. */
const drawSchema = v.object({ lot: entryIdSchema, credits });
export type Draw = Readonly<v.InferOutput<typeof drawSchema>>;

const grantSchema = v.object({ kind: v.literal('grant'), id: entryIdSchema, lot: lotSchema });

/** Credits spent on one action; 0 where the rule says so, so that every action has its line. */
const chargeSchema = v.object({
  kind: v.literal('charge'),
  id: entryIdSchema,
  /** The operation that is paid for. */
  operation: operationIdSchema,
  ticket: v.optional(ticketIdSchema),
  /** The rules that made the price, in words, with how many times each applied. */
  rules: v.array(v.object({ words: v.string(), times: credits, credits })),
  credits,
  draws: v.array(drawSchema),
  /** The part no lot could cover: the account went negative by it (GM-9). */
  debt: credits,
});
export type Charge = Readonly<v.InferOutput<typeof chargeSchema>>;

/** Returns exactly what one charge drew, to the lots it drew from (GM-6, X-3). */
const reversalSchema = v.object({
  kind: v.literal('reversal'),
  id: entryIdSchema,
  charge: entryIdSchema,
  /** The operation whose charge it was. */
  charged: operationIdSchema,
  /** The operation that brought the reversal about. */
  operation: operationIdSchema,
  ticket: v.optional(ticketIdSchema),
  credits,
  draws: v.array(drawSchema),
  debt: credits,
});
export type Reversal = Readonly<v.InferOutput<typeof reversalSchema>>;

/** One line of the append-only credit ledger. */
export const entrySchema = v.variant('kind', [grantSchema, chargeSchema, reversalSchema]);
export type Entry = Readonly<v.InferOutput<typeof entrySchema>>;
