import { planOf } from '../../shared/credit/contract.ts';
import type { Plan, Policy } from '../../shared/credit/policy.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A plan that is to be taken. */
export interface PlanChange {
  readonly policy: Policy;
  readonly plan: Plan;
}

/**
 * Records that the organisation takes another plan; nothing, when it has that plan already. No payment is taken.
 * Throws `NotRecordedError` when the journal does not take it.
 */
export async function changePlan(ledger: Ledger, actor: string, { policy, plan }: PlanChange): Promise<void> {
  await ledger.act(actor, ({ books: { credits } }) => {
    const isTaken = planOf(credits.account.contract, policy).id === plan.id;
    return { intents: isTaken ? [] : [{ kind: 'changePlan', policy: policy.id, plan: plan.id }], outcome: undefined };
  });
}
