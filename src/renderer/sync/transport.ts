import type * as v from 'valibot';
import type { EventId, Hash } from '../../shared/ids.ts';
import type { Cursor, LogHead, routes } from '../../shared/wire.ts';
import type { ErrorReply } from '../../shared/wire-error.ts';

type Routes = typeof routes;
export type RouteName = keyof Routes;
export type RouteReply<R extends RouteName> = v.InferOutput<Routes[R]['reply']>;

/** What routes without a body are told in their address. */
interface Addressed {
  readonly pull: Cursor;
  readonly snapshot: EventId;
}

export type RouteRequest<R extends RouteName> = Routes[R]['request'] extends v.GenericSchema
  ? v.InferInput<Routes[R]['request']>
  : R extends keyof Addressed
    ? Addressed[R]
    : undefined;

/** The server has answered, and does not do it. */
export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly error: ErrorReply;
  /** The server asks not to be asked again for so long. */
  readonly retryAfterMs?: number;
}

/** No answer, or none of a server of ours. Whether it has done what was asked is not known. */
export interface Unreachable {
  readonly kind: 'unreachable';
}

export type Failure = Refused | Unreachable;
export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

/** The way to one server. Never rejects: what goes wrong is an answer too. */
export interface Transport {
  call<R extends RouteName>(route: R, request: RouteRequest<R>): Promise<Answer<RouteReply<R>>>;
  getSegment(hash: Hash): Promise<Answer<Uint8Array<ArrayBuffer>>>;
  putSegment(hash: Hash, bytes: Uint8Array<ArrayBuffer>): Promise<Answer<undefined>>;
  /**
   * Listens until the signal ends it or the connection does. Tells of each new end of the log, and of every other sign
   * of life with undefined, the first time once the server listens to us.
   */
  stream(onNews: (head: LogHead | undefined) => void, signal: AbortSignal): Promise<Failure>;
  /** From now on the laptop proves with this one who it is. */
  useToken(token: string): void;
}
