import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as v from 'valibot';
import type { Hash } from '../shared/ids.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type CheckedSegment, segmentTicketsSchema } from './store/segments.ts';

const unzip = promisify(gunzip);

/** Whether the bytes are what their name promises, and a part of a guest list. */
export async function checkSegment(
  hash: Hash,
  bytes: Uint8Array,
  unpackedBytes: number,
): Promise<CheckedSegment | Refusal> {
  if (createHash('sha256').update(bytes).digest('hex') !== hash) return refuse('wrong-bytes');
  const json = await unzip(bytes, { maxOutputLength: unpackedBytes }).catch(() => undefined);
  const tickets = v.safeParse(v.pipe(v.string(), v.parseJson(), segmentTicketsSchema), json?.toString('utf8'));
  return tickets.success ? { hash, bytes, tickets: tickets.output } : refuse('no-segment');
}
