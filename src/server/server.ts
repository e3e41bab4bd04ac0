import { createAdaptorServer } from '@hono/node-server';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { createOrganisation, type CreatedOrganisation } from './create-organisation.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Database } from './store/database.ts';

export interface ServerSettings {
  /** With its tables up to date. Whoever opened it closes it, after the server. */
  readonly database: Database;
  readonly log: Log;
  /** Where to listen: `127.0.0.1` for this machine alone, `0.0.0.0` for the whole network. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly operatorKey?: string | undefined;
  /** How many reverse proxies of one's own stand in front. */
  readonly proxies?: number;
  /** `elsewhere`: the server above sets credits aside, not this one. */
  readonly leases?: 'here' | 'elsewhere';
  readonly limits?: Partial<Limits>;
  /** UTC milliseconds; this machine's clock where absent. */
  readonly now?: () => number;
}

export interface RunningServer {
  readonly address: string;
  readonly port: number;
  /** Takes no new requests, ends streams, and lets requests finish for up to ten seconds. */
  close(): Promise<void>;
  createOrganisation(name: string): Promise<CreatedOrganisation>;
}

const finishMs = 10_000;
const lookMs = 50;
/** Slow enough for a bad line, fast enough that nobody occupies a connection for nothing. */
const headersMs = 15_000;
const requestMs = 120_000;

/** Starts to answer requests. Rejects when it cannot listen there. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const { database, log, host, port, now = () => Date.now() } = settings;
  const means = { database, random: randomBytes, now };
  const stopping = new AbortController();
  const app = createApp({ ...settings, ...means, stopping: stopping.signal });
  const server = createAdaptorServer({
    fetch: app.fetch,
    // It would replace what the process that runs this has.
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: headersMs, requestTimeout: requestMs },
  }) as Server;
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: actualPort } = server.address() as AddressInfo;
  log.info({ address, port: actualPort, database: database.kind }, 'listening');
  return {
    address,
    port: actualPort,
    async close() {
      stopping.abort();
      const closed = once(server, 'close');
      server.close();
      // Lines that laptops keep open for their next request end as soon as the last one is answered.
      const idle = setInterval(() => server.closeIdleConnections(), lookMs);
      const limit = setTimeout(() => server.closeAllConnections(), finishMs);
      await closed;
      clearInterval(idle);
      clearTimeout(limit);
      log.info({ port: actualPort }, 'stopped');
    },
    createOrganisation: (name) => createOrganisation(means, name),
  };
}
