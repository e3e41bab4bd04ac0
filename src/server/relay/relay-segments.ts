import * as v from 'valibot';
import { type Hash, hashSchema, type OrganisationId } from '../../shared/ids.ts';
import type { Database } from '../store/database.ts';
import { type Upstream, UpstreamError, type UpstreamProblem } from './upstream.ts';

export interface SegmentExchange {
  readonly database: Database;
  readonly organisationId: OrganisationId;
  readonly upstream: Upstream;
  /** Stores a segment's bytes as if a laptop had brought them. */
  readonly storeSegment: (hash: Hash, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
}

/** Brings the guest lists' segments that one of the two sides has to the other. */
export interface SegmentTrade {
  /**
   * Those that these operations name: they come before whoever names them, because what a check-in finds depends on them.
   * What one of them is at fault for is left for `tradeAll`.
   */
  tradeNamed(operations: readonly unknown[]): Promise<void>;
  /** Those that the log here names. Rejects, after all of them, where one of them could not be brought. */
  tradeAll(): Promise<void>;
  /** The server above may have lost some. */
  startOver(): void;
}

/** Hashes in one question, as the server above allows. */
const mostPerQuestion = 2_000;

/** What one segment is refused for, which says nothing of the others. */
const ofOneSegment: ReadonlySet<UpstreamProblem> = new Set(['malformed', 'too-large', 'not-found']);

export function createSegmentTrade(exchange: SegmentExchange): SegmentTrade {
  const { upstream } = exchange;
  /** Segments that both sides are known to have: never asked for again. */
  const confirmed = new Set<Hash>();

  async function trade(hashes: readonly Hash[]): Promise<UpstreamError | undefined> {
    const open = [...new Set(hashes)].filter((hash) => !confirmed.has(hash));
    const here = await segmentsHere(exchange, open);
    let fault: UpstreamError | undefined;
    for (let at = 0; at < open.length; at += mostPerQuestion) {
      const asked = open.slice(at, at + mostPerQuestion);
      const missing = new Set(await upstream.missingSegments(asked));
      for (const hash of asked) {
        const place = { isHere: here.has(hash), isAbove: !missing.has(hash) };
        // Where neither side has it yet, the laptop that imported it will bring it.
        if (!place.isHere && !place.isAbove) continue;
        const failure = await bring(hash, place);
        fault ??= failure;
        if (failure === undefined) confirmed.add(hash);
      }
    }
    return fault;
  }

  async function bring(hash: Hash, { isHere, isAbove }: Place): Promise<UpstreamError | undefined> {
    try {
      if (isHere && !isAbove) await bringUp(exchange, hash);
      if (isAbove && !isHere) await exchange.storeSegment(hash, await upstream.getSegment(hash));
      return undefined;
    } catch (error) {
      if (error instanceof UpstreamError && ofOneSegment.has(error.problem)) return error;
      throw error;
    }
  }

  return {
    async tradeNamed(operations) {
      await trade(operations.flatMap(hashesOf));
    },
    async tradeAll() {
      const fault = await trade(await segmentsNamed(exchange));
      if (fault !== undefined) throw fault;
    },
    startOver: () => confirmed.clear(),
  };
}

interface Place {
  readonly isHere: boolean;
  readonly isAbove: boolean;
}

async function bringUp({ database, organisationId, upstream }: SegmentExchange, hash: Hash): Promise<void> {
  const [row] = await database.query<{ readonly bytes: Uint8Array<ArrayBuffer> }>(
    'select bytes from segments where organisation_id = $1 and hash = $2',
    [organisationId, hash],
  );
  if (row !== undefined) await upstream.putSegment(hash, row.bytes);
}

const segments = v.array(v.object({ hash: hashSchema }));
const importSchema = v.object({ kind: v.literal('importTickets'), issued: segments, changed: segments });

/** Of an operation that may be anything. */
function hashesOf(operation: unknown): readonly Hash[] {
  const read = v.safeParse(importSchema, operation);
  return read.success ? [...read.output.issued, ...read.output.changed].map(({ hash }) => hash) : [];
}

async function segmentsNamed({ database, organisationId }: SegmentExchange): Promise<readonly Hash[]> {
  const rows = await database.query<{ readonly operation: string }>(
    `select operation from operations where organisation_id = $1 and kind = 'importTickets' order by position`,
    [organisationId],
  );
  return rows.flatMap(({ operation }) => hashesOf(JSON.parse(operation)));
}

async function segmentsHere(
  { database, organisationId }: SegmentExchange,
  hashes: readonly Hash[],
): Promise<ReadonlySet<Hash>> {
  if (hashes.length === 0) return new Set();
  const rows = await database.query<{ readonly hash: Hash }>(
    'select hash from segments where organisation_id = $1 and hash = any($2::text[])',
    [organisationId, hashes],
  );
  return new Set(rows.map(({ hash }) => hash));
}
