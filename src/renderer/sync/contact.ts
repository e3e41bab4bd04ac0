import { offsetOf, readClock, type ServerClock, unreadClock } from '../../shared/server-clock.ts';
import type { Answer, RouteName, RouteReply, RouteRequest, Transport } from './transport.ts';

/** The transport, with what its answers say by the way: that the server is there, and what time it is there. */
export interface Contact extends Pick<Transport, 'call' | 'getSegment' | 'putSegment'> {
  readonly link: () => 'connecting' | 'online' | 'offline';
  /** Null before the first sign of life. */
  readonly lastAt: () => number | null;
  /** The server's clock minus this laptop's, in milliseconds; undefined before the first answer. */
  readonly offsetMs: () => number | undefined;
  /** Something has come from the server by another way. */
  readonly alive: () => void;
}

export function createContact(transport: Transport, now: () => number): Contact {
  let clock: ServerClock = unreadClock;
  let link: ReturnType<Contact['link']> = 'connecting';
  let lastAt: number | null = null;

  function alive(): void {
    link = 'online';
    lastAt = now();
  }

  function heard<T>(answer: Answer<T>): Answer<T> {
    if (answer.kind === 'unreachable') link = 'offline';
    else alive();
    return answer;
  }

  return {
    async call<R extends RouteName>(route: R, request: RouteRequest<R>): Promise<Answer<RouteReply<R>>> {
      const askedAt = now();
      const answer = await transport.call(route, request);
      if (answer.kind === 'ok') clock = readClock(clock, askedAt, now(), answer.value.serverAt);
      return heard(answer);
    },
    getSegment: async (hash) => heard(await transport.getSegment(hash)),
    putSegment: async (hash, bytes) => heard(await transport.putSegment(hash, bytes)),
    link: () => link,
    lastAt: () => lastAt,
    offsetMs: () => offsetOf(clock),
    alive,
  };
}
