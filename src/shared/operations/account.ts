import * as v from 'valibot';
import { lotSchema, mostCredits } from '../credit/lot.ts';
import { operationIdSchema } from '../ids.ts';
import { timeZoneSchema } from '../calendar.ts';
import { moneySchema } from '../ticket.ts';
import { atLeastOne, count, label, operationBase } from './base.ts';

/** The organisation picks the policies that it is charged by. What they no longer cover costs nothing; lots are kept. */
const choosePolicySchema = v.object({
  ...operationBase,
  kind: v.literal('choosePolicy'),
  policies: v.pipe(v.array(label), v.minLength(1)),
  /** The IANA zone in which its periods begin and end. */
  timeZone: timeZoneSchema,
});

/** The organisation takes another plan of a policy, cancels it (a plan without allowance), or subscribes again. */
const changePlanSchema = v.object({ ...operationBase, kind: v.literal('changePlan'), policy: label, plan: label });

/** A bundle was sold. The payment is recorded here, not processed. */
const buyPackSchema = v.object({
  ...operationBase,
  kind: v.literal('buyPack'),
  /** What the bundle was called. */
  name: label,
  /** The credit type. */
  type: label,
  quantity: atLeastOne,
  /** Credits and price of all of them. */
  credits: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostCredits)),
  price: moneySchema,
  payment: v.picklist(['invoice', 'card']),
});

/** Credits given by hand. */
const grantCreditsSchema = v.object({ ...operationBase, kind: v.literal('grantCredits'), lot: lotSchema });

/** Somebody did what a policy rewards once per person (ZP-9). */
const earnBonusSchema = v.object({ ...operationBase, kind: v.literal('earnBonus'), bonus: label, person: label });

/** Adds a member of the organisation, or replaces what that member may spend in a period, by credit type (ZP-8). */
const defineMemberSchema = v.object({
  ...operationBase,
  kind: v.literal('defineMember'),
  member: label,
  limits: v.record(v.string(), count),
});

/** To whom low-credit and credits-used notices go (GM-7). */
const setBillingContactSchema = v.object({ ...operationBase, kind: v.literal('setBillingContact'), contact: label });

/** Takes back a metered action, or a part of it: a failed print, emails that did not go out. */
const voidActionSchema = v.object({
  ...operationBase,
  kind: v.literal('voidAction'),
  target: operationIdSchema,
  /** How many credits come back; all that are left of the charge where absent. */
  credits: v.optional(atLeastOne),
  reason: label,
});

/** Operations on the organisation's credit account. */
export const accountOperationSchemas = [
  choosePolicySchema,
  changePlanSchema,
  buyPackSchema,
  grantCreditsSchema,
  earnBonusSchema,
  defineMemberSchema,
  setBillingContactSchema,
  voidActionSchema,
] as const;
