import * as v from 'valibot';
import { compareHybridTimes } from '../../shared/clock.ts';
import type { EventId, Hash, OrganisationId } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import { type Ticket, ticketSchema } from '../../shared/ticket.ts';
import type { Database, Queryable } from './database.ts';

/** Laptops pack at most so many tickets into one. */
const mostTickets = 1_000;
export const segmentTicketsSchema = v.pipe(v.array(ticketSchema), v.maxLength(mostTickets));

/** A part of a guest list, known to be what its name promises. */
export interface CheckedSegment {
  readonly hash: Hash;
  readonly bytes: Uint8Array;
  readonly tickets: readonly Ticket[];
}

/** Keeps a segment, and whom it counts in. One that is there already stays as it is. */
export async function writeSegment(
  database: Database,
  organisation: OrganisationId,
  { hash, bytes, tickets }: CheckedSegment,
): Promise<void> {
  // Of a ticket that it holds twice, the last one counts.
  const held = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const arrivals = [...held.values()].flatMap(({ id, arrivedOn, arrivedAt }) =>
    arrivedOn === undefined || arrivedAt === undefined ? [] : [{ id, arrivedOn, arrivedAt }],
  );
  await database.transaction(async (transaction) => {
    const made = await transaction.query(
      `insert into segments (organisation_id, hash, tickets, bytes, ticket_ids) values ($1, $2, $3, $4, $5)
       on conflict (organisation_id, hash) do nothing returning 1`,
      [organisation, hash, tickets.length, bytes, [...held.keys()]],
    );
    if (made.length === 0 || arrivals.length === 0) return;
    await transaction.query(
      `insert into arrivals (organisation_id, segment_hash, ticket_id, list_id, arrived_at)
       select $1::uuid, $2::text, * from unnest($3::text[], $4::uuid[], $5::bigint[]) on conflict do nothing`,
      [
        organisation,
        hash,
        arrivals.map(({ id }) => id),
        arrivals.map(({ arrivedOn }) => arrivedOn),
        arrivals.map(({ arrivedAt }) => arrivedAt),
      ],
    );
  });
}

export async function readSegment(
  database: Queryable,
  organisation: OrganisationId,
  hash: Hash,
): Promise<Uint8Array | undefined> {
  const [row] = await database.query<{ bytes: Uint8Array }>(
    'select bytes from segments where organisation_id = $1 and hash = $2',
    [organisation, hash],
  );
  return row?.bytes;
}

export interface KeptSegment {
  readonly hash: Hash;
  readonly tickets: number;
  readonly bytes: number;
}

/** Those of these segments that are here, by their hashes. */
export async function findSegments(
  database: Queryable,
  organisation: OrganisationId,
  hashes: readonly Hash[],
): Promise<ReadonlyMap<Hash, KeptSegment>> {
  const rows = await database.query<KeptSegment>(
    `select hash, tickets, octet_length(bytes) as bytes from segments
     where organisation_id = $1 and hash = any($2::text[])`,
    [organisation, hashes],
  );
  return new Map(rows.map((row) => [row.hash, row]));
}

/** What an import says of itself, as far as it is of use here. */
export type ImportFacts = Pick<OperationOf<'importTickets'>, 'id' | 'at' | 'eventId' | 'issued' | 'changed'>;

/** The segments that an event's guest list consists of, in the order in which they hold. */
export async function segmentsOfEvent(
  database: Queryable,
  organisation: OrganisationId,
  event: EventId,
): Promise<readonly Hash[]> {
  return inOrder(await readImports(database, organisation, [event]));
}

/** All imports into these events, in any order; only those that say a certain word, where one is given. */
export async function readImports(
  database: Queryable,
  organisation: OrganisationId,
  events: readonly EventId[],
  word = '',
): Promise<readonly ImportFacts[]> {
  const rows = await database.query<{ operation: string }>(
    `select operation from operations where organisation_id = $1 and event_id = any($2::uuid[])
       and kind = 'importTickets' and strpos(operation, $3) > 0`,
    [organisation, events, word],
  );
  return rows.map(({ operation }) => JSON.parse(operation) as ImportFacts);
}

/** Their segments, each once, in the order in which they hold: tickets of a later one replace those of an earlier one. */
export function inOrder(imports: readonly ImportFacts[]): readonly Hash[] {
  const hashes = [...imports]
    .sort((a, b) => compareHybridTimes(a.at, b.at) || (a.id < b.id ? -1 : 1))
    .flatMap(({ issued, changed }) => [...issued, ...changed].map(({ hash }) => hash));
  // Of one that was imported twice, the second time counts.
  return [...new Set(hashes.reverse())].reverse();
}

/** Whether an import into one of these events names the segment. */
export async function isSegmentOf(
  database: Queryable,
  organisation: OrganisationId,
  events: readonly EventId[],
  hash: Hash,
): Promise<boolean> {
  const imports = await readImports(database, organisation, events, hash);
  return imports.some(({ issued, changed }) => [...issued, ...changed].some((each) => each.hash === hash));
}
