import { codeKey } from '../../shared/admission/code.ts';
import type { TicketId } from '../../shared/ids.ts';
import type { Ticket } from '../../shared/ticket.ts';

/** The names of other events by the code keys of their tickets. */
export type Elsewhere = ReadonlyMap<string, string>;

/** The code keys of one event's tickets, by ticket. */
export type EventCodes = Map<TicketId, string>;

/** Notes the tickets' codes; later tickets replace earlier ones of the same id. */
export function noteCodes(codes: EventCodes, tickets: readonly Ticket[]): void {
  for (const { id, code } of tickets) {
    if (code === undefined) codes.delete(id);
    else codes.set(id, codeKey(code));
  }
}

/** Adds an event's codes. A code that an earlier event has too stays with that one. */
export function addEvent(elsewhere: Map<string, string>, name: string, codes: EventCodes): void {
  for (const key of codes.values()) {
    if (!elsewhere.has(key)) elsewhere.set(key, name);
  }
}

/** The event of the first key, best first, that belongs to one. */
export function eventOf(elsewhere: Elsewhere, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const name = elsewhere.get(key);
    if (name !== undefined) return name;
  }
  return undefined;
}
