import * as v from 'valibot';
import { eventIdSchema } from '../../shared/ids.ts';
import { routes } from '../../shared/wire.ts';
import { demandEnrolled, senderOf, sendResult, serve } from '../answer.ts';
import { refuse } from '../refusal.ts';
import { sendRefusal, type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { readHead } from '../store/pull.ts';
import { findSegments, segmentsOfEvent } from '../store/segments.ts';

/** What an event's guest list consists of. */
export function serveSnapshots(app: ServerApp, service: Service): void {
  const { database } = service;
  serve(app, service, routes.snapshot, [demandEnrolled(service)], async (context) => {
    const event = v.safeParse(eventIdSchema, context.req.param('id'));
    if (!event.success) return sendRefusal(context, refuse('not-found'));
    const eventId = event.output;
    const { organisation, events } = senderOf(context);
    if (events !== null && !events.includes(eventId)) return sendRefusal(context, refuse('other-event'));
    // The place first: what is imported meanwhile is in the list as well, and comes with the next pull.
    const { position, chain } = await readHead(database, organisation);
    const hashes = await segmentsOfEvent(database, organisation, eventId);
    const kept = await findSegments(database, organisation, hashes);
    return sendResult(context, service, {
      eventId,
      position,
      chain,
      segments: hashes.flatMap((hash) => kept.get(hash) ?? []),
      missing: hashes.filter((hash) => !kept.has(hash)),
    });
  });
}
