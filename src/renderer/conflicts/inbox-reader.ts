import { type Conflict, type ConflictInbox, conflictsOn, sortConflicts } from '../../shared/admission/conflicts.ts';
import { derive } from '../ledger/derive.ts';
import { arrivalOn, type EventMemory } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';

const nothing: ConflictInbox = { open: [], settled: [] };

/**
 * A reader of the open event's conflicts. It looks at disputed tickets only, and only after one of them or the guest
 * list has changed: a scan costs it nothing.
 */
export function createInboxReader(): (ledger: Ledger) => ConflictInbox {
  return derive(
    (ledger) => {
      const event = ledger.event();
      return [event, event?.revision, event?.disputes, event?.record.settlements.length];
    },
    (ledger) => {
      const event = ledger.event();
      return event === undefined ? nothing : sortConflicts(conflictsOf(event), event.record.settlements);
    },
  );
}

function conflictsOf(event: EventMemory): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [listId, { disputed, tickets }] of event.lists) {
    for (const ticketId of disputed) {
      const history = tickets.get(ticketId)?.history;
      if (history === undefined) continue;
      const status = event.tickets.get(ticketId)?.status ?? 'valid';
      const barredAt = event.barredAt.get(ticketId);
      const arrivedAt = arrivalOn(event, listId, ticketId);
      conflicts.push(...conflictsOn({ listId, ticketId, history, status, barredAt, arrivedAt }));
    }
  }
  return conflicts;
}
