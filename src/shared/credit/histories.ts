import { foldHistory } from '../admission/history.ts';
import type { ListId, TicketId } from '../ids.ts';
import { isOnTicket, type Operation, type TicketOperation } from '../operation.ts';
import { reach } from './reach.ts';
import type { HistoryChange } from './settle.ts';

/** When a guest list says that a ticket's guest had arrived (UTC milliseconds), if it does. */
export type ArrivalOf = (operation: TicketOperation) => number | undefined;

/** The tickets' histories, as operations come one after the other. */
export interface Histories {
  /** What an operation would make of its ticket's history; undefined for one on no ticket. */
  changeOf(operation: Operation): HistoryChange | undefined;
  /** Takes a change in: the operation has happened. */
  keep(change: HistoryChange | undefined): void;
}

export function openHistories(arrivalOf: ArrivalOf): Histories {
  const lists = new Map<ListId, Map<TicketId, readonly TicketOperation[]>>();
  const ticketsOn = (listId: ListId): Map<TicketId, readonly TicketOperation[]> =>
    reach(lists, listId, () => new Map());
  return {
    changeOf(operation) {
      if (!isOnTicket(operation)) return undefined;
      const operations = [...(ticketsOn(operation.listId).get(operation.ticketId) ?? []), operation];
      return { operations, history: foldHistory(operations, arrivalOf(operation)) };
    },
    keep(change) {
      const [first] = change?.operations ?? [];
      if (change !== undefined && first !== undefined) ticketsOn(first.listId).set(first.ticketId, change.operations);
    },
  };
}
