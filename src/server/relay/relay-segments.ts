import * as v from 'valibot';
import { type Hash, hashSchema, type OrganisationId } from '../../shared/ids.ts';
import type { Database } from '../store/database.ts';
import type { Upstream } from './upstream.ts';

export interface SegmentExchange {
  readonly database: Database;
  readonly organisationId: OrganisationId;
  readonly upstream: Upstream;
  /** Stores a segment's bytes as if a laptop had brought them. */
  readonly storeSegment: (hash: Hash, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
}

/** Segments that both sides are known to have: never asked for again while the hub runs. */
export interface SegmentMemory {
  readonly confirmed: Set<Hash>;
}

/** Hashes in one question, as the server above allows. */
const mostPerQuestion = 2_000;

/** Brings the guest lists' segments that one of the two sides has to the other, one after the other. */
export async function exchangeSegments(
  exchange: SegmentExchange,
  { confirmed }: SegmentMemory,
  signal: AbortSignal,
): Promise<void> {
  const { upstream } = exchange;
  const open = (await segmentsNamed(exchange)).filter((hash) => !confirmed.has(hash));
  const here = await segmentsHere(exchange, open);
  for (let at = 0; at < open.length && !signal.aborted; at += mostPerQuestion) {
    const hashes = open.slice(at, at + mostPerQuestion);
    const missing = new Set(await upstream.missingSegments(hashes));
    for (const hash of hashes) {
      if (signal.aborted) return;
      if (here.has(hash) && missing.has(hash)) await bringUp(exchange, hash);
      else if (!here.has(hash) && !missing.has(hash)) await bringDown(exchange, hash);
      // Where neither side has it yet, the laptop that imported it will bring it.
      if (here.has(hash) || !missing.has(hash)) confirmed.add(hash);
    }
  }
}

async function bringUp({ database, organisationId, upstream }: SegmentExchange, hash: Hash): Promise<void> {
  const [row] = await database.query<{ readonly bytes: Uint8Array<ArrayBuffer> }>(
    'select bytes from segments where organisation_id = $1 and hash = $2',
    [organisationId, hash],
  );
  if (row !== undefined) await upstream.putSegment(hash, row.bytes);
}

async function bringDown({ upstream, storeSegment }: SegmentExchange, hash: Hash): Promise<void> {
  await storeSegment(hash, await upstream.getSegment(hash));
}

const importSchema = v.object({
  issued: v.array(v.object({ hash: hashSchema })),
  changed: v.array(v.object({ hash: hashSchema })),
});

async function segmentsNamed({ database, organisationId }: SegmentExchange): Promise<readonly Hash[]> {
  const rows = await database.query<{ readonly operation: string }>(
    `select operation from operations where organisation_id = $1 and kind = 'importTickets' order by position`,
    [organisationId],
  );
  const hashes = rows.flatMap(({ operation }) => {
    const { issued, changed } = v.parse(importSchema, JSON.parse(operation));
    return [...issued, ...changed].map(({ hash }) => hash);
  });
  return [...new Set(hashes)];
}

async function segmentsHere(
  { database, organisationId }: SegmentExchange,
  hashes: readonly Hash[],
): Promise<ReadonlySet<Hash>> {
  const rows = await database.query<{ readonly hash: Hash }>(
    'select hash from segments where organisation_id = $1 and hash = any($2::text[])',
    [organisationId, hashes],
  );
  return new Set(rows.map(({ hash }) => hash));
}
