import * as v from 'valibot';
import { hashSchema } from '../../shared/ids.ts';
import { mayRecord } from '../../shared/role.ts';
import { routes, segmentPath } from '../../shared/wire.ts';
import { answerEnrolled, demandEnrolled, limitBody, senderOf, sendResult, serve } from '../answer.ts';
import { checkSegment } from '../check-segment.ts';
import { hasContentType } from '../read-request.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { sendRefusal, type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { findSegments, isSegmentOf, readSegment, writeSegment } from '../store/segments.ts';

/** A segment on a bad line is worth the wait. */
const transferMs = 120_000;

/** The parts of guest lists, under the hashes of their bytes: what is here once need not be sent again. */
export function serveSegments(app: ServerApp, service: Service): void {
  const { database, limits } = service;

  answerEnrolled(
    app,
    service,
    routes.missingSegments,
    { bodyBytes: hashListBytes },
    async ({ organisation }, { hashes }) => {
      const kept = await findSegments(database, organisation, hashes);
      return { missing: hashes.filter((hash) => !kept.has(hash)) };
    },
  );

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
