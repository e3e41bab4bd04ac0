import { reach } from '../../shared/credit/reach.ts';
import type { EventId, ListId, OperationId, TicketId } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import { isOnTicket, type TicketOperation } from '../../shared/operation.ts';
import type { Books } from './books.ts';
import { arrivalOn, type EventMemory } from './event-memory.ts';
import type { SettlingFacts } from './rebase.ts';

type ByTicket = Map<ListId, Map<TicketId, TicketOperation[]>>;

/**
 * What is known of the tickets that own operations are on: of the open event from its memory, of others from their
 * records, which are looked through once. `arrivals` are those that were known when an operation was recorded.
 */
export function gatherFacts(
  books: Pick<Books, 'events' | 'early'>,
  event: EventMemory | undefined,
  tail: readonly LogRow[],
  arrivals: ReadonlyMap<OperationId, number>,
): Pick<SettlingFacts, 'operationsOn' | 'arrivalOf'> {
  const found = new Map<EventId, ByTicket>();
  const openEventId = event?.record.details.id;
  return {
    operationsOn(operation) {
      const { eventId, listId, ticketId } = operation;
      if (event !== undefined && eventId === openEventId) {
        return event.lists.get(listId)?.tickets.get(ticketId)?.operations ?? [];
      }
      const byTicket = reach(found, eventId, () => findOperations(books, eventId, tail));
      return byTicket.get(listId)?.get(ticketId) ?? [];
    },
    arrivalOf({ id, eventId, listId, ticketId }) {
      const arrivedAt = event !== undefined && eventId === openEventId ? arrivalOn(event, listId, ticketId) : undefined;
      return arrivedAt ?? arrivals.get(id);
    },
  };
}

/** The operations of an event on the tickets that any own operation is on. */
function findOperations(
  { events, early }: Pick<Books, 'events' | 'early'>,
  id: EventId,
  tail: readonly LogRow[],
): ByTicket {
  const byTicket: ByTicket = new Map();
  for (const { operation } of tail) {
    if (!isOnTicket(operation) || operation.eventId !== id) continue;
    reach(
      reach(byTicket, operation.listId, () => new Map()),
      operation.ticketId,
      () => [],
    );
  }
  for (const operation of events.get(id)?.atDoor ?? early.get(id) ?? []) {
    if (isOnTicket(operation)) byTicket.get(operation.listId)?.get(operation.ticketId)?.push(operation);
  }
  return byTicket;
}
