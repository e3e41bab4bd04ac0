import * as v from 'valibot';
import type { CheckInList, EventDetails } from '../../shared/event.ts';
import { countFees, matchDrafts } from '../../shared/guest-list/match.ts';
import { listIdSchema } from '../../shared/ids.ts';
import type { OperationIntent, SegmentRef } from '../../shared/operation.ts';
import type { Ticket } from '../../shared/ticket.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { packSegment, ticketsPerSegment } from '../ledger/segment.ts';
import { demoGuests, vipType } from './demo-guests.ts';

export const demoEventName = 'Demo: Summer Gala';

/** What fills the demo event. Throws `NotRecordedError` when the disk does not take it. */
export async function fillDemoEvent(
  ledger: Ledger,
  actor: string,
  event: EventDetails,
  newId: () => string,
  now: number,
): Promise<void> {
  const { issued } = matchDrafts([], demoGuests(now), event.firstList.id);
  const imported: OperationIntent = {
    kind: 'importTickets',
    eventId: event.id,
    listId: event.firstList.id,
    fileName: 'summer-gala.csv',
    system: 'Demo',
    issued: await storeTickets(ledger, issued),
    changed: [],
    ...countFees(issued),
  };
  const lounge: CheckInList = {
    id: v.parse(listIdSchema, newId()),
    name: 'VIP lounge',
    ticketTypes: [vipType],
    reentry: 'after-exit',
    includesPending: false,
  };
  const pack: OperationIntent = {
    kind: 'buyPack',
    name: '500 credits',
    type: 'credit',
    quantity: 1,
    credits: 500,
    price: { minor: 4_500, currency: 'EUR' },
    payment: 'invoice',
  };
  await ledger.act(actor, () => ({
    intents: [pack, { kind: 'defineList', eventId: event.id, list: lounge }],
    outcome: undefined,
  }));
  await ledger.act(actor, () => ({ intents: [imported], outcome: undefined }));
}

async function storeTickets(ledger: Ledger, tickets: readonly Ticket[]): Promise<SegmentRef[]> {
  const stored: SegmentRef[] = [];
  for (let from = 0; from < tickets.length; from += ticketsPerSegment) {
    const part = tickets.slice(from, from + ticketsPerSegment);
    const segment = await packSegment(part);
    await ledger.storeSegment(segment);
    stored.push({ hash: segment.hash, tickets: part.length });
  }
  return stored;
}
