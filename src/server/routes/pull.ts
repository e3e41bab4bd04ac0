import * as v from 'valibot';
import {
  cursorSchema,
  mostPerBatch,
  oldestProtocol,
  PROTOCOL_VERSION,
  protocolHeader,
  routes,
} from '../../shared/wire.ts';
import { demandEnrolled, senderOf, serve } from '../answer.ts';
import { refuse } from '../refusal.ts';
import { sendRefusal, type ServerApp, type ServerStep } from '../server-app.ts';
import type { Service } from '../service.ts';
import { pullRows } from '../store/pull.ts';

const cursorQuerySchema = v.object({
  after: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), cursorSchema.entries.position),
  chain: cursorSchema.entries.chain,
});

/** What there is after a place in the log. */
export function servePull(app: ServerApp, service: Service): void {
  const { database, now } = service;
  serve(app, service, routes.pull, [demandEnrolled(service), demandProtocol], async (context) => {
    const query = v.safeParse(cursorQuerySchema, context.req.query());
    if (!query.success) return sendRefusal(context, refuse('malformed', { place: 'after, chain' }));
    const { after: position, chain } = query.output;
    const pulled = await pullRows(database, senderOf(context), { position, chain }, mostPerBatch);
    if (pulled.kind === 'diverged') return sendRefusal(context, refuse('diverged'));
    // The rows are JSON already, as they were accepted: they are put in as they are.
    const opening = `{"serverAt":${String(now())},"protocol":${String(PROTOCOL_VERSION)},`;
    return context.body(opening + pulled.body.slice(1), 200, { 'content-type': 'application/json' });
  });
}

/** A laptop of another version may not know what it would get. */
const demandProtocol: ServerStep = async (context, next) => {
  const version = Number(context.req.header(protocolHeader) ?? Number.NaN);
  if (!Number.isInteger(version)) return sendRefusal(context, refuse('malformed', { place: protocolHeader }));
  if (version < oldestProtocol) return sendRefusal(context, refuse('update-laptop'));
  if (version > PROTOCOL_VERSION) return sendRefusal(context, refuse('update-server'));
  return next();
};
