import type { CreditTypeRule, Plan, Policy } from '../../shared/credit/policy.ts';
import { creditsText, moneyText, numberText } from '../ui/number-text.ts';
import { dateText } from '../ui/period-text.ts';
import type { Payment } from './buy-pack.ts';
import type { LowBalance } from './low-balance.ts';
import type { PlanEffects } from './plan-effects.ts';

/** What the billing screens say. */
export const words = {
  ownerBuys: 'Credits are bought and plans changed on an owner’s laptop.',
  billing: 'Billing',
  lockedTitle: (what: string) => `${what} waits until the balance is back at zero`,
  lockedCalm: 'Nothing is lost. The door and ticket sales go on as before.',

  locked: 'The dashboard is locked',
  owed: (credits: number, type: CreditTypeRule) => `${creditsText(credits, type)} ${credits === 1 ? 'is' : 'are'} owed`,
  lockedSince: (when: string, operation: string, actor: string) =>
    `Below zero since ${when}, through ${operation} by ${actor}. Check-in and sales go on meanwhile.`,
  unlocksWith: 'The smallest package that unlocks it:',
  noPackage: 'No package for these credits is for sale: a plan with a larger allowance unlocks it too.',
  orPlan: 'A plan with a larger allowance unlocks it too.',
  unlock: (pack: string, price: string) => `Buy ${pack} for ${price}`,

  balances: 'Balances',
  left: ({ one, many }: CreditTypeRule, credits: number) => (credits < 0 ? many : `${credits === 1 ? one : many} left`),
  owes: (credits: number) => `${numberText(credits)} owed: the next that come in pay it back first`,
  usedIn: (credits: number, period: string) => `${numberText(credits)} used ${period}`,
  nextOn: (credits: number, date: string) => `${numberText(credits)} come in on ${date}`,

  notices: 'Notices',
  noticeContact: (contact: string) => `Queued for ${contact}. They are sent once a server is connected.`,
  noContact: 'No billing contact is set: set one in Settings. Until then notices are shown here only.',
  noNotices: 'No notices so far.',
  noticeBalance: (credits: number, type: CreditTypeRule | undefined) => `Balance then: ${creditsText(credits, type)}.`,

  bundles: (type: CreditTypeRule) => `Buy ${type.many}`,
  noBundles: (type: CreditTypeRule) => `No bundles of ${type.many} are for sale.`,
  each: (price: string) => `${price} each`,
  saving: (percent: number) => `${String(percent)} % less`,
  buy: 'Buy',
  buyNamed: (bundle: string) => `Buy ${bundle}`,

  quantity: 'How many',
  quantityBounds: (most: number) => `From 1 to ${numberText(most)}`,
  payment: 'Payment',
  brings: 'Credits',
  costs: 'Price',
  balanceAfter: 'Balance after',
  unlocksAfter: 'This unlocks the dashboard.',
  staysLocked: (credits: number) => `${numberText(credits)} more are needed to unlock the dashboard.`,
  purchaseRecorded: 'This records the purchase; no payment is taken here.',
  record: 'Record the purchase',
  cancel: 'Cancel',
  bought: (credits: string) => `${credits} are in`,

  plans: (policy: Policy) => `Plan for ${policy.name}`,
  current: 'Current plan',
  noFee: 'No fee',
  every: ({ every }: NonNullable<Plan['fee']>) => `a ${every}`,
  changeTo: (plan: string) => `Change to ${plan}`,
  cancelPlan: 'Cancel the subscription',
  changeRecorded: 'This records the change; no payment is taken here.',
  takePlan: 'Change the plan',
  keepPlan: (plan: string) => `Keep ${plan}`,
  onlyPlan: (plan: string) => `${plan} is the only plan.`,
  planTaken: (plan: string) => `The plan is ${plan} now`,

  history: 'Purchases and plan changes',
  noDeals: 'Nothing has been bought or changed so far.',
  pack: (quantity: number, name: string) => (quantity === 1 ? name : `${numberText(quantity)} × ${name}`),
  planDeal: (plan: string, policy: string) => `Plan ${plan} of ${policy}`,
  showAll: (count: number) => `Show all ${numberText(count)}`,
} as const;

/** As they are chosen. */
export const paymentWords = { invoice: 'Invoice', card: 'Card' } as const satisfies Record<Payment, string>;

/** As they stand in a list of purchases. */
export const paidByWords = {
  invoice: 'by invoice',
  card: 'by card',
} as const satisfies Record<Payment, string>;

/** What a plan brings, e.g. `250 credits each month; what is left is kept`. */
export function allowanceText({ tracksCredits, allowance }: Plan, { creditTypes }: Policy): string {
  if (!tracksCredits) return 'Unlimited: nothing draws credits';
  if (allowance === undefined) return 'No allowance: credits are bought as needed';
  const { type, credits, every, rollsOver } = allowance;
  const amount = creditsText(
    credits,
    creditTypes.find(({ id }) => id === type),
  );
  return `${amount} each ${every}; what is left ${rollsOver ? 'is kept' : `expires when the ${every} ends`}`;
}

function feeText({ fee }: Plan): string {
  return fee === undefined ? words.noFee : `${moneyText(fee)} ${words.every(fee)}`;
}

/** What taking a plan is called. To leave a subscription is to take the plan that has neither allowance nor fee. */
export function changeText(from: Plan, to: Plan): string {
  const isCancellation = from.fee !== undefined && to.fee === undefined && to.allowance === undefined;
  return isCancellation ? words.cancelPlan : words.changeTo(to.name);
}

/** What a change of plan brings about, a sentence each (GM-10, GM-12, GM-15, GM-16, ZP-10). */
export function effectSentences(
  policy: Policy,
  from: Plan,
  to: Plan,
  effects: PlanEffects,
  timeZone: string,
): readonly string[] {
  const type = policy.creditTypes.find(({ id }) => id === effects.type);
  const { balanceBefore, balanceAfter, broughtAtOnce } = effects;
  const sentences = [
    balanceBefore < 0
      ? `The ${creditsText(-balanceBefore, type)} owed stay owed until credits come in.`
      : `Your ${creditsText(balanceBefore, type)} are kept.`,
    ...(broughtAtOnce > 0
      ? [`${creditsText(broughtAtOnce, type)} come in at once: the balance is then ${numberText(balanceAfter)}.`]
      : []),
    ...allowanceSentences(from, to, effects, timeZone),
    ...(from.tracksCredits && !to.tracksCredits ? [`${policy.name} draws no credits any more, and never locks.`] : []),
    ...(!from.tracksCredits && to.tracksCredits ? [`${policy.name} draws credits again from now on.`] : []),
    ...lockSentences(effects),
    `${to.fee === undefined ? 'The plan has no fee' : `The fee is ${feeText(to)}`}. ${words.changeRecorded}`,
  ];
  return sentences;
}

function allowanceSentences(
  from: Plan,
  to: Plan,
  { broughtAtOnce, arrival }: PlanEffects,
  timeZone: string,
): readonly string[] {
  if (to.allowance === undefined) return from.allowance === undefined ? [] : ['No allowance comes in any more.'];
  const { every, rollsOver } = to.allowance;
  const kept =
    broughtAtOnce === 0 && from.allowance !== undefined
      ? [`This ${every}’s allowance has come in already and is kept.`]
      : [];
  const next =
    arrival === undefined
      ? []
      : [`From ${dateText(arrival.at, timeZone)}, ${numberText(arrival.credits)} come in each ${every}.`];
  return [...kept, ...next, ...(rollsOver ? [] : [`What is left when the ${every} ends expires.`])];
}

function lockSentences({ isLockedBefore, isLockedAfter }: PlanEffects): readonly string[] {
  if (isLockedBefore && !isLockedAfter) return ['This unlocks the dashboard.'];
  if (isLockedBefore) return ['The dashboard stays locked: this is not enough.'];
  return isLockedAfter ? ['The balance is below zero: this locks the dashboard.'] : [];
}

/** What stands in the bar while a balance is low. */
export function lowBalanceText({ type, balance, below }: LowBalance): string {
  if (balance > 0) return `${creditsText(balance, type)} left: fewer than ${numberText(below)}.`;
  if (balance === 0) return `0 ${type.many} left: all are used.`;
  return `${creditsText(-balance, type)} owed: the door goes on, but organisers’ screens wait.`;
}
