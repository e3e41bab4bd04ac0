import type { Lot } from '../../src/shared/credit/lot.ts';
import type { Policy } from '../../src/shared/credit/policy.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { aCheckIn, aCheckOut, aGrant, anOperation, anUndo } from '../builders/facts.ts';
import { workshop } from './workshop-policy.ts';
import { day, hour, policiesOf, policyIds, type Step, type World } from './worlds.ts';

/** What a step becomes an operation from. */
export interface Ingredients {
  readonly world: World;
  readonly step: Step;
  readonly when: { readonly id: string; readonly ms: number; readonly actor: string; readonly device: string };
  /** What there was before. */
  readonly before: readonly Operation[];
}

type Recipe = (ingredients: Ingredients) => Operation;

const ofAccount = {
  choosePolicy({ world: { chosen, timeZone }, step: { flag, target }, when }) {
    const others = policyIds.filter((id) => !chosen.includes(id));
    const next = [...(flag ? chosen : chosen.slice(1)), pickOf(others, target) ?? 'workshop'];
    return anOperation('choosePolicy', when, { policies: next, timeZone });
  },
  changePlan({ world, step, when }) {
    const policy = policyFor(world, step);
    return anOperation('changePlan', when, {
      policy: policy.id,
      plan: pickOf(policy.plans, step.amount)?.id ?? 'none',
    });
  },
  buyPack({ world, step, when }) {
    const credits = step.amount * (step.flag ? 1 : 10);
    const price = { minor: 100, currency: 'EUR' };
    const type = typeFor(world, step);
    return anOperation('buyPack', when, { type, name: 'Pack', quantity: 1, credits, price, payment: 'card' });
  },
  grantCredits({ world, step, when }) {
    return aGrant(when, step.amount, lotFor(world, step, when.ms));
  },
  earnBonus({ world, step, when }) {
    const person = step.flag ? `person ${String(step.on)}` : ` Person ${String(step.on)} `;
    return anOperation('earnBonus', when, { bonus: policyFor(world, step).bonuses[0]?.id ?? 'applause', person });
  },
  /** The same limit on every credit type that may have one. */
  defineMember({ world, step: { who, amount }, when }) {
    const types = policiesOf(world.chosen).flatMap(({ creditTypes }) => creditTypes);
    const limited = types.filter(({ memberLimits }) => memberLimits);
    const limits = Object.fromEntries(limited.map(({ id }) => [id, Math.ceil(amount / 2)]));
    return anOperation('defineMember', when, { member: who, limits });
  },
  setBillingContact: ({ step, when }) => anOperation('setBillingContact', when, { contact: step.who }),
  voidAction({ step: { target, flag, amount }, when, before }) {
    const metered = before.filter(({ kind }) => !isAccountKind(kind) && !isDoorKind(kind));
    const done = pickOf(metered, target) ?? before[0];
    if (done === undefined) throw new Error('There is always the beginning');
    const credits = flag ? {} : { credits: amount };
    return anOperation('voidAction', when, { target: done.id, reason: 'Failed', ...credits });
  },
} satisfies Partial<Record<Operation['kind'], Recipe>>;

const atDoor = {
  checkIn(ingredients) {
    const { flag, amount, target } = ingredients.step;
    const reentry = pickOf(['once', 'after-exit', 'many'] as const, target) ?? 'once';
    return aCheckIn(onTicket(ingredients), { reentry, fee: flag || amount > 3 ? 'none' : 'per-ticket' });
  },
  checkOut: (ingredients) => aCheckOut(onTicket(ingredients)),
  undo(ingredients) {
    const { step, before } = ingredients;
    const there = onTicket(ingredients);
    const onIt = before.filter((each) => isDoorKind(each.kind) && 'ticketId' in each && each.ticketId === there.ticket);
    const undone = pickOf(onIt, step.target)?.id;
    return undone === undefined ? aCheckIn(there) : { ...anUndo(there, 'none'), target: undone };
  },
  refuseScan(ingredients) {
    return { ...aCheckOut(onTicket(ingredients)), kind: 'refuseScan', scanned: 'X', code: 'invalid' };
  },
} satisfies Partial<Record<Operation['kind'], Recipe>>;

const importFacts = {
  listId: aCheckOut({ id: 'list', ms: 0 }).listId,
  fileName: 'guests.csv',
  system: 'generic',
  issued: [],
  changed: [],
};

const metered = {
  importTickets({ step: { amount, on }, when }) {
    return anOperation('importTickets', when, { ...importFacts, free: amount * 5, paid: on });
  },
  issueTickets({ step, when }) {
    const counts = step.flag ? { free: step.amount * 7, paid: step.on } : { free: 0, paid: step.amount };
    return anOperation('issueTickets', when, { orderCode: subjectOf(step), ...counts });
  },
  sendEmail({ step: { flag, amount }, when }) {
    return anOperation('sendEmail', when, { purpose: flag ? 'ticket' : 'campaign', recipients: amount * 9 });
  },
  printBadge(ingredients) {
    return anOperation('printBadge', ingredients.when, { ticketId: aCheckOut(onTicket(ingredients)).ticketId });
  },
  createInvites({ step: { flag, amount }, when }) {
    return anOperation('createInvites', when, { via: flag ? 'list' : 'portal', count: amount });
  },
  createPortal: ({ step, when }) => anOperation('createPortal', when, { portal: subjectOf(step) }),
  assignPortal: ({ step, when }) => anOperation('assignPortal', when, { portal: subjectOf(step) }),
  allocateInvites({ step, when }) {
    return anOperation('allocateInvites', when, { portal: subjectOf(step), invites: step.amount });
  },
  createInvoice: ({ step, when }) => anOperation('createInvoice', when, { invoice: subjectOf(step) }),
  enablePaymentButton: ({ step, when }) => anOperation('enablePaymentButton', when, { invoice: subjectOf(step) }),
  downloadInvoice({ step, when }) {
    return anOperation('downloadInvoice', when, { invoice: subjectOf(step), withoutWatermark: step.amount > 1 });
  },
  emailInvoice({ step, when }) {
    const recipients = Math.ceil(step.amount / 2);
    return anOperation('emailInvoice', when, { invoice: subjectOf(step), recipients });
  },
  unlockLead: ({ step, when }) => anOperation('unlockLead', when, { lead: subjectOf(step) }),
  uploadLeads: ({ step, when }) => anOperation('uploadLeads', when, { count: step.amount }),
  contactLeads({ step: { flag, amount }, when }) {
    const by = flag ? 'email' : 'connection-request';
    return anOperation('contactLeads', when, { by, count: Math.ceil(amount / 2) });
  },
} satisfies Partial<Record<Operation['kind'], Recipe>>;

/** How a step becomes an operation of each kind. */
export const recipes = { ...ofAccount, ...atDoor, ...metered } as const;
export type RecipeKind = keyof typeof recipes;

function isDoorKind(kind: string): boolean {
  return Object.hasOwn(atDoor, kind);
}

function isAccountKind(kind: string): boolean {
  return Object.hasOwn(ofAccount, kind);
}

function policyFor({ chosen }: World, { target }: Step): Policy {
  return pickOf(policiesOf(chosen), target) ?? workshop;
}

function typeFor(world: World, step: Step): string {
  return pickOf(policyFor(world, step).creditTypes, step.on)?.id ?? 'token';
}

/** A lot that is for some actions or all, begins now, later or earlier, and lasts some time or for ever. */
function lotFor(world: World, step: Step, ms: number): Partial<Lot> {
  const { target, flag, amount } = step;
  const type = typeFor(world, step);
  const startsAt = ms + (pickOf([0, 0, 0, hour, 9 * day, -day], target) ?? 0);
  const lasts = pickOf([undefined, hour, 2 * day, 9 * day, 31 * day], target >> 2);
  const { actions } = policyFor(world, step);
  const scope = Object.keys(actions)
    .filter((action) => actions[action]?.type === type)
    .slice(0, 1 + (target % 2));
  return {
    type,
    source: flag ? 'pack' : 'bonus',
    startsAt,
    ...(lasts === undefined ? {} : { endsAt: startsAt + lasts }),
    ...(target % 3 === 0 && scope.length > 0 ? { scope } : {}),
    ...(amount === 5 ? { priority: flag ? 1 : -1 } : {}),
    ...(amount === 4 ? { terms: ['gift'] } : {}),
  };
}

function onTicket({ when, step }: Ingredients) {
  return { ...when, ticket: `T-${String(step.on)}` };
}

function subjectOf({ on }: Step): string {
  return `S-${String(on)}`;
}

function pickOf<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}
