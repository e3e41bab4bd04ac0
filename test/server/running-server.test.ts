import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import type { Database } from '../../src/server/store/database.ts';
import { PROTOCOL_VERSION, protocolHeader, routes, streamPath } from '../../src/shared/wire.ts';
import { silentLog } from '../builders/silent-log.ts';
import { deviceId } from '../builders/facts.ts';
import { databases } from './databases.ts';

const operatorKey = 'the-key-of-whoever-runs-it';

describe.each(databases)('a server that listens, on $name', ({ open }) => {
  let database: Database;
  const servers: RunningServer[] = [];

  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  afterAll(() => database.close());

  async function start(limits = {}): Promise<{ server: RunningServer; at: string }> {
    const server = await startServer({ database, log: silentLog, host: '127.0.0.1', port: 0, operatorKey, limits });
    servers.push(server);
    return { server, at: `http://127.0.0.1:${String(server.port)}` };
  }

  function post(address: string, body: unknown, token?: string): Promise<Response> {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      [protocolHeader]: String(PROTOCOL_VERSION),
    };
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    return fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async function enrolOwner({ server, at }: Awaited<ReturnType<typeof start>>): Promise<string> {
    const { code } = await server.createOrganisation('Gala');
    const answer = await post(at + routes.enrol.path, { code, device: deviceId('owner'), formerDevices: [] });
    return ((await answer.json()) as { token: string }).token;
  }

  it('lets a request that has begun come to its end, takes no new one, and ends streams', async () => {
    const started = await start();
    const { server, at } = started;
    const token = await enrolOwner(started);
    const stream = await fetch(at + streamPath, { headers: { authorization: `Bearer ${token}` } });
    const heard = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await heard?.read())?.value).toContain('event: head');
    const body = JSON.stringify({ operations: [{ seq: 1, operation: { kind: 'teleport' } }] });
    const line = connect(server.port, '127.0.0.1');
    line.setEncoding('utf8');
    line.write(
      `POST ${routes.push.path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n` +
        `content-length: ${String(body.length)}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n`,
    );
    // It says that it has begun.
    let answer = String(await once(line, 'data'));
    line.on('data', (text: string) => (answer += text));
    const closed = server.close();
    servers.splice(0);
    line.write(body);
    await once(line, 'close');
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 /);
    expect(answer).toContain('"outcome":"parked"');
    await closed;
    while ((await heard?.read().catch(() => undefined))?.done === false);
    await expect(fetch(`${at}/health`)).rejects.toThrow();
  });

  it('makes organisations for whoever has the operator’s key, and counts the attempts of others', async () => {
    const { at } = await start({ wrongCodesPerAddress: { attempts: 2, seconds: 60 } });
    const address = `${at}/v1/organisations`;
    expect((await post(address, { name: 'Gala' }, operatorKey)).status).toBe(200);
    expect((await post(address, { name: 'Gala' }, operatorKey)).status).toBe(200);
    expect((await post(address, { name: 'Gala' }, `${operatorKey}x`)).status).toBe(401);
    expect((await post(address, { name: 'Gala' })).status).toBe(401);
    const refused = await post(address, { name: 'Gala' }, operatorKey);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('an answer that takes too long is given up, and the laptop is told to come again', async () => {
    const { at } = await start({ answerMs: 1 });
    const held = await openLock();
    const answer = await fetch(`${at}/ready`);
    expect(answer.status).toBe(503);
    await held();
  });

  /** Keeps everybody else from the table that says whether the server is ready. */
  async function openLock(): Promise<() => Promise<void>> {
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    let isHeld: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const done = database.transaction(async (transaction) => {
      await transaction.query('lock table organisations in access exclusive mode');
      isHeld();
      await over;
    });
    await held;
    return async () => {
      end();
      await done;
    };
  }

  it('cannot listen where another one does', async () => {
    const { server } = await start();
    const second = startServer({ database, log: silentLog, host: '127.0.0.1', port: server.port });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
