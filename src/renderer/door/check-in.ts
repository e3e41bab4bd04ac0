import { admit, leave } from '../../shared/admission/admit.ts';
import { parseScan } from '../../shared/admission/code.ts';
import type { Verdict } from '../../shared/admission/verdict.ts';
import { calendarDay } from '../../shared/calendar.ts';
import type { Charge } from '../../shared/credit/entry.ts';
import type { EventId, ListId, OperationId, TicketId } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { countsOn, type EventMemory, historyOn } from '../ledger/event-memory.ts';
import type { Decision, Facts, Ledger } from '../ledger/ledger.ts';

/** Where and by whom people are let in. */
export interface DoorPlace {
  readonly eventId: EventId;
  readonly listId: ListId;
  readonly gate: string;
  readonly actor: string;
}

export type Direction = 'entry' | 'exit';

/** What one scan came to. */
export type DoorResult =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      /** Absent for a code that belongs to nobody here. */
      readonly ticket: Ticket | undefined;
      readonly scanned: string;
      /** The operation that recorded it, refusals too. */
      readonly operationId: OperationId;
      /** What it cost, with the rule's words; absent where nothing was metered. */
      readonly charge: Charge | undefined;
      /** UTC milliseconds. */
      readonly at: number;
    }
  /** One code, several tickets: nothing is recorded until somebody chooses. */
  | { readonly kind: 'choose'; readonly tickets: readonly Ticket[] };

/** Names the event of another guest list on this laptop that one of these code keys belongs to. */
export type FindElsewhere = (keys: readonly string[]) => Promise<string | undefined>;

/** Handles a scanned or typed code. Throws `NotRecordedError` when the verdict could not be written. */
export async function scanCode(
  ledger: Ledger,
  place: DoorPlace,
  direction: Direction,
  scanned: string,
  findElsewhere: FindElsewhere,
): Promise<DoorResult> {
  const { text, keys } = parseScan(scanned);
  const tickets = findByCode(openEventOf(ledger, place), text, keys);
  const [ticket, another] = tickets;
  if (another !== undefined) return { kind: 'choose', tickets };
  if (ticket !== undefined) return passTicket(ledger, place, direction, ticket.id, text);
  const eventName = keys.length === 0 ? undefined : await findElsewhere(keys);
  const verdict: Verdict =
    eventName === undefined
      ? { outcome: 'refuse', code: 'invalid' }
      : { outcome: 'refuse', code: 'wrong_event', eventName };
  const { rows } = await ledger.act(place.actor, () => ({
    intents: [refusal(place, verdict, text, undefined)],
    outcome: undefined,
  }));
  return toResult(verdict, undefined, text, rows);
}

/** Lets one guest in, or out. The ticket was scanned or picked by hand. */
export async function passTicket(
  ledger: Ledger,
  place: DoorPlace,
  direction: Direction,
  ticketId: TicketId,
  scanned = '',
): Promise<DoorResult> {
  const { outcome, rows } = await ledger.act(place.actor, (facts) =>
    decide(facts, place, direction, ticketId, scanned),
  );
  return toResult(outcome.verdict, outcome.ticket, scanned, rows);
}

function openEventOf(ledger: Pick<Ledger, 'event'>, { eventId }: DoorPlace): EventMemory {
  const event = ledger.event();
  if (event?.record.details.id !== eventId) throw new Error('This event is not open');
  return event;
}

/** Tickets filed under the first key that any is filed under; an exact spelling beats one that differs in case. */
function findByCode(event: EventMemory, text: string, keys: readonly string[]): readonly Ticket[] {
  const filed = keys.map((key) => event.byCode.get(key)).find((ids) => ids !== undefined) ?? [];
  const found = filed.map((id) => event.tickets.get(id)).filter((ticket) => ticket !== undefined);
  const exact = found.filter(({ code }) => code === text);
  return exact.length > 0 ? exact : found;
}

function decide(
  facts: Facts,
  place: DoorPlace,
  direction: Direction,
  ticketId: TicketId,
  scanned: string,
): Decision<{ readonly verdict: Verdict; readonly ticket: Ticket }> {
  const event = openEventOf({ event: () => facts.event }, place);
  const ticket = event.tickets.get(ticketId);
  const list = event.record.lists.get(place.listId);
  if (ticket === undefined || list === undefined) throw new Error('This ticket or check-in list is not in the event');
  const { listId, eventId, gate } = place;
  const at = { eventId, listId, gate, ticketId };
  if (direction === 'exit') return { intents: [{ kind: 'checkOut', ...at }], outcome: { verdict: leave(), ticket } };
  const verdict = admit({ ticket, list, ...gather(event, ticketId, facts.now, place) });
  const intent: OperationIntent =
    verdict.outcome === 'admit'
      ? { kind: 'checkIn', ...at, fee: ticket.fee, reentry: list.reentry }
      : refusal(place, verdict, scanned, ticketId);
  return { intents: [intent], outcome: { verdict, ticket } };
}

function gather(
  event: EventMemory,
  ticketId: TicketId,
  now: number,
  { listId }: DoorPlace,
): Pick<Parameters<typeof admit>[0], 'otherLists' | 'history' | 'insideCount' | 'entriesToday' | 'now'> {
  const history = historyOn(event, listId, ticketId);
  const { timeZone } = event.record.details;
  const today = calendarDay(now, timeZone);
  return {
    history,
    now,
    otherLists: [...event.record.lists.values()].filter((other) => other.id !== listId),
    insideCount: countsOn(event, listId).inside,
    entriesToday: history.admissions.filter(({ wallAt }) => calendarDay(wallAt, timeZone) === today).length,
  };
}

function refusal(
  { eventId, listId, gate }: DoorPlace,
  verdict: Verdict,
  scanned: string,
  ticketId: TicketId | undefined,
): OperationIntent {
  if (verdict.code === 'ok' || verdict.code === 'attention') throw new Error('An admission is no refusal');
  return {
    kind: 'refuseScan',
    eventId,
    listId,
    gate,
    scanned: scanned.slice(0, 200),
    code: verdict.code,
    ...(ticketId === undefined ? {} : { ticketId }),
  };
}

function toResult(verdict: Verdict, ticket: Ticket | undefined, scanned: string, rows: readonly LogRow[]): DoorResult {
  const [row] = rows;
  if (row === undefined) throw new Error('A scan always records something');
  const charge = row.entries.find((entry) => entry.kind === 'charge');
  return { kind: 'verdict', verdict, ticket, scanned, charge, operationId: row.operation.id, at: row.operation.wallAt };
}
