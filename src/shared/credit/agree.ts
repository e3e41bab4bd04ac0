import { deriveEntryId, type OperationId } from '../ids.ts';
import type { OperationOf } from '../operation.ts';
import { nextPeriodOf } from './contract.ts';
import { postDue, toGrant, upgradeLot } from './due.ts';
import type { Entry, Schedule, Terms } from './entry.ts';
import { type CreditLedger, post } from './ledger.ts';
import { periodNumber } from './period.ts';
import type { Plan, Policy } from './policy.ts';

/**
 * Posts what choosing policies brings: the agreement, and of each policy that is new its first plan and what everybody
 * starts with, once for ever (GM-11, II-2). Policies that this version does not know are kept, and bring nothing.
 */
export function agree(
  ledger: CreditLedger,
  { id, at, policies, timeZone }: Pick<OperationOf<'choosePolicy'>, 'id' | 'at' | 'policies' | 'timeZone'>,
): readonly Entry[] {
  const entries: Entry[] = [];
  const terms = toTerms(id, at.ms, { what: 'policies', policies, timeZone });
  post(ledger, terms);
  entries.push(terms);
  for (const policyId of policies) {
    const policy = ledger.policies.byId.get(policyId);
    if (policy === undefined) continue;
    const [firstPlan] = policy.plans;
    if (firstPlan !== undefined && ledger.account.contract.plans[policyId] === undefined) {
      entries.push(...takePlan(ledger, policy, firstPlan, id, at.ms));
    }
    entries.push(...grantStartingLots(ledger, policy, at.ms));
  }
  return entries;
}

function grantStartingLots(ledger: CreditLedger, { startingLots }: Policy, at: number): readonly Entry[] {
  const grants = startingLots
    .map((starting) => toGrant({ ...starting, id: deriveEntryId(starting.id), startsAt: at }, at))
    .filter(({ lot }) => ledger.account.lots.get(lot.id) === undefined);
  for (const grant of grants) post(ledger, grant);
  return grants;
}

/**
 * Posts the change to another plan, and what that plan brings at once. What the account holds is kept, whatever the
 * plans (GM-10). Periods go on from the old anchor while one that was granted still runs; else they begin now.
 */
export function takePlan(
  ledger: CreditLedger,
  policy: Policy,
  plan: Plan,
  operation: OperationId,
  at: number,
): readonly Entry[] {
  const running = runningSchedule(ledger, policy, at);
  const { allowance } = plan;
  const goesOn = allowance === undefined || (running?.every === allowance.every && running.type === allowance.type);
  const started = allowance && { type: allowance.type, anchorAt: at, every: allowance.every };
  const schedule = goesOn ? running : started;
  const change = { what: 'plan', policy: policy.id, plan: plan.id, ...(schedule && { schedule }) } as const;
  const terms = toTerms(operation, at, change);
  post(ledger, terms);
  return [terms, ...(goesOn ? grantUpgrade(ledger, policy, plan, at) : []), ...postDue(ledger, at)];
}

/** The schedule of the plan so far, while the last period that it granted has not ended. */
function runningSchedule({ account }: CreditLedger, policy: Policy, at: number): Schedule | undefined {
  const state = account.contract.plans[policy.id];
  const next = nextPeriodOf(account.contract, policy);
  return state !== undefined && next !== undefined && next.index > 0 && at < next.startsAt ? state.schedule : undefined;
}

function grantUpgrade(ledger: CreditLedger, policy: Policy, plan: Plan, at: number): readonly Entry[] {
  const { contract } = ledger.account;
  const state = contract.plans[policy.id];
  if (state?.schedule === undefined) return [];
  const period = periodNumber({ ...state.schedule, timeZone: contract.timeZone }, state.nextPeriod - 1);
  const lot = upgradeLot(ledger, policy, plan, { ...period, anchorAt: state.schedule.anchorAt });
  if (lot === undefined) return [];
  const grant = toGrant(lot, at);
  post(ledger, grant);
  return [grant];
}

export function toTerms(operation: OperationId, at: number, change: Terms['change']): Terms {
  const about = change.what === 'plan' ? [change.policy] : change.what === 'member' ? [change.member] : [];
  return { kind: 'terms', id: deriveEntryId(operation, change.what, ...about), at, change };
}
