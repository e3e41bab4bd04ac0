import * as v from 'valibot';
import type { Hash } from '../../shared/ids.ts';
import {
  enrolReplySchema,
  type EnrolReply,
  type EnrolRequest,
  type ErrorCode,
  errorReplySchema,
  missingSegmentsReplySchema,
  PROTOCOL_VERSION,
  protocolHeader,
  pullReplySchema,
  pushReplySchema,
  routes,
  segmentPath,
} from '../../shared/wire.ts';
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

/** The way to a server that the hub is enrolled at. */
export function connectUpstream(server: string, token: string): Upstream {
  const authorised = { authorization: `Bearer ${token}` };
  const segmentAddress = (hash: Hash): string => server + segmentPath.replace(':hash', hash);

  async function postJson<Schema extends v.GenericSchema>(
    path: string,
    body: unknown,
    reply: Schema,
  ): Promise<v.InferOutput<Schema>> {
    return readJson(await ask(server + path, asJson(body, authorised)), reply);
  }

  return {
    push: (request) => postJson(routes.push.path, request, pushReplySchema),
    async pull({ position, chain }) {
      const address = `${server}${routes.pull.path}?after=${String(position)}&chain=${chain}`;
      return readJson(await ask(address, { headers: authorised }), pullReplySchema);
    },
    async missingSegments(hashes) {
      const { missing } = await postJson(routes.missingSegments.path, { hashes }, missingSegmentsReplySchema);
      return missing;
    },
    async getSegment(hash) {
      const answer = await ask(segmentAddress(hash), { headers: authorised }, segmentLimitMs);
      return new Uint8Array(await unlessCut(answer.arrayBuffer()));
    },
    async putSegment(hash, bytes) {
      const headers = { ...authorised, 'content-type': 'application/octet-stream' };
      await ask(segmentAddress(hash), { method: 'PUT', headers, body: bytes }, segmentLimitMs);
    },
  };
}

/** Turns a hub's code into its membership there. */
export async function enrolUpstream(server: string, request: EnrolRequest): Promise<EnrolReply> {
  return readJson(await ask(server + routes.enrol.path, asJson(request, {})), enrolReplySchema);
}

function asJson(body: unknown, headers: Readonly<Record<string, string>>): RequestInit {
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Resolves with an answer that says yes. */
async function ask(address: string, init: RequestInit, limitMs = callLimitMs): Promise<Response> {
  const headers = { ...init.headers, [protocolHeader]: String(PROTOCOL_VERSION) };
  const signal = AbortSignal.timeout(limitMs);
  // The token goes to the address that was typed in, and nowhere else.
  const answer = await unlessCut(fetch(address, { ...init, headers, signal, redirect: 'error' }));
  if (answer.ok) return answer;
  const said = v.safeParse(errorReplySchema, await answer.json().catch(() => undefined));
  if (!said.success) throw new UpstreamError('unreachable', `It answered ${String(answer.status)}.`);
  const retryAfterSeconds = Number(answer.headers.get('retry-after') ?? 0);
  throw new UpstreamError(said.output.error, said.output.message, Math.max(0, retryAfterSeconds || 0) * 1_000);
}

async function readJson<Schema extends v.GenericSchema>(
  answer: Response,
  reply: Schema,
): Promise<v.InferOutput<Schema>> {
  const read = v.safeParse(reply, await unlessCut(answer.json()));
  if (!read.success) throw new UpstreamError('unreachable', 'It answered what no server of ours answers.');
  return read.output;
}

async function unlessCut<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new UpstreamError('unreachable', error instanceof Error ? error.message : 'It gave no answer.');
  }
}
