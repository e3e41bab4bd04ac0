import canonicalize from 'canonicalize';
import { createInboxReader } from '../../src/renderer/conflicts/inbox-reader.ts';
import { type EventMemory, historyOn } from '../../src/renderer/ledger/event-memory.ts';
import type { Ledger } from '../../src/renderer/ledger/ledger.ts';
import { conflictsOn, sortConflicts } from '../../src/shared/admission/conflicts.ts';
import { foldHistory, type TicketHistory } from '../../src/shared/admission/history.ts';
import { compareHybridTimes, type HybridTime } from '../../src/shared/clock.ts';
import type { CheckInList, EventDetails } from '../../src/shared/event.ts';
import type { EventId, Hash, ListId, TicketId } from '../../src/shared/ids.ts';
import { isOnTicket, type Operation, type OperationOf, type TicketOperation } from '../../src/shared/operation.ts';
import type { Ticket } from '../../src/shared/ticket.ts';

/** Everything that anybody can see of an event: each part as text, so that two can be compared and told apart. */
export type EventPicture = ReadonlyMap<string, string>;

interface EventContents {
  readonly details: EventDetails;
  readonly lists: Iterable<CheckInList>;
  readonly tickets: ReadonlyMap<TicketId, Ticket>;
  /** Of tickets that something has happened to. */
  readonly histories: Iterable<readonly [ListId, TicketId, TicketHistory]>;
  readonly inbox: ReturnType<typeof sortConflicts>;
}

/** The open event of a laptop. */
export function pictureOfLaptop(ledger: Ledger, event: EventMemory): EventPicture {
  const histories = [...event.lists].flatMap(([listId, { tickets }]) =>
    [...tickets.keys()].map((ticketId) => [listId, ticketId, historyOn(event, listId, ticketId)] as const),
  );
  const { details, lists } = event.record;
  return paint({
    details,
    lists: lists.values(),
    tickets: event.tickets,
    histories,
    inbox: createInboxReader()(ledger),
  });
}

/** What the server's operations come to, made of their set alone. Undefined for an event that it does not know. */
export function pictureOfSet(
  operations: readonly Operation[],
  segments: ReadonlyMap<Hash, readonly Ticket[]>,
  id: EventId,
): EventPicture | undefined {
  const made = latest(operations, (each): each is OperationOf<'createEvent'> => isCreation(each, id));
  if (made === undefined) return undefined;
  const { tickets, barredAt } = fileImports(operations, segments, id);
  const about = operations.filter((each) => 'eventId' in each && each.eventId === id);
  const byTicket = groupByTicket(about);
  const touched = [...byTicket.values()].map((group) => {
    const [{ listId, ticketId }] = group;
    return [listId, ticketId, foldHistory(group, arrivalOf(tickets.get(ticketId), listId))] as const;
  });
  // Those whom only the guest list has counted in.
  const arrived = [...tickets.values()].flatMap(({ id: ticketId, arrivedOn, arrivedAt }) =>
    arrivedOn === undefined || byTicket.has(`${id} ${arrivedOn} ${ticketId}`)
      ? []
      : [[arrivedOn, ticketId, foldHistory([], arrivedAt)] as const],
  );
  const histories = [...touched, ...arrived];
  const conflicts = histories.flatMap(([listId, ticketId, history]) => {
    const ticket = tickets.get(ticketId);
    const status = ticket?.status ?? 'valid';
    const place = { listId, ticketId, history, status, barredAt: barredAt.get(ticketId) };
    return conflictsOn({ ...place, arrivedAt: arrivalOf(ticket, listId) });
  });
  const settlements = about.filter((each) => each.kind === 'settleConflict');
  const inbox = sortConflicts(conflicts, settlements);
  return paint({ details: made.event, lists: listsOf(operations, id), tickets, histories, inbox });
}

export function arrivalOf(ticket: Ticket | undefined, listId: ListId): number | undefined {
  return ticket?.arrivedOn === listId ? ticket.arrivedAt : undefined;
}

type TicketGroup = readonly [TicketOperation, ...TicketOperation[]];

export function groupByTicket(operations: readonly Operation[]): ReadonlyMap<string, TicketGroup> {
  const groups = new Map<string, TicketGroup>();
  for (const operation of operations.filter(isOnTicket)) {
    const key = `${operation.eventId} ${operation.listId} ${operation.ticketId}`;
    const before = groups.get(key);
    groups.set(key, before === undefined ? [operation] : [...before, operation]);
  }
  return groups;
}

/** The tickets that imports have brought, the later of them last, and since when each that is barred is so. */
export function fileImports(
  operations: readonly Operation[],
  segments: ReadonlyMap<Hash, readonly Ticket[]>,
  id: EventId,
): { readonly tickets: ReadonlyMap<TicketId, Ticket>; readonly barredAt: ReadonlyMap<TicketId, HybridTime> } {
  const tickets = new Map<TicketId, Ticket>();
  const barredAt = new Map<TicketId, HybridTime>();
  const imports = operations.filter((each) => each.kind === 'importTickets').filter(({ eventId }) => eventId === id);
  for (const { at, issued, changed } of [...imports].sort(compareOperations)) {
    for (const ticket of [...issued, ...changed].flatMap(({ hash }) => segments.get(hash) ?? [])) {
      tickets.set(ticket.id, ticket);
      const isBarred = ticket.status === 'canceled' || ticket.status === 'blocked';
      if (!isBarred) barredAt.delete(ticket.id);
      else if (!barredAt.has(ticket.id)) barredAt.set(ticket.id, at);
    }
  }
  return { tickets, barredAt };
}

function compareOperations(a: Operation, b: Operation): number {
  return compareHybridTimes(a.at, b.at) || (a.id < b.id ? -1 : 1);
}

function isCreation(each: Operation, id: EventId): each is OperationOf<'createEvent'> {
  return each.kind === 'createEvent' && each.event.id === id;
}

function latest<O extends Operation>(from: readonly Operation[], is: (each: Operation) => each is O): O | undefined {
  return from.filter(is).sort(compareOperations).at(-1);
}

/** The later definition of each list. */
function listsOf(operations: readonly Operation[], id: EventId): Iterable<CheckInList> {
  const lists = new Map<ListId, CheckInList>();
  for (const each of [...operations].sort(compareOperations)) {
    if (isCreation(each, id)) lists.set(each.event.firstList.id, each.event.firstList);
    if (each.kind === 'defineList' && each.eventId === id) lists.set(each.list.id, each.list);
  }
  return lists.values();
}

function paint({ details, lists, tickets, histories, inbox }: EventContents): EventPicture {
  const picture = new Map<string, string>();
  const add = (what: string, value: unknown): void => void picture.set(what, canonicalize(value) ?? '');
  add('details', details);
  for (const list of lists) add(`list ${list.id}`, list);
  for (const [id, ticket] of tickets) add(`ticket ${id}`, ticket);
  for (const [listId, ticketId, { inside, admissions, duplicates, first, undone }] of histories) {
    if (admissions.length + duplicates.length + undone.size === 0 && !inside && first === undefined) continue;
    const ids = (each: readonly Operation[]) => each.map(({ id }) => id);
    add(`ticket ${ticketId} on ${listId}`, {
      inside,
      admissions: ids(admissions),
      duplicates: ids(duplicates),
      first: first ?? null,
      undone: [...undone].sort(),
    });
  }
  for (const { kind, checkIn, ticketId } of inbox.open) add(`conflict ${kind} ${checkIn.id}`, ticketId);
  for (const { target, conflict, settlements } of inbox.settled) {
    add(`settled ${target}`, { kind: conflict?.kind ?? null, by: settlements.map(({ id }) => id) });
  }
  return picture;
}

/** In what the first differs from the second, in words; undefined where they are the same. */
export function differenceOf(a: EventPicture, b: EventPicture): string | undefined {
  for (const what of new Set([...a.keys(), ...b.keys()])) {
    if (a.get(what) !== b.get(what))
      return `${what}: ${a.get(what) ?? 'nothing'} instead of ${b.get(what) ?? 'nothing'}`;
  }
  return undefined;
}
