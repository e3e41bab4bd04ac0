import { foldHistory } from '../admission/history.ts';
import { deriveEntryId, type EventId, type ListId, type OperationId, type TicketId } from '../ids.ts';
import type { LogRow } from '../journal-line.ts';
import type { Operation, TicketOperation } from '../operation.ts';
import { type Cost, costOf, countActions, reach } from './cost.ts';
import { toGrant } from './due.ts';
import { intentOf } from './intent.ts';
import { type CreditLedger, openCreditLedger, openPolicies, post } from './ledger.ts';
import { type Purchase, smallestPurchase } from './lock.ts';
import type { Lot } from './lot.ts';
import { periodAt } from './period.ts';
import type { CreditTypeRule, Plan, Policy } from './policy.ts';
import { type ArrivalOf, beginUnder } from './replay.ts';
import { type HistoryChange, settle } from './settle.ts';

/** A policy with one of its plans. */
export interface Scenario {
  readonly policy: Policy;
  readonly plan: Plan;
}

/** What operations would cost under one policy and plan, had the organisation begun with them at the first of them. */
export interface ScenarioCost extends Cost {
  readonly scenario: Scenario;
  /** The plan's fee for all periods that the operations run through. */
  readonly fee: { readonly minor: number; readonly currency: string; readonly periods: number } | undefined;
  /** What neither starting credits nor the plan's allowance cover, and the cheapest bundles that would. */
  readonly missing: readonly {
    readonly type: CreditTypeRule;
    readonly credits: number;
    readonly purchase: Purchase | undefined;
  }[];
}

export interface Comparison {
  /** In the order of the log, each once. */
  readonly operations: readonly Operation[];
  readonly scenarios: readonly Scenario[];
  readonly arrivalOf: ArrivalOf;
  /** The zone in which plans' periods are counted. */
  readonly timeZone: string;
}

/** Each policy alone, with each of its plans. */
export function scenariosOf(policies: readonly Policy[]): readonly Scenario[] {
  return policies.flatMap((policy) => policy.plans.map((plan) => ({ policy, plan })));
}

/** What happened at one event, in the order of the log, and what took any of it back. */
export function eventOperations(rows: readonly LogRow[], eventId: EventId): readonly Operation[] {
  const ids = new Set<OperationId>();
  const operations: Operation[] = [];
  for (const { operation } of rows) {
    if (!isOf(operation, eventId, ids)) continue;
    ids.add(operation.id);
    operations.push(operation);
  }
  return operations;
}

function isOf(operation: Operation, eventId: EventId, ids: ReadonlySet<OperationId>): boolean {
  if (operation.kind === 'voidAction') return ids.has(operation.target);
  return 'eventId' in operation && operation.eventId === eventId;
}

/** How many operations are replayed before whoever asks may do something else. */
const operationsBetweenPauses = 500;

/**
 * Replays the operations under each scenario, alone on an empty ledger with credits enough that nothing is refused.
 * Pauses now and then with the part that is done (0 to 1), so that it never holds up a window.
 */
export function* compareCosts(comparison: Comparison): Generator<number, readonly ScenarioCost[]> {
  const { operations, scenarios } = comparison;
  const costs: ScenarioCost[] = [];
  const actions = countActions(operations);
  const span = spanOf(operations);
  const steps = yield* foldHistories(comparison);
  for (const scenario of scenarios) {
    const ledger = beginScenario(scenario, comparison, span);
    const relevant = steps.filter((step) => concerns(scenario.policy, step));
    for (const [index, { operation, change }] of relevant.entries()) {
      if (index % operationsBetweenPauses === 0) yield (costs.length + index / relevant.length) / scenarios.length;
      settle(ledger, operation, change);
    }
    const cost = costOf(ledger, ledger.posted.billings.values(), actions);
    costs.push({
      scenario,
      ...cost,
      fee: feeOf(scenario, comparison, span),
      missing: missingOf(scenario, ledger),
    });
  }
  return costs;
}

/** An operation, the action that it is, and what becomes of its ticket's history through it. */
interface Step {
  readonly operation: Operation;
  readonly action: string | undefined;
  readonly change: HistoryChange | undefined;
}

/** Histories are the same whatever the policy: folded once for all scenarios. */
function* foldHistories({ operations, arrivalOf }: Comparison): Generator<number, readonly Step[]> {
  const lists = new Map<ListId, Map<TicketId, readonly TicketOperation[]>>();
  const steps: Step[] = [];
  for (const [index, operation] of operations.entries()) {
    if (index % operationsBetweenPauses === 0) yield 0;
    if (operation.kind !== 'checkIn' && operation.kind !== 'checkOut' && operation.kind !== 'undo') {
      steps.push({ operation, action: intentOf(operation)?.action, change: undefined });
      continue;
    }
    const tickets = reach(lists, operation.listId, () => new Map());
    const all = [...(tickets.get(operation.ticketId) ?? []), operation];
    tickets.set(operation.ticketId, all);
    // Whatever is done to a ticket is about its admissions.
    const change = { operations: all, history: foldHistory(all, arrivalOf(operation)) };
    steps.push({ operation, action: 'checkIn', change });
  }
  return steps;
}

/** Whether the operation can make a difference under the policy: others need not be replayed. */
function concerns({ actions }: Policy, { operation, action }: Step): boolean {
  return operation.kind === 'voidAction' || (action !== undefined && Object.hasOwn(actions, action));
}

/** When the first and the last operation were (UTC milliseconds). */
interface Span {
  readonly firstAt: number;
  readonly lastAt: number;
}

function spanOf(operations: readonly Operation[]): Span {
  let firstAt = Infinity;
  let lastAt = -Infinity;
  for (const { at } of operations) {
    firstAt = Math.min(firstAt, at.ms);
    lastAt = Math.max(lastAt, at.ms);
  }
  return { firstAt, lastAt };
}

/** More than any event draws, so that nothing is refused; what is drawn of it is what is missing. */
const plenty = 1_000_000_000_000;

function plentyId(type: string): Lot['id'] {
  return deriveEntryId('what-if', type);
}

function beginScenario(
  { policy, plan }: Scenario,
  { operations, timeZone }: Comparison,
  { firstAt }: Span,
): CreditLedger {
  // A policy starts with its first plan.
  const plans = [plan, ...policy.plans.filter(({ id }) => id !== plan.id)];
  const ledger = openCreditLedger(openPolicies([{ ...policy, plans }]));
  const [first] = operations;
  if (first === undefined) return ledger;
  beginUnder(ledger, [policy.id], timeZone, { ...first.at, ms: firstAt });
  for (const { id: type } of policy.creditTypes) {
    // Bought credits burn after the free ones and after those that end.
    const lot: Lot = { id: plentyId(type), type, source: 'pack', credits: plenty, startsAt: firstAt, words: 'Bought' };
    post(ledger, toGrant(lot, firstAt));
  }
  return ledger;
}

function missingOf({ policy }: Scenario, { account }: CreditLedger): ScenarioCost['missing'] {
  return policy.creditTypes.flatMap((type) => {
    const credits = plenty - (account.lots.get(plentyId(type.id))?.left ?? plenty);
    return credits === 0 ? [] : [{ type, credits, purchase: smallestPurchase(policy, type.id, credits) }];
  });
}

function feeOf({ plan: { fee } }: Scenario, { operations, timeZone }: Comparison, span: Span): ScenarioCost['fee'] {
  if (fee === undefined || operations.length === 0) return undefined;
  const periods = periodAt({ anchorAt: span.firstAt, every: fee.every, timeZone }, span.lastAt).index + 1;
  return { minor: fee.minor * periods, currency: fee.currency, periods };
}
