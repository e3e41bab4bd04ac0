import { useEffect, useState } from 'react';
import type { Answer, Failure, RouteName, RouteReply, RouteRequest, Transport } from './transport.ts';

/** Routes that are asked without saying anything. */
type PlainRoute = { [R in RouteName]: undefined extends RouteRequest<R> ? R : never }[RouteName];

interface Asked<R extends RouteName> {
  /** The last answer; undefined before the first. Stays while it is asked for anew. */
  readonly reply: RouteReply<R> | undefined;
  /** Why the last attempt brought none. */
  readonly failure: Failure | undefined;
  readonly isAsking: boolean;
  readonly ask: () => void;
}

/** What the server answers, asked for when the screen comes up and whenever `ask` is called. */
export function useReply<R extends PlainRoute>(request: Transport['call'], route: R): Asked<R> {
  const [attempt, setAttempt] = useState(1);
  const [answered, setAnswered] = useState(0);
  const [reply, setReply] = useState<RouteReply<R>>();
  const [failure, setFailure] = useState<Failure>();

  useEffect(() => {
    let isCurrent = true;
    function take(answer: Answer<RouteReply<R>>): void {
      if (!isCurrent) return;
      if (answer.kind === 'ok') setReply(answer.value);
      setFailure(answer.kind === 'ok' ? undefined : answer);
      setAnswered(attempt);
    }
    void request(route, undefined as RouteRequest<R>).then(take);
    return () => {
      isCurrent = false;
    };
  }, [request, route, attempt]);

  return { reply, failure, isAsking: answered < attempt, ask: () => setAttempt((before) => before + 1) };
}
