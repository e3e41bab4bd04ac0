import { deriveEntryId, type EntryId } from '../ids.ts';
import { planOf } from './contract.ts';
import type { Entry, Expiry, Grant } from './entry.ts';
import { type CreditLedger, post } from './ledger.ts';
import type { Lot } from './lot.ts';
import { type Period, periodNumber } from './period.ts';
import type { Allowance, Plan, Policy } from './policy.ts';

/**
 * Posts what has become due by an instant (UTC milliseconds), in the order in which it did: what is left of a lot
 * expires at its end, and the next period's allowance comes in at its start; at the same instant the old one goes first.
 */
export function postDue(ledger: CreditLedger, at: number): readonly Entry[] {
  const entries: Entry[] = [];
  while (dueAt(ledger) <= at) {
    const next = nextDue(ledger);
    if (next === undefined || post(ledger, next) !== 'new') throw new Error('What is due can be posted once');
    entries.push(next);
  }
  return entries;
}

/** When a lot ends or a period begins next (UTC milliseconds): until then nothing changes by itself. */
export function dueAt(ledger: CreditLedger): number {
  ledger.account.nextDueAt ??= nextDue(ledger)?.at ?? Infinity;
  return ledger.account.nextDueAt;
}

function nextDue(ledger: CreditLedger): Expiry | Grant | undefined {
  const expiry = nextExpiry(ledger);
  const grant = nextGrant(ledger);
  if (expiry === undefined || grant === undefined) return expiry ?? grant;
  return expiry.at <= grant.at ? expiry : grant;
}

/** What a laptop holds does not expire: it may have spent it in time, and only be late. */
function nextExpiry(ledger: CreditLedger): Expiry | undefined {
  const { account } = ledger;
  let first: { readonly lot: Lot; readonly left: number; readonly endsAt: number } | undefined;
  for (const { burning } of account.holdings.values()) {
    for (const id of burning) {
      const held = account.lots.get(id);
      const endsAt = held?.lot.endsAt;
      if (held === undefined || endsAt === undefined) continue;
      if (first === undefined || endsAt < first.endsAt) first = { ...held, endsAt };
    }
  }
  if (first === undefined) return undefined;
  const { lot, left, endsAt } = first;
  return { kind: 'expiry', id: endOf(ledger, lot), at: endsAt, type: lot.type, lot: lot.id, credits: left };
}

/** A lot ends once more when credits came back to it from a laptop that did not know of its end. */
function endOf({ posted }: CreditLedger, lot: Lot): EntryId {
  let id = deriveEntryId(lot.id, 'expired');
  for (let time = 2; posted.others.get(id) !== undefined; time += 1) id = deriveEntryId(lot.id, 'expired', time);
  return id;
}

function nextGrant(ledger: CreditLedger): Grant | undefined {
  let first: Grant | undefined;
  for (const id of ledger.account.contract.policies) {
    const policy = ledger.policies.byId.get(id);
    const grant = policy && nextAllowance(ledger, policy);
    if (grant !== undefined && (first === undefined || grant.at < first.at)) first = grant;
  }
  return first;
}

/** The first allowance that there is not yet: plans go to and fro, and a period has its allowance once. */
function nextAllowance({ account }: CreditLedger, policy: Policy): Grant | undefined {
  const { plans, timeZone } = account.contract;
  const { allowance } = planOf(account.contract, policy);
  const state = plans[policy.id];
  if (allowance === undefined || state?.schedule === undefined) return undefined;
  const { anchorAt } = state.schedule;
  for (let index = state.nextPeriod; ; index += 1) {
    const period = periodNumber({ ...state.schedule, timeZone }, index);
    const lot = periodLot(policy, allowance, { ...period, anchorAt }, allowance.credits);
    if (account.lots.get(lot.id) === undefined) return toGrant(lot, period.startsAt);
  }
}

export function toGrant(lot: Lot, at: number): Grant {
  return { kind: 'grant', id: deriveEntryId(lot.id), at, lot };
}

interface AnchoredPeriod extends Period {
  readonly anchorAt: number;
}

const allowanceWords = { month: 'Monthly allowance', year: 'Annual allowance' } as const satisfies Record<
  Allowance['every'],
  string
>;

/** A period's allowance as a lot of its own: the same on every device, so that it never counts twice. */
function periodLot(policy: Policy, allowance: Allowance, period: AnchoredPeriod, credits: number, plan?: Plan): Lot {
  const { index, anchorAt, startsAt, endsAt } = period;
  const named = deriveEntryId(policy.id, 'allowance', allowance.every, anchorAt, index);
  return {
    id: plan === undefined ? named : deriveEntryId(named, plan.id),
    type: allowance.type,
    source: 'allowance',
    credits,
    startsAt,
    ...(allowance.rollsOver ? {} : { endsAt }),
    period: { policy: policy.id, every: allowance.every, anchorAt, index },
    words: allowanceWords[allowance.every],
  };
}

/** The period of such an allowance that was granted and holds the instant (UTC milliseconds). */
export function grantedPeriod(
  { account }: CreditLedger,
  policy: Policy,
  { type, every }: Allowance,
  at: number,
): AnchoredPeriod | undefined {
  const { timeZone } = account.contract;
  for (const { lot } of account.lots.values()) {
    const of = lot.period;
    if (of?.policy !== policy.id || of.every !== every || lot.type !== type) continue;
    const period = periodNumber({ ...of, timeZone }, of.index);
    if (period.startsAt <= at && at < period.endsAt) return { ...period, anchorAt: of.anchorAt };
  }
  return undefined;
}

/**
 * What a larger plan brings for the period that already runs: the difference to what that period has had, so that no
 * to and fro between plans of one length brings more than the largest of them (GM-15, ZP-10). A month's and a year's
 * allowance are two: whoever takes both has both.
 */
export function upgradeLot(
  { account }: CreditLedger,
  policy: Policy,
  plan: Plan,
  period: AnchoredPeriod,
): Lot | undefined {
  if (plan.allowance === undefined) return undefined;
  const { every, credits } = plan.allowance;
  let granted = 0;
  for (const { lot } of account.lots.values()) {
    const of = lot.period;
    if (of?.policy !== policy.id || of.every !== every) continue;
    if (of.anchorAt === period.anchorAt && of.index === period.index) granted += lot.credits;
  }
  return credits > granted ? periodLot(policy, plan.allowance, period, credits - granted, plan) : undefined;
}

/** Credits that a plan of the contract brings next, by credit type, and when (UTC milliseconds). */
export function nextArrival(
  ledger: CreditLedger,
  type: string,
): { readonly at: number; readonly credits: number } | undefined {
  const arrivals = ledger.account.contract.policies.flatMap((id) => {
    const policy = ledger.policies.byId.get(id);
    const grant = policy && nextAllowance(ledger, policy);
    return grant?.lot.type === type ? [{ at: grant.at, credits: grant.lot.credits }] : [];
  });
  return arrivals.sort((a, b) => a.at - b.at)[0];
}
