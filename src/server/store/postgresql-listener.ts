import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startListeners, type Listeners } from './listeners.ts';
import type { Log } from '../log.ts';
import { startTurns } from './turns.ts';

/** One connection that hears the notices of all processes, and comes back after it was lost. */
export interface PostgresqlListener {
  listen(channel: string, onNotice: (text: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const connectTimeoutMs = 10_000;
/** A connection whose other end vanished without a word is found out by asking. */
const heartbeatMs = 15_000;
const answerTimeoutMs = 10_000;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** Connects when the first one listens. */
export function startPostgresqlListener(url: string, log: Log): PostgresqlListener {
  const listeners = startListeners(log);
  const turns = startTurns();
  const closing = new AbortController();
  let client: Client | undefined;

  async function connect(): Promise<Client> {
    const next = await connectListener(url, listeners);
    next.once('end', () => {
      if (client !== next) return;
      client = undefined;
      log.warn({}, 'the connection that hears of news in the database was lost');
      void reconnect();
    });
    return next;
  }

  async function reconnect(): Promise<void> {
    for (let attempt = 0; !closing.signal.aborted; attempt += 1) {
      await pause(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt), undefined, {
        signal: closing.signal,
        ref: false,
      }).catch(() => undefined);
      const isBack = await turns.take(comeBack);
      if (isBack) return listeners.callAll();
    }
  }

  async function comeBack(): Promise<boolean> {
    if (closing.signal.aborted) return false;
    try {
      client ??= await connect();
      return true;
    } catch (error) {
      log.warn({ err: error }, 'the database cannot be reached to hear of news');
      return false;
    }
  }

  /** While the connection is lost there is nothing to tell: the next one is told everything. */
  async function tell(command: string): Promise<void> {
    await turns.take(async () => {
      if (client !== undefined) await client.query(command);
      else if (isFirst) client = await connect();
      isFirst = false;
    });
  }
  let isFirst = true;

  return {
    listen: (channel, onNotice) => listeners.add(channel, onNotice, tell),
    async close() {
      closing.abort();
      await turns.take(async () => {
        const last = client;
        client = undefined;
        await last?.end();
      });
    },
  };
}

async function connectListener(url: string, listeners: Listeners): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'admit-listener',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: answerTimeoutMs,
    keepAlive: true,
  });
  // `end` follows, and is what counts.
  client.on('error', () => undefined);
  client.on('notification', ({ channel, payload = '' }) => listeners.call(channel, payload));
  await client.connect();
  try {
    for (const command of listeners.commands()) await client.query(command);
  } catch (error) {
    await client.end();
    throw error;
  }
  const heartbeat = setInterval(() => {
    client.query('select 1').catch(() => client.connection.stream.destroy());
  }, heartbeatMs);
  heartbeat.unref();
  client.once('end', () => clearInterval(heartbeat));
  return client;
}
