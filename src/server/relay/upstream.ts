import * as v from 'valibot';
import type { Hash } from '../../shared/ids.ts';
import { instantSchema } from '../../shared/ticket.ts';
import {
  enrolReplySchema,
  type EnrolReply,
  type EnrolRequest,
  missingSegmentsReplySchema,
  PROTOCOL_VERSION,
  protocolHeader,
  pullReplySchema,
  pushReplySchema,
  routes,
  segmentPath,
} from '../../shared/wire.ts';
import { type ErrorCode, errorReplySchema } from '../../shared/wire-error.ts';
import type { Cursor, PullReply, PushReply, PushRequest } from '../../shared/wire.ts';

/** Why the server above did not do what the hub asked. `unreachable`: no answer, or none of a server of ours. */
export type UpstreamProblem = 'unreachable' | ErrorCode;

/** Carries the reason; whatever else goes wrong in the hub is another kind of error. */
export class UpstreamError extends Error {
  readonly problem: UpstreamProblem;
  /** The server above asks not to be asked again for so long. */
  readonly retryAfterMs: number;

  constructor(problem: UpstreamProblem, message: string, retryAfterMs = 0) {
    super(message);
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server that a hub forwards to. Every call rejects with an `UpstreamError` unless it was done. */
export interface Upstream {
  push(request: PushRequest): Promise<PushReply>;
  pull(after: Cursor): Promise<PullReply>;
  /** Which of these segments it has not got; at most 2,000. */
  missingSegments(hashes: readonly Hash[]): Promise<readonly Hash[]>;
  getSegment(hash: Hash): Promise<Uint8Array<ArrayBuffer>>;
  putSegment(hash: Hash, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

const callLimitMs = 30_000;
/** A segment is larger, and on a bad line worth the wait. */
const segmentLimitMs = 120_000;

const foreignAnswer = 'It answered what no server of ours answers.';
/** What a server of ours says when it has taken something; a venue's login page says something else. */
const takenSchema = v.object({ serverAt: instantSchema });

/** When something was asked and answered (by this machine's clock), and what time it was there (UTC milliseconds). */
export type OnTime = (askedAt: number, answeredAt: number, serverAt: number) => void;

export interface UpstreamOptions {
  /** Gives up what is under way when it is aborted. */
  readonly ending?: AbortSignal;
  /** Told what time it is there whenever something was heard. */
  readonly onTime?: OnTime;
}

interface Call {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly limitMs?: number;
  /** Ends the call where it is. */
  readonly ending?: AbortSignal | undefined;
}

/** The way to a server that the hub is enrolled at. */
export function connectUpstream(server: string, token: string, { ending, onTime }: UpstreamOptions = {}): Upstream {
  const authorised = { authorization: `Bearer ${token}` };
  const segmentAddress = (hash: Hash): string => server + segmentPath.replace(':hash', hash);

  async function askJson<Schema extends v.GenericSchema<unknown, { readonly serverAt: number }>>(
    path: string,
    call: Call,
    reply: Schema,
  ): Promise<v.InferOutput<Schema>> {
    const askedAt = Date.now();
    const said = await ask(server + path, { ...call, ending }, (answer) => readJson(answer, reply));
    onTime?.(askedAt, Date.now(), said.serverAt);
    return said;
  }

  return {
    push: (request) => askJson(routes.push.path, asJson(request, authorised), pushReplySchema),
    pull({ position, chain }) {
      const path = `${routes.pull.path}?after=${String(position)}&chain=${chain}`;
      return askJson(path, { headers: authorised }, pullReplySchema);
    },
    async missingSegments(hashes) {
      const call = asJson({ hashes }, authorised);
      return (await askJson(routes.missingSegments.path, call, missingSegmentsReplySchema)).missing;
    },
    getSegment(hash) {
      const call = { headers: authorised, ending, limitMs: segmentLimitMs };
      return ask(segmentAddress(hash), call, async (answer) => new Uint8Array(await answer.arrayBuffer()));
    },
    putSegment(hash, bytes) {
      const headers = { ...authorised, 'content-type': 'application/octet-stream' };
      const call = { method: 'PUT', headers, body: bytes, ending, limitMs: segmentLimitMs };
      return ask(segmentAddress(hash), call, async (answer) => void (await readJson(answer, takenSchema)));
    },
  };
}

/** Turns a hub's code into its membership there. */
export function enrolUpstream(server: string, request: EnrolRequest): Promise<EnrolReply> {
  return ask(server + routes.enrol.path, asJson(request, {}), (answer) => readJson(answer, enrolReplySchema));
}

function asJson(body: unknown, headers: Call['headers']): Call {
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Resolves with what is read of an answer that says yes. The limit is for all of it. */
async function ask<T>(
  address: string,
  { limitMs = callLimitMs, ending, ...init }: Call,
  read: (answer: Response) => Promise<T>,
): Promise<T> {
  const headers = { ...init.headers, [protocolHeader]: String(PROTOCOL_VERSION) };
  const end = new AbortController();
  const giveUp = (): void => end.abort();
  const limit = setTimeout(giveUp, limitMs);
  ending?.addEventListener('abort', giveUp);
  if (ending?.aborted === true) giveUp();
  try {
    // The token goes to the address that was typed in, and nowhere else.
    const answer = await fetch(address, { ...init, headers, signal: end.signal, redirect: 'error' });
    if (!answer.ok) throw await readRefusal(answer);
    return await read(answer);
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    // What a parser says quotes the answer.
    if (error instanceof SyntaxError) throw new UpstreamError('unreachable', foreignAnswer);
    throw new UpstreamError('unreachable', error instanceof Error ? error.message : 'It gave no answer.');
  } finally {
    clearTimeout(limit);
    ending?.removeEventListener('abort', giveUp);
  }
}

async function readRefusal(answer: Response): Promise<UpstreamError> {
  const said = v.safeParse(errorReplySchema, await answer.json().catch(() => undefined));
  if (!said.success) return new UpstreamError('unreachable', `It answered ${String(answer.status)}.`);
  const retryAfterSeconds = Number(answer.headers.get('retry-after') ?? 0);
  return new UpstreamError(said.output.error, said.output.message, Math.max(0, retryAfterSeconds || 0) * 1_000);
}

async function readJson<Schema extends v.GenericSchema>(
  answer: Response,
  reply: Schema,
): Promise<v.InferOutput<Schema>> {
  const read = v.safeParse(reply, await answer.json());
  if (!read.success) throw new UpstreamError('unreachable', foreignAnswer);
  return read.output;
}
