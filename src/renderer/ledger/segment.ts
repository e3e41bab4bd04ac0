import * as v from 'valibot';
import { type Hash, hashSchema } from '../../shared/ids.ts';
import type { Ticket } from '../../shared/ticket.ts';
import type { StoredSegment } from './database.ts';

/** Tickets in one segment, at most. */
export const ticketsPerSegment = 1_000;

/** Writes and reads the stream itself: going through a Blob takes several times as long in Chrome 114. */
async function pipe(
  bytes: BufferSource,
  { writable, readable }: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  const written = writer.write(bytes).then(async () => writer.close());
  const [result] = await Promise.all([new Response(readable).arrayBuffer(), written]);
  return new Uint8Array(result);
}

async function hashOf(bytes: BufferSource): Promise<Hash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return v.parse(hashSchema, Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** Packs at most `ticketsPerSegment` tickets. */
export async function packSegment(tickets: readonly Ticket[]): Promise<StoredSegment> {
  const bytes = await pipe(new TextEncoder().encode(JSON.stringify(tickets)), new CompressionStream('gzip'));
  return { hash: await hashOf(bytes), bytes };
}

/** Whether the bytes are the ones the segment's name promises. */
export async function isSound({ hash, bytes }: StoredSegment): Promise<boolean> {
  return (await hashOf(bytes)) === hash;
}

/** The tickets of a segment known to be sound. */
export async function unpackSegment(bytes: Uint8Array<ArrayBuffer>): Promise<readonly Ticket[]> {
  const json = await pipe(bytes, new DecompressionStream('gzip'));
  return JSON.parse(new TextDecoder().decode(json)) as readonly Ticket[];
}
