import * as v from 'valibot';
import { holdingOf } from '../../shared/credit/account.ts';
import { planOf } from '../../shared/credit/contract.ts';
import { nextArrival, postDue } from '../../shared/credit/due.ts';
import { branchLedger, type CreditLedger } from '../../shared/credit/ledger.ts';
import { lockOf } from '../../shared/credit/lock.ts';
import { settle } from '../../shared/credit/settle.ts';
import { deviceIdSchema, operationIdSchema } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import type { PlanChange } from './change-plan.ts';

/** What taking a plan brings about, found by trying. */
export interface PlanEffects {
  /** The credit type that the plan is about. */
  readonly type: string;
  readonly balanceBefore: number;
  readonly balanceAfter: number;
  /** Credits that come in at once; what is owed is paid back out of them. */
  readonly broughtAtOnce: number;
  /** The allowance that comes in next (UTC milliseconds). */
  readonly arrival: { readonly at: number; readonly credits: number } | undefined;
  readonly isLockedBefore: boolean;
  readonly isLockedAfter: boolean;
}

/** Takes the plan on a branch of the ledger at an instant (UTC milliseconds); the ledger stays as it is. */
export function planEffects(credits: CreditLedger, { policy, plan }: PlanChange, at: number): PlanEffects {
  const then = branchLedger(credits);
  postDue(then, at);
  const before = planOf(then.account.contract, policy);
  const type = plan.allowance?.type ?? before.allowance?.type ?? policy.creditTypes[0]?.id ?? '';
  const balanceBefore = holdingOf(then.account, type).balance;
  const isLockedBefore = lockOf(then) !== undefined;
  const entries = settle(then, triedChange({ policy, plan }, at));
  const broughtAtOnce = entries.reduce((sum, entry) => (entry.kind === 'grant' ? sum + entry.lot.credits : sum), 0);
  return {
    type,
    balanceBefore,
    balanceAfter: holdingOf(then.account, type).balance,
    broughtAtOnce,
    arrival: nextArrival(then, type),
    isLockedBefore,
    isLockedAfter: lockOf(then) !== undefined,
  };
}

const nobody = '00000000-0000-7000-8000-000000000000';

/** An operation that is only tried: nobody's, and never recorded. */
function triedChange({ policy, plan }: PlanChange, at: number): OperationOf<'changePlan'> {
  return {
    kind: 'changePlan',
    id: v.parse(operationIdSchema, nobody),
    at: { ms: at, n: 0, device: v.parse(deviceIdSchema, nobody) },
    wallAt: at,
    actor: '',
    policy: policy.id,
    plan: plan.id,
  };
}
