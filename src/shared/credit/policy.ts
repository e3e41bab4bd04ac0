import * as v from 'valibot';
import { ticketFeeSchema } from '../ticket.ts';

const credits = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One price: applies where every condition it names holds. The first that applies decides. */
const priceSchema = v.object({
  when: v.object({ fee: v.optional(ticketFeeSchema), reentry: v.optional(v.boolean()) }),
  credits,
  /** The rule as a door steward understands it. */
  words: v.string(),
});
export type Price = Readonly<v.InferOutput<typeof priceSchema>>;

const priceListSchema = v.pipe(v.array(priceSchema), v.minLength(1));

/** What each action costs and when: data, read by one engine. */
export const policySchema = v.object({
  id: v.string(),
  name: v.string(),
  prices: v.object({ issueTickets: priceListSchema, checkIn: priceListSchema, checkOut: priceListSchema }),
  /** Granted once to a new account (GM-11). */
  welcomeCredits: credits,
});
export type Policy = Readonly<v.InferOutput<typeof policySchema>>;

export type MeteredAction = keyof Policy['prices'];
