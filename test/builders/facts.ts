import { v5 } from 'uuid';
import * as v from 'valibot';
import type { CheckInList } from '../../src/shared/event.ts';
import {
  deriveEntryId,
  deviceIdSchema,
  eventIdSchema,
  listIdSchema,
  operationIdSchema,
  ticketIdSchema,
} from '../../src/shared/ids.ts';
import type { Lot } from '../../src/shared/credit/lot.ts';
import type { OperationKind, OperationOf } from '../../src/shared/operation.ts';
import type { Ticket, TicketDraft } from '../../src/shared/ticket.ts';

const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

/** Ids by name, the same in every run. */
export const eventId = (name: string) => v.parse(eventIdSchema, v5(`event ${name}`, namespace));
export const listId = (name: string) => v.parse(listIdSchema, v5(`list ${name}`, namespace));
export const deviceId = (name: string) => v.parse(deviceIdSchema, v5(`device ${name}`, namespace));
export const operationId = (name: string) => v.parse(operationIdSchema, v5(`operation ${name}`, namespace));
export const ticketId = (name: string) => v.parse(ticketIdSchema, name);

/** UTC milliseconds of an ISO 8601 date or time; without an offset it is UTC. */
export function instant(text: string): number {
  return Date.parse(/T.*(?:Z|[+-]\d\d:\d\d)$|^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text}Z`);
}

export function aDraft(facts: Partial<TicketDraft> = {}): TicketDraft {
  return {
    code: 'T-1',
    orderCode: 'ORDER',
    position: 1,
    name: 'Ana Ruiz',
    ticketType: 'Regular',
    fee: 'none',
    status: 'valid',
    paid: true,
    attention: false,
    ...facts,
  };
}

export function aTicket(facts: Partial<Ticket> = {}): Ticket {
  return { ...aDraft(facts), id: ticketId(facts.code ?? 'T-1'), ...facts };
}

export function aList(facts: Partial<CheckInList> = {}): CheckInList {
  return { id: listId('main'), name: 'Main entrance', reentry: 'once', includesPending: false, ...facts };
}

export interface When {
  readonly id: string;
  /** UTC milliseconds on the device's clock. */
  readonly ms: number;
  readonly device?: string;
  readonly actor?: string;
}

interface AtDoor extends When {
  readonly ticket?: string;
  readonly gate?: string;
}

function base({ id, ms, device = 'one', actor = 'Kim' }: When) {
  return { id: operationId(id), at: { ms, n: 0, device: deviceId(device) }, wallAt: ms, actor };
}

function atDoor({ ticket = 'T-1', gate = 'Gate A', ...when }: AtDoor) {
  return {
    ...base(when),
    eventId: eventId('gala'),
    listId: listId('main'),
    ticketId: ticketId(ticket),
    gate,
  };
}

export function aCheckIn(when: AtDoor, facts: Partial<OperationOf<'checkIn'>> = {}): OperationOf<'checkIn'> {
  return { kind: 'checkIn', fee: 'none', reentry: 'once', ...atDoor(when), ...facts };
}

export function aCheckOut(when: AtDoor): OperationOf<'checkOut'> {
  return { kind: 'checkOut', ...atDoor(when) };
}

export function anUndo(when: AtDoor, target: string): OperationOf<'undo'> {
  return { kind: 'undo', ...atDoor(when), target: operationId(target) };
}

/** Any other operation: what it says besides who, when and on which laptop. */
export function anOperation<K extends OperationKind>(
  kind: K,
  when: When,
  facts: Omit<OperationOf<K>, 'id' | 'at' | 'wallAt' | 'actor' | 'kind' | 'eventId'>,
): OperationOf<K> {
  return { kind, ...base(when), eventId: eventId('gala'), ...facts } as unknown as OperationOf<K>;
}

export function aLot(facts: Partial<Lot> & Pick<Lot, 'credits'>): Lot {
  return { id: deriveEntryId('lot'), type: 'credit', source: 'pack', startsAt: 0, words: 'Credit pack', ...facts };
}

/** Credits given by hand; the lot is named like the operation. */
export function aGrant(when: When, credits: number, facts: Partial<Lot> = {}): OperationOf<'grantCredits'> {
  const lot = aLot({ id: deriveEntryId(when.id), credits, startsAt: when.ms, ...facts });
  return { kind: 'grantCredits', ...base(when), lot };
}
