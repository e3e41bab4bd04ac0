import { type ErrorCode, errorCodeSchema } from '../../src/shared/wire-error.ts';
import type { Answer, RouteName, RouteReply, RouteRequest, Transport } from '../../src/renderer/sync/transport.ts';
import * as v from 'valibot';

/** What each address answers: a reply, the code it refuses with, or nothing at all. */
export type Answers = { [R in RouteName]?: unknown };

/** A server that gives the answers laid down for it, and remembers what it was asked. */
export interface AnsweringServer {
  readonly request: Transport['call'];
  /** May be changed at any time. */
  readonly answers: Answers;
  asked(route: RouteName): readonly unknown[];
}

export function answering(answers: Answers): AnsweringServer {
  const asked: { readonly route: RouteName; readonly body: unknown }[] = [];
  async function request<R extends RouteName>(route: R, body: RouteRequest<R>): Promise<Answer<RouteReply<R>>> {
    asked.push({ route, body });
    const answer = answers[route] ?? 'unreachable';
    if (answer === 'unreachable') return { kind: 'unreachable' };
    if (isErrorCode(answer))
      return { kind: 'refused', status: 400, error: { error: answer, message: 'As the server says.' } };
    return { kind: 'ok', value: answer as RouteReply<R> };
  }
  return {
    request,
    answers,
    asked: (route) => asked.filter((each) => each.route === route).map(({ body }) => body),
  };
}

function isErrorCode(answer: unknown): answer is ErrorCode {
  return v.is(errorCodeSchema, answer);
}
