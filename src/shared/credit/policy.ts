import * as v from 'valibot';
import { label } from '../operations/base.ts';
import { moneySchema } from '../ticket.ts';
import { mostCredits } from './lot.ts';

/** What one item costs: times the most items of an operation it is exact. */
const credits = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostCredits));
const name = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-zA-Z0-9-]{0,99}$/, 'A name is up to 100 letters, digits and hyphens'),
);
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

/** What a lot's credits or a price bring with them besides the action itself, e.g. `watermark` (II-2). */
const termsSchema = v.array(name);

/** When a balance falls below a number, one notice; it is armed again once the balance is back there (GM-7). */
const noticeRuleSchema = v.strictObject({ id: name, below: v.pipe(v.number(), v.safeInteger()), words });
export type NoticeRule = Readonly<v.InferOutput<typeof noticeRuleSchema>>;

const creditTypeSchema = v.strictObject({
  id: name,
  /** What one and what several are called: "portal credit", "portal credits". */
  one: words,
  many: words,
  /**
   * `negative`: actions go on, and the dashboard is locked below zero (GM-8, GM-9). `refuse`: an action that is not
   * covered is refused. `free-tier`: so too, unless its price names what is free instead (II-9).
   */
  atZero: v.picklist(['negative', 'refuse', 'free-tier']),
  /** Whether an administrator may limit how much one member spends in a period (ZP-8). */
  memberLimits: v.boolean(),
  notices: v.array(noticeRuleSchema),
});
export type CreditTypeRule = Readonly<v.InferOutput<typeof creditTypeSchema>>;

const factSchema = v.union([v.string(), v.boolean(), v.number()]);

/** One price: applies where every fact it names is so. The first that applies decides. */
const priceSchema = v.strictObject({
  when: v.record(v.string(), factSchema),
  /** For each item. */
  credits,
  /** The rule as a door steward understands it. */
  words,
  terms: v.optional(termsSchema),
  /** What happens for nothing instead when the credits do not reach, on a credit type with a free tier (II-9). */
  orElse: v.optional(v.strictObject({ words, terms: v.optional(termsSchema) })),
});
export type Price = Readonly<v.InferOutput<typeof priceSchema>>;

const actionSchema = v.strictObject({
  /** What the action is called: "Checking in a guest". */
  name: words,
  /** The credit type it draws. */
  type: name,
  /** The last price has no conditions, so that every case has one. */
  prices: v.pipe(
    v.array(priceSchema),
    v.minLength(1),
    v.check(
      (list) => Object.keys(list.at(-1)?.when ?? { none: true }).length === 0,
      'The last price must have no conditions',
    ),
  ),
  /**
   * The action is paid once per subject, by whoever comes first (II-6, ZP-2); `words` are what each repeat says.
   * With `reopens`, a subject whose charge is taken back is to be paid again.
   */
  once: v.optional(v.strictObject({ words, reopens: v.boolean() })),
});
export type ActionRule = Readonly<v.InferOutput<typeof actionSchema>>;

/** Credits that everybody who chooses the policy gets, once for ever: a welcome grant (GM-11) or a free tier (II-2). */
const startingLotSchema = v.strictObject({
  /** The lot's id: the same grant never counts twice. */
  id: name,
  source: v.picklist(['welcome', 'free-tier']),
  type: name,
  credits: positive,
  words,
  /** Only for these actions; for all where absent. */
  scope: v.optional(v.pipe(v.array(name), v.minLength(1))),
  terms: v.optional(termsSchema),
  /** Lower burns first; 0 where absent. */
  priority: v.optional(v.pipe(v.number(), v.safeInteger())),
});

const allowanceSchema = v.strictObject({
  type: name,
  credits: positive,
  every: v.picklist(['month', 'year']),
  /** Whether what is left at the period's end is kept (GM-12) or expires (ZP-4). */
  rollsOver: v.boolean(),
});
export type Allowance = Readonly<v.InferOutput<typeof allowanceSchema>>;

const planSchema = v.strictObject({
  id: name,
  name: words,
  /** False: actions draw nothing and nothing ever locks (GM-16, II-9). */
  tracksCredits: v.boolean(),
  allowance: v.optional(allowanceSchema),
  /** Never reduced by credits (GM-12). */
  fee: v.optional(v.strictObject({ ...moneySchema.entries, every: v.picklist(['month', 'year']) })),
});
export type Plan = Readonly<v.InferOutput<typeof planSchema>>;

/** Credits for sale together; the more, the cheaper each (AI-6, AP-5). */
const bundleSchema = v.strictObject({ id: name, name: label, type: name, credits: positive, price: moneySchema });
export type Bundle = Readonly<v.InferOutput<typeof bundleSchema>>;

/** Credits earned once per person, e.g. who signed up through an invitation link (ZP-9). */
const bonusSchema = v.strictObject({ id: name, type: name, credits: positive, words });
export type Bonus = Readonly<v.InferOutput<typeof bonusSchema>>;

const shapeSchema = v.strictObject({
  id: name,
  name: words,
  /** The first is the one that the policy is about. */
  creditTypes: v.pipe(v.array(creditTypeSchema), v.minLength(1)),
  actions: v.record(name, actionSchema),
  startingLots: v.array(startingLotSchema),
  /** The first is the one that the policy starts with. */
  plans: v.pipe(v.array(planSchema), v.minLength(1)),
  bundles: v.array(bundleSchema),
  bonuses: v.array(bonusSchema),
});

/**
 * What each action costs and when, and how credits come in: data, read by one engine. A field that it does not know is
 * refused, so that a misspelled `once` cannot go unnoticed.
 */
export const policySchema = v.pipe(
  shapeSchema,
  v.check(
    (policy) => unknownTypes(policy).length === 0,
    'Every action, lot, plan, bundle and bonus must name a credit type of the policy',
  ),
  v.check((policy) => repeatedIds(policy).length === 0, 'Two of a kind in a policy must not have one id'),
  v.check((policy) => unknownActions(policy).length === 0, 'A lot may only be for actions of the policy'),
  v.check(
    (policy) => strayFallbacks(policy).length === 0,
    'Only a credit type with a free tier may have prices with orElse',
  ),
);
export type Policy = Readonly<v.InferOutput<typeof policySchema>>;

type Shape = v.InferOutput<typeof shapeSchema>;

function unknownTypes({ creditTypes, actions, startingLots, plans, bundles, bonuses }: Shape): readonly string[] {
  const known = new Set(creditTypes.map(({ id }) => id));
  const allowances = plans.flatMap(({ allowance }) => allowance ?? []);
  const named = [...Object.values(actions), ...startingLots, ...allowances, ...bundles, ...bonuses];
  return named.map(({ type }) => type).filter((type) => !known.has(type));
}

function repeatedIds({ creditTypes, startingLots, plans, bundles, bonuses }: Shape): readonly string[] {
  const kinds = [creditTypes, ...creditTypes.map(({ notices }) => notices), startingLots, plans, bundles, bonuses];
  return kinds.flatMap((kind) => {
    const ids = kind.map(({ id }) => id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
}

function unknownActions({ actions, startingLots }: Shape): readonly string[] {
  return startingLots.flatMap(({ scope = [] }) => scope).filter((action) => !Object.hasOwn(actions, action));
}

function strayFallbacks({ creditTypes, actions }: Shape): readonly string[] {
  const free = new Set(creditTypes.filter(({ atZero }) => atZero === 'free-tier').map(({ id }) => id));
  return Object.entries(actions).flatMap(([action, { type, prices }]) =>
    !free.has(type) && prices.some(({ orElse }) => orElse !== undefined) ? [action] : [],
  );
}
