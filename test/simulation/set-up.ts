import { packSegment } from '../../src/renderer/ledger/segment.ts';
import { builtInPolicies } from '../../src/shared/credit/policies/built-in.ts';
import { type EventId, listIdSchema } from '../../src/shared/ids.ts';
import { countFees, matchDrafts } from '../../src/shared/guest-list/match.ts';
import type { OperationIntent } from '../../src/shared/operation.ts';
import type { Role } from '../../src/shared/role.ts';
import * as v from 'valibot';
import { makeDraft } from './guest-lists.ts';
import { quieten } from './quieten.ts';
import type { RunningApp } from './running-app.ts';
import type { World } from './world.ts';

/** Of the laptops beside the owner's, in turn. The second one is for the main event alone. */
const roles: readonly Role[] = ['door', 'door', 'organiser', 'box-office', 'supervisor', 'print-station'];

/** The owner makes the events and their guest lists, and takes the other laptops in. */
export async function setUp(world: World, devices: number): Promise<void> {
  const [owner] = world.laptops;
  await owner?.act((app) => begin(world, app));
  await quieten(world);
  for (let number = 1; number < devices; number += 1) {
    const role = roles[(number - 1) % roles.length] ?? 'door';
    const laptop = world.addLaptop(`${role} ${String(number)}`);
    await laptop.start();
    await world.enrol(laptop, role, number === 2 ? [world.setting.mainEvent] : null);
  }
  await quieten(world);
  for (const laptop of world.laptops) {
    await laptop.act(async ({ ledger }) => {
      await ledger.openEvent(world.setting.mainEvent);
      return 'opened the event';
    });
  }
}

async function begin(world: World, { ledger }: RunningApp): Promise<string> {
  const { mainEvent, otherEvent } = world.setting;
  const timeZone = 'Europe/Madrid';
  const firstList = () => ({
    id: v.parse(listIdSchema, world.newId()),
    name: 'Main entrance',
    reentry: 'once' as const,
    includesPending: true,
  });
  await record(ledger, [
    { kind: 'choosePolicy', policies: builtInPolicies.map(({ id }) => id), timeZone },
    { kind: 'createEvent', event: { id: mainEvent, name: 'Gala', timeZone, firstList: firstList() } },
    { kind: 'createEvent', event: { id: otherEvent, name: 'Brunch', timeZone, firstList: firstList() } },
    ...['invite', 'portal', 'lead', 'payment-button'].map((type) => ({
      kind: 'buyPack' as const,
      name: 'Pack',
      type,
      quantity: 1,
      credits: world.chance.whole(4, 22),
      price: { minor: 100, currency: 'EUR' },
      payment: 'card' as const,
    })),
  ]);
  await importFirst(world, ledger, otherEvent, 4);
  await importFirst(world, ledger, mainEvent, 12);
  return 'set up';
}

async function importFirst(
  world: World,
  ledger: RunningApp['ledger'],
  eventId: EventId,
  guests: number,
): Promise<void> {
  await ledger.openEvent(eventId);
  const [list] = ledger.event()?.record.lists.values() ?? [];
  if (list === undefined) throw new Error('An event has a list');
  const drafts = Array.from({ length: guests }, (_, index) => makeDraft(world.chance, index + 1));
  const { issued } = matchDrafts([], drafts, list.id);
  const segment = await packSegment(issued);
  await ledger.storeSegment(segment);
  await record(ledger, [
    {
      kind: 'importTickets',
      eventId,
      listId: list.id,
      fileName: 'guests.csv',
      system: 'Test',
      issued: [{ hash: segment.hash, tickets: issued.length }],
      changed: [],
      ...countFees(issued),
    },
  ]);
}

async function record(ledger: RunningApp['ledger'], intents: readonly OperationIntent[]): Promise<void> {
  await ledger.act('Owner', () => ({ intents, outcome: undefined }));
}
