import * as v from 'valibot';
import { type Operation, operationSchema } from '../../src/shared/operation.ts';
import {
  type Cursor,
  type PullReply,
  type PushAnswer,
  type pushReplySchema,
  routes,
  startCursor,
} from '../../src/shared/wire.ts';
import type { EnrolledLaptop, InjectedServer } from './injected-server.ts';

type Server = Pick<InjectedServer, 'ask'>;
type Laptop = Pick<EnrolledLaptop, 'token'>;

/** Sends operations, or what is none, from a place in the laptop's journal on. */
export function push(
  server: Server,
  { token }: Laptop,
  operations: readonly unknown[],
  from = 1,
): Promise<v.InferOutput<typeof pushReplySchema>> {
  const numbered = operations.map((operation, index) => ({ seq: from + index, operation }));
  return server.ask(routes.push, { token, body: { operations: numbered } });
}

/** Each answer as a word: `applied 3`, `duplicate 1`, `parked: role`. */
export function inWords(answers: readonly PushAnswer[]): readonly string[] {
  return answers.map((answer) =>
    answer.outcome === 'parked' ? `parked: ${answer.reason}` : `${answer.outcome} ${String(answer.position)}`,
  );
}

export function pullRoute({ position, chain }: Cursor) {
  return { ...routes.pull, path: `${routes.pull.path}?after=${String(position)}&chain=${chain}` };
}

export function pull(server: Server, { token }: Laptop, after: Cursor = startCursor): Promise<PullReply> {
  return server.ask(pullRoute(after), { token });
}

/** All rows, page after page. */
export async function pullAll(server: Server, laptop: Laptop): Promise<PullReply['rows']> {
  const rows: PullReply['rows'] = [];
  let cursor: Cursor = startCursor;
  for (;;) {
    const page = await pull(server, laptop, cursor);
    if (page.rows.length === 0) return rows;
    rows.push(...page.rows);
    cursor = page.next;
  }
}

/** What of an operation comes over the line. */
export function sent(operation: Operation): unknown {
  return JSON.parse(JSON.stringify(v.parse(operationSchema, operation)));
}
