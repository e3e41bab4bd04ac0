import * as v from 'valibot';
import type { Hash } from '../../shared/ids.ts';
import { instantSchema } from '../../shared/ticket.ts';
import {
  type LogHead,
  logHeadSchema,
  PROTOCOL_VERSION,
  protocolHeader,
  routes,
  segmentPath,
  streamPath,
} from '../../shared/wire.ts';
import { errorReplySchema, type ErrorReply } from '../../shared/wire-error.ts';
import { createEventReader } from './event-stream.ts';
import type {
  Answer,
  Failure,
  Refused,
  RouteName,
  RouteReply,
  RouteRequest,
  Transport,
  Unreachable,
} from './transport.ts';

/** So long a request may take, the reading of its answer included. */
const longestCallMs = 30_000;
/** A segment is larger, and on a bad line worth the wait. */
const longestSegmentMs = 120_000;
/** A stream that is silent for so long is dead: the server gives a sign of life more often. */
const longestSilenceMs = 60_000;

export interface HttpSurroundings {
  /** The server's address; a path in it is kept. */
  readonly server: string;
  readonly token?: string;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

const unreachable: Unreachable = { kind: 'unreachable' };

/** The way to a server over HTTP. What does not come from a server of ours, such as a hotel's log-in page, is no answer. */
export function createHttpTransport({
  server,
  token: firstToken,
  fetch: send = fetchPlainly,
}: HttpSurroundings): Transport {
  const base = server.replace(/\/+$/, '');
  let token = firstToken;

  async function ask<T>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<T>,
    longestMs = longestCallMs,
  ): Promise<Answer<T>> {
    try {
      const signal = init.signal ?? AbortSignal.timeout(longestMs);
      const response = await send(base + path, { ...plain, ...init, signal, headers: headersOf(token, init) });
      return response.ok ? { kind: 'ok', value: await read(response) } : await readRefusal(response);
    } catch {
      return unreachable;
    }
  }

  return {
    async call<R extends RouteName>(route: R, request: RouteRequest<R>): Promise<Answer<RouteReply<R>>> {
      const { method, reply } = routes[route];
      const body = routes[route].request === undefined ? undefined : JSON.stringify(request);
      const init: RequestInit = body === undefined ? { method } : { method, body };
      const read = async (response: Response) => v.parse(reply, await response.json()) as RouteReply<R>;
      return ask(addressOf(route, request), init, read);
    },
    getSegment: async (hash) => ask(segmentAddress(hash), { method: 'GET' }, readBytes, longestSegmentMs),
    putSegment: async (hash, bytes) =>
      ask(segmentAddress(hash), { method: 'PUT', body: bytes }, readTaken, longestSegmentMs),
    async stream(onNews, signal) {
      const answer = await ask(streamPath, { method: 'GET', signal }, async (response) => listen(response, onNews));
      return answer.kind === 'ok' ? unreachable : answer;
    },
    useToken(next) {
      token = next;
    },
  };
}

const plain: RequestInit = {
  cache: 'no-store',
  credentials: 'omit',
  // The token goes to the address that was typed in, and nowhere else.
  redirect: 'error',
  referrerPolicy: 'no-referrer',
};

/** Called as a function of its own: the browser's refuses to be another object's method. */
async function fetchPlainly(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init);
}

function headersOf(token: string | undefined, { body }: RequestInit): Record<string, string> {
  return {
    [protocolHeader]: String(PROTOCOL_VERSION),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
    ...(body instanceof Uint8Array ? { 'content-type': 'application/octet-stream' } : {}),
  };
}

function addressOf<R extends RouteName>(route: R, request: RouteRequest<R>): string {
  const { path } = routes[route];
  if (route === 'snapshot') return path.replace(':id', request as RouteRequest<'snapshot'>);
  if (route !== 'pull') return path;
  const { position, chain } = request as RouteRequest<'pull'>;
  return `${path}?after=${String(position)}&chain=${chain}`;
}

function segmentAddress(hash: Hash): string {
  return segmentPath.replace(':hash', hash);
}

async function readBytes(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await response.arrayBuffer());
}

/** Throws for what only looks like a yes. */
async function readTaken(response: Response): Promise<undefined> {
  v.parse(takenSchema, await response.json());
}

const takenSchema = v.object({ serverAt: instantSchema });

async function readRefusal(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => undefined);
  const said = v.safeParse(errorReplySchema, body);
  const error = said.success ? said.output : wordless[response.status];
  if (error === undefined) return unreachable;
  const refused: Refused = { kind: 'refused', status: response.status, error };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? { ...refused, retryAfterMs: Math.max(seconds, 0) * 1_000 } : refused;
}

/** What a proxy in front of the server says without words of ours. */
const wordless: Readonly<Record<number, ErrorReply>> = {
  429: { error: 'rate-limited', message: 'The server is busy.' },
  503: { error: 'unavailable', message: 'The server is not available.' },
};

/** Reads events until the connection ends. Rejects when it breaks. */
async function listen(response: Response, onNews: (head: LogHead | undefined) => void): Promise<void> {
  const reader = isEventStream(response) ? response.body?.getReader() : undefined;
  if (reader === undefined) return response.body?.cancel();
  const decoder = new TextDecoder();
  const readEvents = createEventReader();
  onNews(undefined);
  for (;;) {
    const piece = await withinSilence(reader);
    if (piece.done) return;
    const heads = readEvents(decoder.decode(piece.value, { stream: true })).filter(({ event }) => event === 'head');
    for (const { data } of heads) onNews(v.parse(logHeadSchema, JSON.parse(data)));
    if (heads.length === 0) onNews(undefined);
  }
}

function isEventStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') === true;
}

/** The next piece; ends the connection when none comes for too long. */
async function withinSilence(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  const tooLong = setTimeout(() => void reader.cancel(), longestSilenceMs);
  try {
    return await reader.read();
  } finally {
    clearTimeout(tooLong);
  }
}
