import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { timeout } from 'hono/timeout';
import type * as v from 'valibot';
import { authenticate } from './authenticate.ts';
import { readRequest } from './read-request.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { sendRefusal, type ServerApp, type ServerContext, type ServerStep } from './server-app.ts';
import type { Service } from './service.ts';
import type { EnrolledSender } from './store/devices.ts';

/** An address with what goes there and what comes back, both JSON. */
export interface JsonRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly request: v.GenericSchema | undefined;
  readonly reply: v.GenericSchema<unknown, object>;
}
type RequestOf<R extends JsonRoute> = v.InferOutput<NonNullable<R['request']>>;
/** The time of the answer is put in when it is sent. */
type ReplyOf<R extends JsonRoute> = Omit<v.InferOutput<R['reply']>, 'serverAt'>;

/** Serves a route to anybody. */
export function answerAnybody<R extends JsonRoute>(
  app: ServerApp,
  service: Service,
  route: R,
  reply: (request: RequestOf<R>, context: ServerContext) => Promise<ReplyOf<R> | Refusal>,
): void {
  serve(app, service, route, [limitBody(service.limits.bodyBytes)], async (context) => {
    const read = await readRequest<R['request']>(context, route.request);
    return sendResult(context, service, isRefusal(read) ? read : await reply(read.body, context));
  });
}

export interface EnrolledOnly {
  /** Which laptops may; all that are enrolled where absent. */
  readonly may?: (sender: EnrolledSender) => boolean;
  /** The largest body; the usual one where absent. */
  readonly bodyBytes?: number;
}

/** Serves a route to enrolled laptops. */
export function answerEnrolled<R extends JsonRoute>(
  app: ServerApp,
  service: Service,
  route: R,
  { may, bodyBytes = service.limits.bodyBytes }: EnrolledOnly,
  reply: (sender: EnrolledSender, request: RequestOf<R>) => Promise<ReplyOf<R> | Refusal>,
): void {
  // Nothing of a body is read before it is known who sends it.
  serve(app, service, route, [demandEnrolled(service, may), limitBody(bodyBytes)], async (context) => {
    const read = await readRequest<R['request']>(context, route.request);
    return sendResult(context, service, isRefusal(read) ? read : await reply(senderOf(context), read.body));
  });
}

/** Serves an address in a way of its own. `limitMs`: how long the answer may take. */
export function serve(
  app: ServerApp,
  { limits }: Service,
  { method, path, limitMs = limits.answerMs }: Pick<JsonRoute, 'path'> & { method: string; limitMs?: number },
  steps: readonly ServerStep[],
  answer: (context: ServerContext) => Promise<Response>,
): void {
  const named: ServerStep = async (context, next) => {
    context.set('route', `${method} ${path}`);
    await next();
  };
  const inTime = timeout(limitMs, () => new HTTPException(503, { message: 'The answer took too long' }));
  app.on(method, path, named, inTime, ...steps, answer);
}

/** Lets enrolled laptops pass; of these, those who `may`. */
export function demandEnrolled(service: Service, may: EnrolledOnly['may'] = () => true): ServerStep {
  return async (context, next) => {
    const sender = await authenticate(service, context.req.header('authorization'));
    if (isRefusal(sender)) return sendRefusal(context, sender);
    context.set('sender', sender);
    if (!may(sender)) return sendRefusal(context, refuse('forbidden'));
    return next();
  };
}

/** Who asks, behind `demandEnrolled`. */
export function senderOf(context: ServerContext): EnrolledSender {
  const sender = context.get('sender');
  if (sender === undefined) throw new Error('This address is for enrolled laptops only');
  return sender;
}

export function limitBody(bytes: number): ServerStep {
  return bodyLimit({ maxSize: bytes, onError: (context) => sendRefusal(context, refuse('too-large')) });
}

/** Every answer says what time it is here, by which laptops correct their clocks. */
export function sendResult(context: ServerContext, { now }: Service, result: object): Response {
  return isRefusal(result) ? sendRefusal(context, result) : context.json({ serverAt: now(), ...result });
}
