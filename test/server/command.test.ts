import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '../../src/server/store/folder-lock.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import { migrations } from '../../src/server/store/migrations.ts';
import { openDatabase } from '../../src/server/store/open-database.ts';
import { readEnrolLink } from '../../src/shared/enrol-link.ts';
import { PROTOCOL_VERSION, protocolHeader, routes } from '../../src/shared/wire.ts';
import { silentLog } from '../builders/silent-log.ts';
import { deviceId } from '../builders/facts.ts';
import { makeDatabase } from './databases.ts';

const command = join(import.meta.dirname, '../../scripts/server.ts');
const running: { readonly child: ChildProcess; readonly ended: Promise<unknown> }[] = [];

interface Note {
  readonly msg: string;
  readonly port?: number;
}

/** Starts the command as people do. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [command, ...args], { env: { PATH, HOME, PORT: '0', ...env } });
  let notes = '';
  let words = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (notes += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const lines = (): readonly Note[] =>
    notes
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Note);

  /** Resolves with the note that says this. */
  async function noted(msg: string): Promise<Note> {
    for (;;) {
      const found = notes.includes(`"${msg}"`) ? lines().find((note) => note.msg === msg) : undefined;
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`It ended: ${words}`);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
  }

  async function told(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(words);
      if (found !== null) return found;
      if (child.exitCode !== null) throw new Error(`It ended: ${words}`);
      await Promise.race([once(child.stderr, 'data'), ended]);
    }
  }

  const started = {
    child,
    ended,
    noted,
    told,
    lines,
    words: () => words,
    notes: () => notes,
    async address(): Promise<string> {
      return `http://127.0.0.1:${String((await noted('listening')).port ?? 0)}`;
    },
  };
  running.push(started);
  return started;
}

function enrol(address: string, code: string): Promise<Response> {
  return fetch(address + routes.enrol.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [protocolHeader]: String(PROTOCOL_VERSION) },
    body: JSON.stringify({ code, device: deviceId('owner'), formerDevices: [] }),
  });
}

describe('npm run server', () => {
  let folder: string;
  let made: Awaited<ReturnType<typeof makeDatabase>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admit-command-'));
    made = await makeDatabase();
  });
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  afterAll(async () => {
    await made.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('makes an organisation, whose owner enrols with what it prints, and ends in order when it is told to', async () => {
    const server = start(['--new-organisation', 'Gala', '--database-url', made.url]);
    const address = await server.address();
    const link = readEnrolLink((await server.told(/admit:\/\/\S+/))[0]);
    expect(link?.server).toBe(address);
    expect(server.words()).toContain(`${link?.code.slice(0, 4) ?? ''}-${link?.code.slice(4) ?? ''}`);
    const reply = await enrol(address, link?.code ?? '');
    expect(await reply.json()).toMatchObject({ role: 'owner', organisation: { name: 'Gala' } });
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.lines().map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['listening', 'enrolled', 'stopping', 'stopped']),
    );
    expect(server.notes()).not.toContain(link?.code ?? 'x');
    await expect(fetch(`${address}/health`)).rejects.toThrow();
  });

  it('keeps what it has in a folder of its own, from one start to the next', async () => {
    const first = start(['--data', folder, '--new-organisation', 'Gala']);
    const code = readEnrolLink((await first.told(/admit:\/\/\S+/))[0])?.code ?? '';
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const second = start(['--data', folder]);
    expect((await enrol(await second.address(), code)).status).toBe(200);
  });

  it('told to end once more, it ends at once', async () => {
    const server = start(['--database-url', made.url]);
    const port = (await server.noted('listening')).port ?? 0;
    // A request that does not come to its end would keep it for a while.
    const line = connect(port, '127.0.0.1');
    line.on('error', () => undefined);
    line.write(
      `POST /v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\nexpect: 100-continue\r\n\r\n`,
    );
    await once(line, 'data');
    server.child.kill('SIGTERM');
    await server.noted('stopping');
    const again = setInterval(() => server.child.kill('SIGTERM'), 50);
    expect(await server.ended).toBe(1);
    clearInterval(again);
    line.destroy();
    expect(server.lines().map(({ msg }) => msg)).toContain('stopped at once');
  });

  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const server = start(['--port', port, '--database-url', made.url]);
    expect(await server.ended).toBe(1);
    expect(server.words()).toContain(`Another program uses port ${port} already.`);
    other.close();
  });

  it('says that this machine has no such address', async () => {
    const server = start(['--host', '192.0.2.1', '--database-url', made.url]);
    expect(await server.ended).toBe(1);
    expect(server.words()).toContain('This machine has no address 192.0.2.1.');
  });

  it('says that the database cannot be reached, and keeps its password to itself', async () => {
    const server = start([], { DATABASE_URL: 'postgres://admit:swordfish@127.0.0.1:1/nothing' });
    expect(await server.ended).toBe(1);
    expect(server.words()).toContain('The database at DATABASE_URL does not let us in');
    expect(server.words() + server.notes()).not.toContain('swordfish');
  });

  it('says who is using the folder', async () => {
    const lock = await lockFolder(folder, () => undefined);
    const server = start(['--data', folder]);
    expect(await server.ended).toBe(1);
    expect(server.words()).toContain(`Process ${String(process.pid)} on `);
    expect(server.words()).toContain(`is using the folder ${folder}`);
    await lock.release();
  });

  it('leaves a database of a newer version as it is', async () => {
    const { url, remove } = await makeDatabase();
    const database = await openDatabase({ url }, silentLog);
    await migrate(database, [...migrations, 'create table of_tomorrow (id integer)']);
    await database.close();
    const server = start(['--database-url', url]);
    expect(await server.ended).toBe(1);
    expect(server.words()).toContain('made by a newer version of Admit');
    await remove();
  });

  it.each([
    [['--port', 'many'], {}, 'PORT: is no whole number'],
    [[], { LOG_LEVEL: 'loud' }, 'LOG_LEVEL: is none of'],
    [['--colour', 'red'], {}, `Unknown option '--colour'`],
  ])('says which setting it cannot follow: %j %j', async (args, env, words) => {
    const server = start(args, env);
    expect(await server.ended).toBe(2);
    expect(server.words()).toContain(words);
    expect(server.words()).toContain('--new-organisation');
  });

  it('says how it can be set', async () => {
    const server = start(['--help']);
    expect(await server.ended).toBe(0);
    expect(server.notes()).toContain('DATABASE_URL');
  });
});
