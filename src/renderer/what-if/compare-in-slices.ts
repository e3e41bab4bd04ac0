import type { ArrivalOf } from '../../shared/credit/histories.ts';
import { policies } from '../../shared/credit/policies/built-in.ts';
import { type Cost, costAsCharged } from '../../shared/credit/cost.ts';
import { compareCosts, eventOperations, type ScenarioCost, scenariosOf } from '../../shared/credit/what-if.ts';
import type { EventMemory } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What an event cost, and what it would have cost. */
export interface WhatIf {
  readonly operations: number;
  readonly charged: Cost;
  readonly scenarios: readonly ScenarioCost[];
  /** How long the log was then: how much has come since. */
  readonly rows: number;
}

/** How long the window may be kept from painting and from taking scans. */
const sliceMs = 8;

/** Replays the event's operations under every policy and plan, a slice at a time. Undefined once it is aborted. */
export async function compareInSlices(
  { books }: Ledger,
  event: EventMemory,
  timeZone: string,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<WhatIf | undefined> {
  await pause();
  const rows = books.rows.length;
  const operations = eventOperations(books.rows, event.record.details.id);
  const scenarios = scenariosOf([...policies.byId.values()]);
  const comparison = compareCosts({ operations, scenarios, arrivalOf: arrivalsIn(event), timeZone });
  let sliceEndsAt = performance.now() + sliceMs;
  let step = comparison.next();
  while (step.done !== true) {
    if (performance.now() > sliceEndsAt) {
      onProgress(step.value);
      await pause();
      if (signal.aborted) return undefined;
      sliceEndsAt = performance.now() + sliceMs;
    }
    step = comparison.next();
  }
  const charged = costAsCharged(books.credits, operations);
  return { operations: operations.length, charged, scenarios: step.value, rows };
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

/** When the guest list counted somebody in: that check-in was never charged here. */
function arrivalsIn({ tickets }: EventMemory): ArrivalOf {
  return ({ ticketId, listId }) => {
    const ticket = tickets.get(ticketId);
    return ticket?.arrivedOn === listId ? ticket.arrivedAt : undefined;
  };
}
