import { deriveEntryId, type OperationId } from '../ids.ts';
import type { OperationOf } from '../operation.ts';
import { planOf } from './contract.ts';
import { grantedPeriod, postDue, toGrant, upgradeLot } from './due.ts';
import type { Entry, Terms } from './entry.ts';
import { type CreditLedger, postNew } from './ledger.ts';
import type { Plan, Policy } from './policy.ts';

/**
 * Posts what choosing policies brings: the agreement, of each policy that is new its first plan, of each that comes back
 * the plan it had, and what everybody starts with, once for ever (GM-11, II-2). Policies that this version does not know
 * are kept, and bring nothing.
 */
export function agree(
  ledger: CreditLedger,
  { id, at, policies, timeZone }: Pick<OperationOf<'choosePolicy'>, 'id' | 'at' | 'policies' | 'timeZone'>,
): readonly Entry[] {
  const before = ledger.account.contract.policies;
  const terms = postNew(ledger, toTerms(id, at.ms, { what: 'policies', policies, timeZone }));
  if (terms.length === 0) return [];
  const entries: Entry[] = [...terms];
  for (const policyId of policies) {
    const policy = ledger.policies.byId.get(policyId);
    if (policy === undefined) continue;
    const { contract } = ledger.account;
    const goesOn = before.includes(policyId) && contract.plans[policyId] !== undefined;
    if (!goesOn) entries.push(...takePlan(ledger, policy, planOf(contract, policy), id, at.ms));
    entries.push(...grantStartingLots(ledger, policy, at.ms));
  }
  return [...entries, ...postDue(ledger, at.ms)];
}

function grantStartingLots(ledger: CreditLedger, { startingLots }: Policy, at: number): readonly Entry[] {
  return startingLots
    .map((starting) => toGrant({ ...starting, id: deriveEntryId(starting.id), startsAt: at }, at))
    .flatMap((grant) => postNew(ledger, grant));
}

/**
 * Posts the change to another plan, and what a larger one brings for the period that runs. What the account holds is
 * kept, whatever the plans (GM-10). A plan goes on in the period that one like it was granted, while that runs; else its
 * periods begin now, and whoever calls this posts what is due then.
 */
export function takePlan(
  ledger: CreditLedger,
  policy: Policy,
  plan: Plan,
  operation: OperationId,
  at: number,
): readonly Entry[] {
  const { allowance } = plan;
  const running = allowance && grantedPeriod(ledger, policy, allowance, at);
  const schedule =
    allowance === undefined
      ? ledger.account.contract.plans[policy.id]?.schedule
      : { type: allowance.type, anchorAt: running?.anchorAt ?? at, every: allowance.every };
  const change = { what: 'plan', policy: policy.id, plan: plan.id, ...(schedule && { schedule }) } as const;
  const terms = postNew(ledger, toTerms(operation, at, change));
  if (terms.length === 0 || running === undefined) return terms;
  const upgrade = upgradeLot(ledger, policy, plan, running);
  return upgrade === undefined ? terms : [...terms, ...postNew(ledger, toGrant(upgrade, at))];
}

export function toTerms(operation: OperationId, at: number, change: Terms['change']): Terms {
  const about = change.what === 'plan' ? [change.policy] : change.what === 'member' ? [change.member] : [];
  return { kind: 'terms', id: deriveEntryId(operation, change.what, ...about), at, change };
}
