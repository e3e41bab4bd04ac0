import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { problem } from './problem.ts';
import { runProgram } from './run-program.ts';
import { installPackages, isOnPath } from './system-libraries.ts';

/** A PostgreSQL server for tests: on this machine only, with data that goes away, and as durable as a real one. */
export interface ThrowAwayPostgresql {
  /** Of its first database, with the rights to make others. */
  readonly url: string;
  /** Stops it and removes its data. That also happens when this process ends in any other way. */
  stop(): Promise<void>;
}

/** Where Debian and its kin put the programs, by version. */
const installedIn = '/usr/lib/postgresql';
const startTimeoutMs = 30_000;

/**
 * Looks for PostgreSQL's programs, and as root on Debian and its kin installs them. Returns undefined when they are
 * there, else what to do, for people.
 */
export async function ensurePostgresql(): Promise<string | undefined> {
  if ((await findPrograms()) !== undefined) return undefined;
  const advice =
    'PostgreSQL is not installed. Run: sudo apt-get install --yes postgresql, or give ADMIT_TEST_DATABASE_URL.';
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !(await isOnPath('apt-get'))) return advice;
  console.error('Installing PostgreSQL (apt-get) ...');
  const failure = await installPackages(['postgresql']);
  return (await findPrograms()) === undefined ? `${failure ?? ''} ${advice}`.trim() : undefined;
}

/** Starts a server with an empty cluster on a free port. Refuses when PostgreSQL is not installed or does not start. */
export async function startPostgresql(): Promise<ThrowAwayPostgresql> {
  const programs = await findPrograms();
  if (programs === undefined) throw problem('PostgreSQL is not installed.');
  const account = await serverAccount();
  const folder = await mkdtemp(join(tmpdir(), 'admit-postgresql-'));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  const port = await findFreePort();
  const server = spawn('/bin/sh', ['-c', serveUntilParentEnds], {
    cwd: folder,
    env: { ...process.env, PROGRAMS: programs, FOLDER: folder, PORT: String(port) },
    stdio: ['pipe', 'ignore', 'pipe'],
    ...account,
  });
  const words: Buffer[] = [];
  server.stderr.on('data', (chunk: Buffer) => words.push(chunk));
  const ended = once(server, 'close');

  async function stop(): Promise<void> {
    server.stdin.end();
    await ended;
    await rm(folder, { recursive: true, force: true });
  }

  const url = `postgres://admit@127.0.0.1:${port}/postgres`;
  const startedAt = Date.now();
  while (!(await doesAnswer(url))) {
    if (server.exitCode !== null || Date.now() > startedAt + startTimeoutMs) {
      await stop();
      throw problem(`PostgreSQL did not start:\n${Buffer.concat(words).toString()}`);
    }
    await pause(50);
  }
  return { url, stop };
}

/** Its standard input ends when this process ends, however that happens; then the server and its data go too. */
const serveUntilParentEnds = `
  trap '' INT TERM HUP
  # What runs in the background has no standard input of its own.
  exec 3<&0
  "$PROGRAMS/initdb" --pgdata "$FOLDER/data" --username admit --auth trust --encoding UTF8 --no-locale --no-sync >&2 || exit 1
  "$PROGRAMS/postgres" -D "$FOLDER/data" -p "$PORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on >&2 3<&- &
  server=$!
  { cat > /dev/null; while kill -QUIT $server; do sleep 0.2; done; } <&3 2> /dev/null &
  wait $server
  rm -rf "$FOLDER/data"
`;

async function findPrograms(): Promise<string | undefined> {
  const versions = await readdir(installedIn).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(installedIn, newest, 'bin');
}

/** PostgreSQL refuses to run as root; its packages bring an account of its own. */
async function serverAccount(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { output } = await runProgram('id', ['-u', 'postgres'], { output: 'keep' });
  const group = await runProgram('id', ['-g', 'postgres'], { output: 'keep' });
  return { uid: Number(output), gid: Number(group.output) };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function doesAnswer(url: string): Promise<boolean> {
  const client = new Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
