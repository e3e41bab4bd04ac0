import { reach } from '../../shared/credit/reach.ts';
import type { EventId, Hash, ListId, OrganisationId, TicketId } from '../../shared/ids.ts';
import { isOnTicket, type Operation, type TicketOperation } from '../../shared/operation.ts';
import type { Queryable } from './database.ts';
import { type ImportFacts, inOrder, readImports } from './segments.ts';

/** What guest lists say about the tickets of some operations, as those come one after the other. */
export interface Arrivals {
  /** When the guest list itself says that the ticket's guest came in on the list (UTC milliseconds), if it does. */
  arrivalOf(operation: TicketOperation): number | undefined;
  /** Takes in an operation that has happened: it may be an import. */
  keep(operation: Operation): void;
}

interface ArrivalRow {
  readonly hash: Hash;
  readonly ticket: TicketId;
  readonly list: ListId;
  readonly arrivedAt: number;
}

/** Returns what opens them, as often as need be. */
export async function readArrivals(
  transaction: Queryable,
  organisation: OrganisationId,
  operations: readonly Operation[],
): Promise<() => Arrivals> {
  const onTickets = operations.filter(isOnTicket);
  const counted = await readCountedIn(transaction, organisation, onTickets);
  if (counted.length === 0) return () => noArrivals;
  const tickets = [...new Set(counted.map(({ ticket }) => ticket))];
  const events = [...new Set(onTickets.map(({ eventId }) => eventId))];
  const imports = await readImports(transaction, organisation, events);
  const toCome = operations.filter((operation) => operation.kind === 'importTickets');
  const holders = await readHolders(transaction, organisation, inOrder([...imports, ...toCome]), tickets);
  return () => openArrivals(counted, holders, imports);
}

const noArrivals: Arrivals = { arrivalOf: () => undefined, keep: () => undefined };

/** Of several segments that hold a ticket, the last decides, and it counts for the list that it names alone. */
function openArrivals(
  counted: readonly ArrivalRow[],
  holders: ReadonlyMap<Hash, ReadonlySet<TicketId>>,
  before: readonly ImportFacts[],
): Arrivals {
  const tickets = new Set(counted.map(({ ticket }) => ticket));
  const imports = [...before];
  const latestFirst = new Map<EventId, readonly Hash[]>();

  function segmentsOf(event: EventId): readonly Hash[] {
    return reach(latestFirst, event, () => [...inOrder(imports.filter(({ eventId }) => eventId === event))].reverse());
  }

  return {
    arrivalOf({ eventId, listId, ticketId }) {
      if (!tickets.has(ticketId)) return undefined;
      const last = segmentsOf(eventId).find((hash) => holders.get(hash)?.has(ticketId));
      const row = counted.find(({ hash, ticket }) => hash === last && ticket === ticketId);
      return row?.list === listId ? row.arrivedAt : undefined;
    },
    keep(operation) {
      if (operation.kind !== 'importTickets') return;
      imports.push(operation);
      latestFirst.delete(operation.eventId);
    },
  };
}

/** Where any segment counts one of the tickets in. Mostly none does. */
async function readCountedIn(
  transaction: Queryable,
  organisation: OrganisationId,
  operations: readonly TicketOperation[],
): Promise<readonly ArrivalRow[]> {
  if (operations.length === 0) return [];
  return transaction.query<ArrivalRow>(
    `select counted.* from unnest($2::text[]) as wanted(ticket) cross join lateral (
       select segment_hash as hash, ticket_id as ticket, list_id as list, arrived_at as "arrivedAt" from arrivals
       where organisation_id = $1 and ticket_id = wanted.ticket offset 0
     ) counted`,
    [organisation, [...new Set(operations.map(({ ticketId }) => ticketId))]],
  );
}

/** Which of the tickets each of the segments holds. */
async function readHolders(
  transaction: Queryable,
  organisation: OrganisationId,
  hashes: readonly Hash[],
  tickets: readonly TicketId[],
): Promise<ReadonlyMap<Hash, ReadonlySet<TicketId>>> {
  const rows = await transaction.query<{ readonly hash: Hash; readonly tickets: readonly TicketId[] }>(
    `select hash, array(select unnest(ticket_ids) intersect select unnest($3::text[])) as tickets from segments
     where organisation_id = $1 and hash = any($2::text[]) and ticket_ids && $3::text[]`,
    [organisation, hashes, tickets],
  );
  return new Map(rows.map(({ hash, tickets: held }) => [hash, new Set(held)]));
}
