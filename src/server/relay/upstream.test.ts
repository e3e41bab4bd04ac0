import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { hashSchema } from '../../shared/ids.ts';
import { PROTOCOL_VERSION, startCursor } from '../../shared/wire.ts';
import { connectUpstream, enrolUpstream, UpstreamError } from './upstream.ts';

const hash = v.parse(hashSchema, 'a'.repeat(64));
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** What a call came to. */
async function problemOf(call: Promise<unknown>): Promise<Partial<UpstreamError>> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UpstreamError)) throw new Error(`It was done, or failed otherwise: ${String(error)}`);
  const { problem, retryAfterMs, message } = error;
  return { problem, retryAfterMs, message };
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const refusal = (error: string) => ({ error, message: 'For people.' });

describe('what is no answer of a server of ours', () => {
  const loginPage: RequestListener = (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to our Wi-Fi</h1>');
  it.each<[string, RequestListener]>([
    ['a login page', loginPage],
    ['a bad gateway', (_, response) => void response.writeHead(502).end('bad gateway')],
    ['JSON of something else', (_, response) => json(response, 200, { ok: true })],
    ['an error of something else', (_, response) => json(response, 404, { error: 'no such page' })],
    ['a connection that is cut', (_, response) => void response.socket?.destroy()],
    [
      'an answer that is cut',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"serverAt":1');
        setImmediate(() => response.socket?.destroy());
      },
    ],
  ])('%s counts as no answer', async (_, answer) => {
    const upstream = connectUpstream(await serve(answer), 'token');
    const calls = [
      () => upstream.push({ operations: [{ seq: 1, operation: {} }] }),
      () => upstream.pull(startCursor),
      () => upstream.missingSegments([hash]),
      () => upstream.putSegment(hash, new Uint8Array(3)),
    ];
    for (const call of calls) {
      const { problem, message } = await problemOf(call());
      expect(problem).toBe('unreachable');
      expect(message).not.toContain('Wel');
    }
  });

  it('nothing at all', async () => {
    const [server] = [await serve(loginPage)];
    servers.splice(0).forEach((each) => each.close());
    expect(await problemOf(connectUpstream(server, 'token').pull(startCursor))).toMatchObject({
      problem: 'unreachable',
    });
  });
});

describe('what a server of ours refuses', () => {
  it.each(['revoked', 'diverged', 'update-needed', 'too-large', 'unavailable'])('"%s" is told apart', async (error) => {
    const upstream = connectUpstream(await serve((_, response) => json(response, 409, refusal(error))), 'token');
    expect(await problemOf(upstream.pull(startCursor))).toEqual({
      problem: error,
      retryAfterMs: 0,
      message: 'For people.',
    });
  });

  it.each([
    ['7', 7_000],
    ['-3', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
  ])('it is asked again after "%s" as it wishes', async (header, retryAfterMs) => {
    const server = await serve((_, response) =>
      json(response, 429, refusal('rate-limited'), { 'retry-after': header }),
    );
    expect(await problemOf(connectUpstream(server, 'token').pull(startCursor))).toMatchObject({ retryAfterMs });
  });
});

it('every call brings the token and the protocol; a code is sent without either token', async () => {
  const seen: string[] = [];
  const server = await serve((request, response) => {
    const { authorization = '', 'admit-protocol': protocol } = request.headers;
    seen.push([request.method, request.url, authorization, String(protocol)].join(' '));
    json(response, 503, refusal('unavailable'));
  });
  const upstream = connectUpstream(server, 'token');
  await problemOf(upstream.push({ operations: [{ seq: 1, operation: {} }] }));
  await problemOf(upstream.pull({ position: 7, chain: hash }));
  await problemOf(upstream.getSegment(hash));
  await problemOf(upstream.putSegment(hash, new Uint8Array(3)));
  const enrolment = { code: 'K7QM3XVD', device: '01890000-0000-7000-8000-00000000000b', formerDevices: [] };
  await problemOf(enrolUpstream(server, enrolment as unknown as Parameters<typeof enrolUpstream>[1]));
  const version = String(PROTOCOL_VERSION);
  expect(seen).toEqual([
    `POST /v1/push Bearer token ${version}`,
    `GET /v1/pull?after=7&chain=${hash} Bearer token ${version}`,
    `GET /v1/segments/${hash} Bearer token ${version}`,
    `PUT /v1/segments/${hash} Bearer token ${version}`,
    `POST /v1/enrol  ${version}`,
  ]);
});

it('the token follows no redirection', async () => {
  const tokens: (string | undefined)[] = [];
  const elsewhere = await serve((request, response) => {
    tokens.push(request.headers.authorization);
    json(response, 200, {});
  });
  const server = await serve((_, response) => void response.writeHead(307, { location: `${elsewhere}/v1/pull` }).end());
  expect(await problemOf(connectUpstream(server, 'token').pull(startCursor))).toMatchObject({ problem: 'unreachable' });
  expect(tokens).toEqual([]);
});

it('a call that hangs ends when the hub does', async () => {
  const ending = new AbortController();
  const asked: string[] = [];
  const server = await serve((request, response) => {
    asked.push(request.url ?? '');
    // Half an answer, and then silence.
    response.writeHead(200).write('{');
    ending.abort();
  });
  const upstream = connectUpstream(server, 'token', { ending: ending.signal });
  expect(await problemOf(upstream.pull(startCursor))).toMatchObject({ problem: 'unreachable' });
  expect(await problemOf(upstream.pull(startCursor))).toMatchObject({ problem: 'unreachable' });
  expect(asked).toHaveLength(1);
});
