import canonicalize from 'canonicalize';
import * as v from 'valibot';
import { rowOf } from '../../src/renderer/ledger/reconcile.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { operationSchema } from '../../src/shared/operation.ts';
import { mayRecord } from '../../src/shared/role.ts';
import type { Membership, ParkReason } from '../../src/shared/wire.ts';
import type { ServerContents } from './server-contents.ts';
import type { SimulatedLaptop } from './simulated-laptop.ts';
import type { World } from './world.ts';

/** What any laptop has ever accepted is on the server, once and word for word, or parked there for a good reason. */
export function checkJournals(world: World, { rows, parked }: ServerContents): void {
  const kept = new Map(rows.map(({ id, operation }) => [id, canonicalize(operation)]));
  const aside = new Map(parked.map(({ id, reason }) => [id, reason]));
  for (const laptop of world.laptops) {
    if (!laptop.inUse) continue;
    for (const text of laptop.disk.journal) {
      const { operation, seq } = rowOf({ text });
      const place = `Number ${String(seq)} of ${laptop.name} (${operation.kind} ${operation.id})`;
      const there = kept.get(operation.id);
      if (there === undefined) checkParked(world, laptop, operation, aside.get(operation.id), place);
      else if (there !== canonicalize(operation)) world.fail(`${place} says something else on the server`);
    }
  }
}

function checkParked(
  world: World,
  laptop: SimulatedLaptop,
  operation: Operation,
  reason: ParkReason | undefined,
  place: string,
): void {
  if (reason === undefined) return world.fail(`${place} is not on the server`);
  const right = rightReason(operation, laptop.disk.enrolment?.membership);
  if (reason !== right) world.fail(`${place} is parked as "${reason}", and should be ${right ?? 'applied'}`);
  if (reason === 'malformed' || reason === 'role' || reason === 'event') world.counters.count(`parked as ${reason}`);
}

/** Why the server may not apply an operation of a laptop of its own. */
export function rightReason(operation: Operation, membership: Membership | undefined): ParkReason | undefined {
  if (!v.is(operationSchema, operation)) return 'malformed';
  if (membership === undefined) return undefined;
  if (!mayRecord(membership.role, operation.kind)) return 'role';
  const event = 'eventId' in operation ? operation.eventId : undefined;
  return event !== undefined && membership.events?.includes(event) === false ? 'event' : undefined;
}
