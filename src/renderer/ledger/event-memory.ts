import { codeKey } from '../../shared/admission/code.ts';
import { isBarred, isDisputed } from '../../shared/admission/conflicts.ts';
import { foldHistory, hasEntered, type TicketHistory } from '../../shared/admission/history.ts';
import type { HybridTime } from '../../shared/clock.ts';
import type { CheckInList } from '../../shared/event.ts';
import type { ListId, TicketId } from '../../shared/ids.ts';
import type { TicketOperation } from '../../shared/operation.ts';
import type { Ticket } from '../../shared/ticket.ts';
import type { DoorOperation, EventRecord } from './books.ts';

/** Guests of one check-in list. */
export interface ListCounts {
  /** Distinct guests ever let in. */
  entered: number;
  /** Guests inside now. */
  inside: number;
}

interface TicketAtList {
  readonly operations: readonly TicketOperation[];
  readonly history: TicketHistory;
}

interface ListMemory {
  readonly counts: ListCounts;
  /** Only tickets that something happened to. */
  readonly tickets: Map<TicketId, TicketAtList>;
  /** Those of them on which two doors, or a door and the guest list, do not agree. */
  readonly disputed: Set<TicketId>;
}

/** The open event: its guest list with what happened to it, in memory. A check-in touches one ticket of it. */
export interface EventMemory {
  readonly record: EventRecord;
  readonly tickets: Map<TicketId, Ticket>;
  /** Tickets by what their code is compared as; seldom more than one. */
  readonly byCode: Map<string, readonly TicketId[]>;
  readonly lists: Map<ListId, ListMemory>;
  /** When the import was made since which a ticket is cancelled or blocked. */
  readonly barredAt: Map<TicketId, HybridTime>;
  /** Which segments of which imports are in here. */
  readonly filed: Set<string>;
  /** Grows with every change of a ticket that is disputed, or was. */
  disputes: number;
  /** Grows with every change of the guest list: what was computed from all of it is then out of date. */
  revision: number;
}

export function openEventMemory(record: EventRecord): EventMemory {
  return {
    record,
    tickets: new Map(),
    byCode: new Map(),
    lists: new Map(),
    barredAt: new Map(),
    filed: new Set(),
    disputes: 0,
    revision: 0,
  };
}

/**
 * Adds tickets, or replaces those of the same id. Give segments in the order in which they were imported, with the time
 * of their import.
 */
export function fileTickets(memory: EventMemory, tickets: readonly Ticket[], importedAt: HybridTime): void {
  memory.revision += 1;
  for (const ticket of tickets) {
    const replaced = memory.tickets.get(ticket.id);
    if (replaced?.code !== undefined && replaced.code !== ticket.code) unfileCode(memory, replaced.code, ticket.id);
    memory.tickets.set(ticket.id, ticket);
    if (ticket.code !== undefined) fileCode(memory, ticket.code, ticket.id);
    for (const listId of new Set([replaced?.arrivedOn, ticket.arrivedOn])) {
      if (listId !== undefined) refold(memory, listId, ticket.id);
    }
    if (isBarred(ticket.status) !== memory.barredAt.has(ticket.id)) bar(memory, ticket, importedAt);
  }
}

/** Notes since when a ticket is cancelled or blocked, or that it is so no more. */
function bar(memory: EventMemory, { id, status }: Ticket, importedAt: HybridTime): void {
  if (isBarred(status)) memory.barredAt.set(id, importedAt);
  else memory.barredAt.delete(id);
  for (const list of memory.lists.values()) {
    const atList = list.tickets.get(id);
    if (atList !== undefined) dispute(memory, list, id, atList.history);
  }
}

function fileCode(memory: EventMemory, code: string, id: TicketId): void {
  const key = codeKey(code);
  const filed = memory.byCode.get(key);
  if (filed === undefined) memory.byCode.set(key, [id]);
  else if (!filed.includes(id)) memory.byCode.set(key, [...filed, id]);
}

function unfileCode(memory: EventMemory, code: string, id: TicketId): void {
  const key = codeKey(code);
  const left = (memory.byCode.get(key) ?? []).filter((other) => other !== id);
  if (left.length === 0) memory.byCode.delete(key);
  else memory.byCode.set(key, left);
}

function listMemory(memory: EventMemory, listId: ListId): ListMemory {
  let list = memory.lists.get(listId);
  if (list === undefined) {
    list = { counts: { entered: 0, inside: 0 }, tickets: new Map(), disputed: new Set() };
    memory.lists.set(listId, list);
  }
  return list;
}

const nothingHappened = foldHistory([]);

export function historyOn(memory: EventMemory, listId: ListId, ticketId: TicketId): TicketHistory {
  return memory.lists.get(listId)?.tickets.get(ticketId)?.history ?? nothingHappened;
}

export function countsOn(memory: EventMemory, listId: ListId): Readonly<ListCounts> {
  return memory.lists.get(listId)?.counts ?? { entered: 0, inside: 0 };
}

/** Guests the list expects: valid tickets of the types it admits. */
export function expectedOn(memory: EventMemory, list: CheckInList): number {
  let expected = 0;
  for (const ticket of memory.tickets.values()) {
    if (isExpected(list, ticket)) expected += 1;
  }
  return expected;
}

/** Whether the list expects the ticket's guest: it is valid and of a type that the list admits. */
export function isExpected({ ticketTypes }: CheckInList, { status, ticketType }: Ticket): boolean {
  return status === 'valid' && (ticketTypes?.includes(ticketType) ?? true);
}

/** What the ticket's operations and history would be with one more operation. */
export function withOperation(memory: EventMemory, operation: TicketOperation): TicketAtList {
  const { listId, ticketId } = operation;
  const operations = [...(memory.lists.get(listId)?.tickets.get(ticketId)?.operations ?? []), operation];
  return { operations, history: foldHistory(operations, arrivalOn(memory, listId, ticketId)) };
}

/** When the guest list itself says that the ticket's guest came in on the list (UTC milliseconds), if it does. */
export function arrivalOn(memory: EventMemory, listId: ListId, ticketId: TicketId): number | undefined {
  const ticket = memory.tickets.get(ticketId);
  return ticket?.arrivedOn === listId ? ticket.arrivedAt : undefined;
}

/** Takes in what happened at a door. */
export function applyOperation(memory: EventMemory, operation: DoorOperation): void {
  if (operation.kind === 'refuseScan') return;
  remember(memory, operation.listId, operation.ticketId, withOperation(memory, operation));
}

function refold(memory: EventMemory, listId: ListId, ticketId: TicketId): void {
  const operations = memory.lists.get(listId)?.tickets.get(ticketId)?.operations ?? [];
  const history = foldHistory(operations, arrivalOn(memory, listId, ticketId));
  remember(memory, listId, ticketId, { operations, history });
}

function remember(memory: EventMemory, listId: ListId, ticketId: TicketId, now: TicketAtList): void {
  const list = listMemory(memory, listId);
  const before = list.tickets.get(ticketId)?.history ?? nothingHappened;
  list.counts.entered += Number(hasEntered(now.history)) - Number(hasEntered(before));
  list.counts.inside += Number(now.history.inside) - Number(before.inside);
  list.tickets.set(ticketId, now);
  dispute(memory, list, ticketId, now.history);
}

function dispute(memory: EventMemory, { disputed }: ListMemory, ticketId: TicketId, history: TicketHistory): void {
  const isNow = isDisputed(memory.tickets.get(ticketId)?.status ?? 'valid', history);
  if (!isNow && !disputed.has(ticketId)) return;
  if (isNow) disputed.add(ticketId);
  else disputed.delete(ticketId);
  memory.disputes += 1;
}
