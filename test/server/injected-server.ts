import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { createApp } from '../../src/server/app.ts';
import type { JsonRoute } from '../../src/server/answer.ts';
import { createOrganisation } from '../../src/server/create-organisation.ts';
import type { Limits } from '../../src/server/limits.ts';
import type { Log } from '../../src/server/log.ts';
import type { Database } from '../../src/server/store/database.ts';
import type { DeviceId, EventId } from '../../src/shared/ids.ts';
import type { Role } from '../../src/shared/role.ts';
import { type EnrolReply, PROTOCOL_VERSION, protocolHeader, routes } from '../../src/shared/wire.ts';
import { type ErrorReply, errorReplySchema } from '../../src/shared/wire-error.ts';
import { deviceId } from '../builders/facts.ts';

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the request seems to come from. */
  readonly from?: string;
}

export interface EnrolledLaptop {
  readonly device: DeviceId;
  readonly token: string;
  readonly reply: EnrolReply;
}

export type InjectedServer = Awaited<ReturnType<typeof openInjectedServer>>;

interface InjectedFacts {
  readonly limits?: Partial<Limits>;
  readonly operatorKey?: string;
  readonly proxies?: number;
  readonly leases?: 'here' | 'elsewhere';
  /** Two servers on one database must not make the same secrets. */
  readonly secrets?: string;
}

export const startsAt = Date.UTC(2026, 5, 1, 9);

/** The server as a function, on a database of the test's, with a clock that stands still until it is moved. */
export async function openInjectedServer(database: Database, { secrets = 'one', ...facts }: InjectedFacts = {}) {
  const lines: LogLine[] = [];
  const note =
    (level: keyof Log) =>
    (fields: object, message: string): void => {
      lines.push({ level, message, fields: { ...fields } });
    };
  const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const clock = { at: startsAt };
  const stopping = new AbortController();
  const means = { database, random: countedRandom(secrets), now: () => clock.at };
  const app = createApp({ ...means, ...facts, log, stopping: stopping.signal });

  async function request(method: string, path: string, { token, body, headers = {}, from = '192.0.2.1' }: Asked = {}) {
    return app.request(
      path,
      {
        method,
        headers: {
          [protocolHeader]: String(PROTOCOL_VERSION),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: asBody(body) }),
      },
      { incoming: { socket: { remoteAddress: from } } },
    );
  }

  /** Asks a route and expects it to be done; its reply is checked by its schema. */
  async function ask<R extends JsonRoute>(route: R, asked: Asked = {}): Promise<v.InferOutput<R['reply']>> {
    const answer = await request(route.method, route.path, asked);
    const reply: unknown = await answer.json();
    if (answer.status !== 200) throw new Error(`${String(answer.status)} ${JSON.stringify(reply)}`);
    return v.parse(route.reply, reply);
  }

  /** Asks a route and expects it to be refused. */
  async function askInVain(
    { method, path }: Pick<JsonRoute, 'path'> & { readonly method: string },
    asked: Asked = {},
  ): Promise<ErrorReply & { readonly status: number; readonly headers: Headers }> {
    const { status, headers, ...answer } = await read(await request(method, path, asked));
    if (status < 400) throw new Error(`It was done: ${JSON.stringify(answer.body)}`);
    return { ...v.parse(errorReplySchema, answer.body), status, headers };
  }

  async function enrol(code: string, name: string, formerDevices: readonly DeviceId[] = []): Promise<EnrolledLaptop> {
    const device = deviceId(name);
    const reply = await ask(routes.enrol, { body: { code, device, name, formerDevices } });
    return { device, token: reply.token, reply };
  }

  /** Makes an organisation with its owner's laptop. */
  async function found(name: string) {
    const { organisation, code } = await createOrganisation(means, name);
    return { organisation, owner: await enrol(code, `${name} owner`) };
  }

  /** Enrols a laptop by a code of another's. */
  async function invite(by: EnrolledLaptop, role: Role, name: string, events: readonly EventId[] | null = null) {
    const body = { name, role, events, minutes: 10 };
    const { code } = await ask(routes.createCode, { token: by.token, body });
    return enrol(code, name);
  }

  return { app, database, lines, clock, stopping, means, request, ask, askInVain, enrol, found, invite };
}

async function read(answer: Response) {
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown };
}

function asBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

/** Bytes that look random and are the same in every run. */
function countedRandom(secrets: string): (count: number) => Uint8Array {
  let made = 0;
  return (count) => {
    made += 1;
    return new Uint8Array(
      createHash('sha512')
        .update(`${secrets} ${String(made)}`)
        .digest()
        .subarray(0, count),
    );
  };
}
