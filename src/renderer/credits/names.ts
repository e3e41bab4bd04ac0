import type { CreditTypeRule } from '../../shared/credit/policy.ts';
import type { DeviceId, EventId, TicketId } from '../../shared/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { guestName } from '../ui/guest-name.ts';
import { words } from './credits-words.ts';
import { ticketOf } from './line-facts.ts';
import type { StatementLine } from './statement.ts';

/** What people call that which lines name by its id. */
export interface Names {
  /** The guest's name where the event is open, else the ticket's code or id; undefined for a line that is about no guest. */
  readonly guest: (line: StatementLine) => string | undefined;
  readonly event: (id: EventId | undefined) => string | undefined;
  readonly laptop: (id: DeviceId) => string;
  readonly type: (id: string) => Pick<CreditTypeRule, 'one' | 'many'>;
  readonly action: (id: string) => string;
}

export function namesOf({ books, device, event: openEvent }: Ledger): Names {
  const { policies } = books.credits;
  const event = openEvent();
  const actions = new Map(
    [...policies.byId.values()].flatMap((policy) => Object.entries(policy.actions).map(([id, { name }]) => [id, name])),
  );
  return {
    guest(line) {
      const id = ticketOf(line);
      if (id === undefined) return undefined;
      const ticket =
        event !== undefined && event.record.details.id === line.eventId ? event.tickets.get(id) : undefined;
      return ticket === undefined ? codeOf(id) : guestName(ticket);
    },
    event: (id) => (id === undefined ? undefined : books.events.get(id)?.details.name),
    laptop: (id) => (id === device ? words.thisLaptop : words.otherLaptop(shortDevice(id))),
    type: (id) => policies.types.get(id) ?? { one: id, many: id },
    action: (id) => actions.get(id) ?? id,
  };
}

/** At which event it was; undefined for what was at none. */
export function eventOf({ operation, eventId }: StatementLine, { event }: Names): string | undefined {
  return operation === undefined ? words.anotherEvent : event(eventId);
}

/** A ticket's id says the code that it was made of, where there was one. */
function codeOf(id: TicketId): string {
  return id.replace(/^code:/, '');
}

/** The end of an id: its beginning is a time, alike on laptops set up together. */
function shortDevice(id: DeviceId): string {
  return id.slice(-4);
}
