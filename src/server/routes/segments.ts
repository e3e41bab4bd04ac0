import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as v from 'valibot';
import { type Hash, hashSchema } from '../../shared/ids.ts';
import { mayRecord } from '../../shared/role.ts';
import { routes, segmentPath } from '../../shared/wire.ts';
import { answerEnrolled, demandEnrolled, limitBody, senderOf, sendResult, serve } from '../answer.ts';
import { hasContentType } from '../read-request.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { sendRefusal, type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import {
  type CheckedSegment,
  findSegments,
  isSegmentOf,
  readSegment,
  segmentTicketsSchema,
  writeSegment,
} from '../store/segments.ts';

const unzip = promisify(gunzip);

/** A segment on a bad line is worth the wait. */
const transferMs = 120_000;

/** The parts of guest lists, under the hashes of their bytes: what is here once need not be sent again. */
export function serveSegments(app: ServerApp, service: Service): void {
  const { database, limits } = service;

  answerEnrolled(app, service, routes.missingSegments, { bodyBytes: hashListBytes }, async ({ organisation }, { hashes }) => {
    const kept = await findSegments(database, organisation, hashes);
    return { missing: hashes.filter((hash) => !kept.has(hash)) };
  });

  const put = { method: 'PUT', path: segmentPath, limitMs: transferMs };
  const importers = demandEnrolled(service, ({ role }) => mayRecord(role, 'importTickets'));
  serve(app, service, put, [importers, limitBody(limits.segmentBytes)], async (context) => {
    if (!hasContentType(context, 'application/octet-stream')) return sendRefusal(context, refuse('content-type'));
    const hash = v.safeParse(hashSchema, context.req.param('hash'));
    if (!hash.success) return sendRefusal(context, refuse('not-found'));
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const segment = await checkSegment(hash.output, bytes, limits.unpackedBytes);
    if (isRefusal(segment)) return sendRefusal(context, segment);
    await writeSegment(database, senderOf(context).organisation, segment);
    return sendResult(context, service, {});
  });

  serve(app, service, { method: 'GET', path: segmentPath }, [demandEnrolled(service)], async (context) => {
    const hash = v.safeParse(hashSchema, context.req.param('hash'));
    if (!hash.success) return sendRefusal(context, refuse('not-found'));
    const { organisation, events } = senderOf(context);
    if (events !== null && !(await isSegmentOf(database, organisation, events, hash.output))) {
      return sendRefusal(context, refuse('other-event'));
    }
    const bytes = await readSegment(database, organisation, hash.output);
    if (bytes === undefined) return sendRefusal(context, refuse('not-found'));
    return context.body(Uint8Array.from(bytes), 200, {
      'content-type': 'application/octet-stream',
      'cache-control': 'private, max-age=31536000, immutable',
    });
  });
}

/** Two thousand hashes are more than other requests are. */
const hashListBytes = 256 * 1024;

/** Whether the bytes are what their name promises, and a part of a guest list. */
async function checkSegment(
  hash: Hash,
  bytes: Uint8Array,
  unpackedBytes: number,
): Promise<CheckedSegment | Refusal> {
  if (createHash('sha256').update(bytes).digest('hex') !== hash) return refuse('wrong-bytes');
  const json = await unzip(bytes, { maxOutputLength: unpackedBytes }).catch(() => undefined);
  const tickets = v.safeParse(v.pipe(v.string(), v.parseJson(), segmentTicketsSchema), json?.toString('utf8'));
  return tickets.success ? { hash, bytes, tickets: tickets.output } : refuse('no-segment');
}
