import type { Schedule, TermsChange } from './entry.ts';
import { foldName } from './fold-name.ts';
import type { Lot } from './lot.ts';
import { type Period, periodAt } from './period.ts';
import type { Plan, Policy } from './policy.ts';
import { unreachable } from '../unreachable.ts';

/** The plan taken of one policy. */
interface PlanState {
  readonly plan: string;
  readonly schedule: Schedule | undefined;
  /** Index of the first period whose allowance has not been granted. */
  readonly nextPeriod: number;
}

/** What the organisation has agreed to. */
export interface Contract {
  /** Ids of the policies it is charged by. */
  readonly policies: readonly string[];
  /** When it first chose; undefined before (UTC milliseconds). */
  readonly sinceAt: number | undefined;
  readonly timeZone: string;
  readonly plans: Readonly<Record<string, PlanState>>;
  /** What each member may spend in a period, by credit type (ZP-8). */
  readonly members: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly billingContact: string | undefined;
}

/** What an account starts with, before anything is agreed. */
export function openContract(policies: readonly string[]): Contract {
  return { policies, sinceAt: undefined, timeZone: 'UTC', plans: {}, members: {}, billingContact: undefined };
}

/** The contract after a change that counts at an instant (UTC milliseconds). */
export function amend(contract: Contract, change: TermsChange, at: number): Contract {
  switch (change.what) {
    case 'policies': {
      const { policies, timeZone } = change;
      return { ...contract, policies, timeZone, sinceAt: contract.sinceAt ?? at };
    }
    case 'plan': {
      const { policy, plan, schedule } = change;
      const before = contract.plans[policy];
      const nextPeriod = before !== undefined && isSameSchedule(before.schedule, schedule) ? before.nextPeriod : 0;
      return { ...contract, plans: { ...contract.plans, [policy]: { plan, schedule, nextPeriod } } };
    }
    case 'member':
      return { ...contract, members: { ...contract.members, [change.member]: change.limits } };
    case 'billing-contact':
      return { ...contract, billingContact: change.contact };
    default:
      return unreachable(change);
  }
}

type Counting = Pick<Schedule, 'anchorAt' | 'every'> | undefined;

function isSameSchedule(a: Counting, b: Counting): boolean {
  return a?.anchorAt === b?.anchorAt && a?.every === b?.every;
}

/** The contract once the period's allowance that a lot is has been granted. */
export function passPeriod(contract: Contract, period: NonNullable<Lot['period']>): Contract {
  const state = contract.plans[period.policy];
  if (state === undefined || !isSameSchedule(state.schedule, period) || period.index < state.nextPeriod)
    return contract;
  const passed = { ...state, nextPeriod: period.index + 1 };
  return { ...contract, plans: { ...contract.plans, [period.policy]: passed } };
}

/** The plan that the organisation has of a policy: its first one until another is taken. */
export function planOf({ plans }: Contract, policy: Policy): Plan {
  const taken = plans[policy.id]?.plan;
  const plan = policy.plans.find(({ id }) => id === taken) ?? policy.plans[0];
  if (plan === undefined) throw new Error(`Policy ${policy.id} has no plan`);
  return plan;
}

/**
 * The period of a credit type at an instant (UTC milliseconds): that of the plan whose allowance it is, else a month
 * from the day on which the organisation began.
 */
export function usagePeriod({ plans, timeZone, sinceAt }: Contract, type: string, at: number): Period {
  const schedules = Object.values(plans).map(({ schedule }) => schedule);
  const schedule = schedules.find((each) => each?.type === type);
  return periodAt({ timeZone, ...(schedule ?? { anchorAt: sinceAt ?? 0, every: 'month' }) }, at);
}

/** What a member may spend of a credit type in a period, however the name is written (ZP-8); undefined without a limit. */
export function limitOf({ members }: Contract, member: string, type: string): number | undefined {
  const name = foldName(member);
  return Object.entries(members).find(([each]) => foldName(each) === name)?.[1][type];
}
