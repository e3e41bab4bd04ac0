import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { formatEnrolLink } from '../../src/shared/enrol-link.ts';

/** A real server process, as people run it. */
export interface ServerProcess {
  readonly address: string;
  readonly port: number;
  /** What it wrote, both ways. */
  readonly output: () => string;
  /** Makes an organisation; the link enrols its first owner, at `through` in place of the server itself. */
  createOrganisation(name: string, through?: string): Promise<string>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it where it is. */
  kill(): Promise<void>;
}

export interface ServerProcessSettings {
  /** Of the embedded database. */
  readonly folder: string;
  /** PostgreSQL in its place. */
  readonly databaseUrl?: string;
  /** The one that it had before; any that is free where absent. */
  readonly port?: number;
}

const operatorKey = 'the-key-of-whoever-runs-it';
const startLimitMs = 30_000;
const createdSchema = v.object({ code: v.string() });

export async function startServerProcess(settings: ServerProcessSettings): Promise<ServerProcess> {
  const { folder, databaseUrl, port = await findFreePort() } = settings;
  const address = `http://127.0.0.1:${String(port)}`;
  const words: Buffer[] = [];
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../scripts/server.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      ADMIT_DATA: folder,
      ADMIT_OPERATOR_KEY: operatorKey,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => words.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => words.push(chunk));
  const ended = once(child, 'exit');
  const output = (): string => Buffer.concat(words).toString();

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    child.kill(signal);
    await ended;
  }

  const giveUpAt = Date.now() + startLimitMs;
  while (!(await isReady(address))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      child.kill('SIGKILL');
      throw new Error(`The server did not start:\n${output()}`);
    }
    await pause(50);
  }
  return {
    address,
    port,
    output,
    async createOrganisation(name, through = address) {
      const answer = await fetch(`${address}/v1/organisations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      });
      const { code } = v.parse(createdSchema, await answer.json());
      return formatEnrolLink({ server: through, code });
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
