import type { DeviceId, EventId } from '../../shared/ids.ts';
import type { StatementLine } from './statement.ts';
import { deviceOf, whoOf } from './line-facts.ts';

/** Everything that lines can be filtered by, in the order in which it first came up. */
export interface Facets {
  readonly who: Set<string>;
  readonly devices: Set<DeviceId>;
  readonly events: Set<EventId>;
  /** Actions charged, each with the rules that made their prices. */
  readonly actions: Map<string, Set<string>>;
}

export function openFacets(): Facets {
  return { who: new Set(), devices: new Set(), events: new Set(), actions: new Map() };
}

export function addFacets({ who, devices, events, actions }: Facets, line: StatementLine): void {
  const person = whoOf(line);
  if (person !== undefined) who.add(person);
  const device = deviceOf(line);
  if (device !== undefined) devices.add(device);
  if (line.eventId !== undefined) events.add(line.eventId);
  if (line.kind !== 'charge' || line.charge === undefined) return;
  const { action, rules } = line.charge;
  let words = actions.get(action);
  if (words === undefined) {
    words = new Set();
    actions.set(action, words);
  }
  for (const rule of rules) words.add(rule.words);
}
