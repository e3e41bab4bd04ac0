import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { type Hash, hashSchema } from '../../src/shared/ids.ts';
import type { SegmentRef } from '../../src/shared/operation.ts';
import type { Ticket } from '../../src/shared/ticket.ts';
import type { EnrolledLaptop, InjectedServer } from './injected-server.ts';

/** A part of a guest list as laptops send it. */
export interface PackedSegment {
  readonly hash: Hash;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What an import says of it. */
  readonly ref: SegmentRef;
}

export function pack(tickets: readonly Ticket[]): PackedSegment {
  return packBytes(new Uint8Array(gzipSync(JSON.stringify(tickets))), tickets.length);
}

export function packBytes(bytes: Uint8Array<ArrayBuffer>, tickets = 0): PackedSegment {
  const hash = v.parse(hashSchema, createHash('sha256').update(bytes).digest('hex'));
  return { hash, bytes, ref: { hash, tickets } };
}

/** Brings a segment. Resolves with the status. */
export async function bring(
  server: Pick<InjectedServer, 'request'>,
  { token }: Pick<EnrolledLaptop, 'token'>,
  { hash, bytes }: Pick<PackedSegment, 'hash' | 'bytes'>,
  contentType = 'application/octet-stream',
): Promise<number> {
  const asked = { token, body: bytes, headers: { 'content-type': contentType } };
  return (await server.request('PUT', `/v1/segments/${hash}`, asked)).status;
}
