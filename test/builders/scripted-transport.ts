import type { Hash } from '../../src/shared/ids.ts';
import type { ErrorCode, ErrorReply } from '../../src/shared/wire-error.ts';
import type {
  Answer,
  Failure,
  Refused,
  RouteName,
  RouteReply,
  RouteRequest,
  Transport,
  Unreachable,
} from '../../src/renderer/sync/transport.ts';

export const unreachable: Unreachable = { kind: 'unreachable' };

/** A server's no, with the status that it comes with. */
export function refused(
  error: ErrorCode,
  status: number,
  facts: Partial<ErrorReply> & Pick<Refused, 'retryAfterMs'> = {},
): Refused {
  const { retryAfterMs, ...said } = facts;
  const failure: Refused = { kind: 'refused', status, error: { error, message: 'No.', ...said } };
  return retryAfterMs === undefined ? failure : { ...failure, retryAfterMs };
}

/** What it says to a request: a reply (put together anew each time), or a failure. */
type Script = {
  [R in RouteName]?: (request: RouteRequest<R>) => Omit<RouteReply<R>, 'serverAt'> | Failure;
};

/** A server that says what is laid down for it; nothing where nothing is. Segments are kept, unless it is told otherwise. */
export interface ScriptedTransport extends Transport {
  /** May be changed at any time. */
  script: Script;
  readonly asked: { readonly route: RouteName; readonly request: unknown }[];
  readonly segments: Map<Hash, Uint8Array<ArrayBuffer>>;
  /** What sending or fetching a segment comes to instead, while set. */
  segmentFailure: ((hash: Hash) => Failure | undefined) | undefined;
  /** Which hashes were sent, and which fetched, in order, the vain attempts too. */
  readonly put: Hash[];
  readonly got: Hash[];
  readonly tokens: string[];
  /** What the server's clock shows (UTC milliseconds). */
  serverAt: () => number;
}

export function aTransport(script: Script = {}): ScriptedTransport {
  const transport: ScriptedTransport = {
    script,
    asked: [],
    segments: new Map(),
    segmentFailure: undefined,
    put: [],
    got: [],
    tokens: [],
    serverAt: () => 0,
    async call<R extends RouteName>(route: R, request: RouteRequest<R>): Promise<Answer<RouteReply<R>>> {
      transport.asked.push({ route, request });
      const answer = (transport.script[route] as ((request: unknown) => object) | undefined)?.(request) ?? unreachable;
      if (isFailure(answer)) return answer;
      return { kind: 'ok', value: { serverAt: transport.serverAt(), ...answer } };
    },
    async getSegment(hash) {
      transport.got.push(hash);
      const failure = transport.segmentFailure?.(hash);
      if (failure !== undefined) return failure;
      const bytes = transport.segments.get(hash);
      return bytes === undefined ? refused('not-found', 404) : { kind: 'ok', value: bytes };
    },
    async putSegment(hash, bytes) {
      transport.put.push(hash);
      const failure = transport.segmentFailure?.(hash);
      if (failure !== undefined) return failure;
      transport.segments.set(hash, bytes);
      return { kind: 'ok', value: undefined };
    },
    stream: async () => unreachable,
    useToken: (token) => transport.tokens.push(token),
  };
  return transport;
}

function isFailure(answer: object): answer is Failure {
  return 'kind' in answer && (answer.kind === 'unreachable' || answer.kind === 'refused');
}
