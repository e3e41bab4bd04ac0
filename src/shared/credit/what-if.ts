import { deriveEntryId, type EventId, type OperationId } from '../ids.ts';
import type { Operation } from '../operation.ts';
import { cheapestMix } from './cheapest-mix.ts';
import { type Cost, costOf, count, countActions, openTally, type Tally } from './cost.ts';
import { toGrant } from './due.ts';
import { type ArrivalOf, openHistories } from './histories.ts';
import { intentOf } from './intent.ts';
import { type CreditLedger, openCreditLedger, openPolicies, post } from './ledger.ts';
import type { Purchase } from './lock.ts';
import type { Lot } from './lot.ts';
import { periodAt } from './period.ts';
import type { CreditTypeRule, Plan, Policy } from './policy.ts';
import type { Billing, Posted } from './posted.ts';
import { referredTo } from './referred-to.ts';
import { beginUnder } from './replay.ts';
import { settle } from './settle.ts';

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
    /** None where none are for sale. */
    readonly purchases: readonly Purchase[];
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

/** A row of the log; without an operation where it is of what this laptop is not told. */
interface Recorded {
  readonly operation?: Operation | undefined;
}

/** What happened at one event, in the order of the log, and what took any of it back. */
export function eventOperations(rows: readonly Recorded[], eventId: EventId): readonly Operation[] {
  const ids = new Set<OperationId>();
  const operations: Operation[] = [];
  for (const { operation } of rows) {
    if (operation === undefined || !isOf(operation, eventId, ids)) continue;
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
const operationsBetweenPauses = 100;

/**
 * Replays the operations under each scenario, alone on an empty ledger with credits enough that nothing is refused.
 * Pauses now and then with the part that is done (0 to 1), so that it never holds up a window.
 */
export function* compareCosts(comparison: Comparison): Generator<number, readonly ScenarioCost[]> {
  const { operations, scenarios, arrivalOf } = comparison;
  const span = spanOf(operations);
  const referred = referredTo(operations);
  yield 0;
  const actions = countActions(operations);
  const runs = scenarios.map((scenario) => beginRun(scenario, comparison, span, referred));
  const histories = openHistories(arrivalOf);
  for (const [index, operation] of operations.entries()) {
    if (index % operationsBetweenPauses === 0) yield index / operations.length;
    // Folded once for all scenarios: histories are the same whatever the policy.
    const change = histories.changeOf(operation);
    histories.keep(change);
    const action = change === undefined ? intentOf(operation)?.action : 'checkIn';
    for (const run of runs) if (concerns(run.scenario.policy, operation, action)) settle(run.ledger, operation, change);
  }
  const costs: ScenarioCost[] = [];
  for (const run of runs) {
    yield 1;
    costs.push(finishRun(run, comparison, span, actions));
  }
  return costs;
}

/** Whether the operation can make a difference under the policy: others need not be replayed. */
function concerns({ actions }: Policy, { kind }: Operation, action: string | undefined): boolean {
  return kind === 'voidAction' || (action !== undefined && Object.hasOwn(actions, action));
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

interface Run {
  readonly scenario: Scenario;
  readonly ledger: CreditLedger;
  readonly tally: Tally;
  /** Billings that later operations may change; all others are in the tally. */
  readonly kept: ReadonlyMap<OperationId, Billing>;
}

function beginRun(
  scenario: Scenario,
  { operations, timeZone }: Comparison,
  { firstAt }: Span,
  referred: ReadonlySet<OperationId>,
): Run {
  const { policy, plan } = scenario;
  // A policy starts with its first plan.
  const plans = [plan, ...policy.plans.filter(({ id }) => id !== plan.id)];
  const empty = openCreditLedger(openPolicies([{ ...policy, plans }]));
  const tally = openTally();
  const kept = new Map<OperationId, Billing>();
  // What nothing refers to is summed up and let go: a ledger that keeps everything would be large, and slow for it.
  const billings: Posted['billings'] = {
    get: (id) => kept.get(id),
    set: (id, billing) => (referred.has(id) ? kept.set(id, billing) : count(tally, empty, billing)),
    values: () => kept.values(),
  };
  const ledger = { ...empty, posted: { ...empty.posted, billings } };
  const [first] = operations;
  if (first === undefined) return { scenario, ledger, tally, kept };
  beginUnder(ledger, [policy.id], timeZone, { ...first.at, ms: firstAt });
  for (const { id: type } of policy.creditTypes) {
    // Bought credits burn after the free ones and after those that end.
    const lot: Lot = { id: plentyId(type), type, source: 'pack', credits: plenty, startsAt: firstAt, words: 'Bought' };
    post(ledger, toGrant(lot, firstAt));
  }
  return { scenario, ledger, tally, kept };
}

function finishRun(
  { scenario, ledger, tally, kept }: Run,
  comparison: Comparison,
  span: Span,
  actions: ReadonlyMap<string, number>,
): ScenarioCost {
  for (const billing of kept.values()) count(tally, ledger, billing);
  const cost = costOf(tally, ledger, actions);
  return { scenario, ...cost, fee: feeOf(scenario, comparison, span), missing: missingOf(scenario, ledger) };
}

function missingOf({ policy }: Scenario, { account }: CreditLedger): ScenarioCost['missing'] {
  return policy.creditTypes.flatMap((type) => {
    const credits = plenty - (account.lots.get(plentyId(type.id))?.left ?? plenty);
    return credits === 0 ? [] : [{ type, credits, purchases: cheapestMix(policy, type.id, credits) }];
  });
}

function feeOf({ plan: { fee } }: Scenario, { operations, timeZone }: Comparison, span: Span): ScenarioCost['fee'] {
  if (fee === undefined || operations.length === 0) return undefined;
  const periods = periodAt({ anchorAt: span.firstAt, every: fee.every, timeZone }, span.lastAt).index + 1;
  return { minor: fee.minor * periods, currency: fee.currency, periods };
}
