import * as v from 'valibot';
import type { JsonRoute } from '../../src/server/answer.ts';
import { createApp } from '../../src/server/app.ts';
import { createOrganisation, type CreatedOrganisation } from '../../src/server/create-organisation.ts';
import type { Log } from '../../src/server/log.ts';
import type { ServerApp } from '../../src/server/server-app.ts';
import type { Database } from '../../src/server/store/database.ts';
import type { OrganisationId } from '../../src/shared/ids.ts';
import { PROTOCOL_VERSION, protocolHeader, type LogHead } from '../../src/shared/wire.ts';
import type { Chance } from './chance.ts';
import type { Counters } from './counters.ts';
import type { HttpRequest } from './network.ts';
import { type Backups, perilous, type ServerCrash, watchGrowth } from './server-storage.ts';

/** The real server, in processes that end and start again. It keeps nothing but what is in the database. */
export interface SimulatedServer {
  found(name: string): Promise<CreatedOrganisation>;
  /** Undefined where the process ends before it answers. */
  handle(request: HttpRequest): Promise<Response | undefined>;
  /** By a line that is always up, as the desk beside the server has it. */
  handleSurely(request: HttpRequest): Promise<Response>;
  /** Asks by that line. Rejects where it is refused. */
  ask<R extends JsonRoute>(route: R, token: string, body?: unknown): Promise<v.InferOutput<R['reply']>>;
  /** The same; undefined where it is refused. */
  tryToAsk<R extends JsonRoute>(route: R, token: string, body: unknown): Promise<v.InferOutput<R['reply']> | undefined>;
  /** Ends the process in the middle of the next thing it does. */
  crash(how: ServerCrash): void;
  backUp(organisation: OrganisationId): Promise<void>;
  restore(organisation: OrganisationId): Promise<void>;
}

interface ServerParts {
  readonly database: Database;
  readonly backups: Backups;
  readonly chance: Chance;
  readonly counters: Counters;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly onGrown: (head: LogHead) => void;
  /** Something went wrong that no crash explains. */
  readonly onError: (words: string) => void;
}

export function startSimulatedServer(parts: ServerParts): SimulatedServer {
  const { backups, chance, counters, now, onGrown, onError } = parts;
  const storage = perilous(parts.database);
  const database = watchGrowth(storage.database, (position) => onGrown({ position, chain: noChain, balances: {} }));
  const random = chance.bytes;
  let app = start();

  function start(): ServerApp {
    return createApp({ database, random, now, log: logTo(onServerError) });
  }

  let error: string | undefined;
  function onServerError(words: string): void {
    error ??= words;
  }

  /** Errors are what a crash looks like to the process; all others are told. */
  function sayErrors(): void {
    if (error !== undefined) onError(`The server: ${error}`);
    error = undefined;
  }

  async function handle({ path, init }: HttpRequest): Promise<Response | undefined> {
    const answer = await app.request(path, init, { incoming: { socket: { remoteAddress: '192.0.2.1' } } as never });
    const crash = storage.takeCrash();
    if (crash !== undefined) {
      counters.count(crash === 'after-commit' ? 'server crashes after the commit' : 'server crashes');
      error = undefined;
      app = start();
      return undefined;
    }
    sayErrors();
    return answer;
  }

  async function handleSurely(request: HttpRequest): Promise<Response> {
    storage.plan(undefined);
    const answer = await handle(request);
    if (answer === undefined) throw new Error('The process ended without a plan');
    return answer;
  }

  async function ask<R extends JsonRoute>(route: R, token: string, body?: unknown): Promise<v.InferOutput<R['reply']>> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = {
      [protocolHeader]: String(PROTOCOL_VERSION),
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    };
    const answer = await handleSurely({ path: route.path, init: { method: route.method, headers, ...json } });
    const reply: unknown = await answer.json();
    if (answer.status !== 200) throw new Error(`${route.path}: ${JSON.stringify(reply)}`);
    return v.parse(route.reply, reply);
  }

  return {
    found: (name) => createOrganisation({ database, random, now }, name),
    handle,
    handleSurely,
    ask,
    tryToAsk: (route, token, body) => ask(route, token, body).catch(() => undefined),
    crash: storage.plan,
    backUp: backups.take,
    async restore(organisation) {
      await backups.bringBack(organisation);
      counters.count('server restores');
      app = start();
    },
  };
}

const noChain = '0'.repeat(64) as LogHead['chain'];

/** What the server notes as an error must not happen; warnings are of its trade. */
function logTo(onError: (words: string) => void): Log {
  const silent = (): void => undefined;
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: (fields: { readonly err?: unknown }, message) =>
      onError(`${message} ${fields.err instanceof Error ? (fields.err.stack ?? '') : JSON.stringify(fields)}`),
  };
}
