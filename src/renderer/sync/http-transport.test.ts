import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deviceId, eventId } from '../../../test/builders/facts.ts';
import { type HttpServer, says, startHttpServer } from '../../../test/builders/http-server.ts';
import { aMembership } from '../../../test/builders/sync-page.ts';
import { hashSchema } from '../../shared/ids.ts';
import { type LogHead, PROTOCOL_VERSION, startCursor } from '../../shared/wire.ts';
import { createHttpTransport } from './http-transport.ts';

let server: HttpServer;

beforeEach(async () => {
  server = await startHttpServer();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const unreachable = { kind: 'unreachable' };
const hash = v.parse(hashSchema, 'd'.repeat(64));
const aTransport = (token?: string) =>
  createHttpTransport({ server: server.address, ...(token === undefined ? {} : { token }) });
const signOut = async (transport = aTransport()) => transport.call('signOut', undefined);

describe('asking a server', () => {
  it('says which version it speaks and who it is, and takes what the server says', async () => {
    server.answer = says(200, { serverAt: 7, devices: [] });
    const transport = aTransport('secret');
    expect(await transport.call('devices', undefined)).toEqual({ kind: 'ok', value: { serverAt: 7, devices: [] } });
    const [request] = server.heard;
    expect([request?.method, request?.url, request?.body.length]).toEqual(['GET', '/v1/devices', 0]);
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'admit-protocol': String(PROTOCOL_VERSION),
    });
    expect(request?.headers['cookie']).toBeUndefined();
  });

  it('proves with another token who it is, once it has one', async () => {
    server.answer = says(200, { serverAt: 7 });
    const transport = aTransport();
    await signOut(transport);
    transport.useToken('new');
    await signOut(transport);
    expect(server.heard.map(({ headers }) => headers['authorization'])).toEqual([undefined, 'Bearer new']);
  });

  it('sends what it says as JSON', async () => {
    server.answer = says(200, { serverAt: 7, ...aMembership(), token: 'given' });
    const request = { code: 'K7QM3XVD', device: deviceId('one'), formerDevices: [] };
    expect(await aTransport().call('enrol', request)).toMatchObject({ kind: 'ok', value: { token: 'given' } });
    expect(JSON.parse(server.heard[0]?.body.toString() ?? '')).toEqual(request);
    expect(server.heard[0]?.headers['content-type']).toBe('application/json');
  });

  it.each([
    ['pull', `/v1/pull?after=12&chain=${hash}`],
    ['snapshot', `/v1/events/${eventId('gala')}/snapshot`],
  ] as const)('%s says it in its address', async (route, url) => {
    server.answer = says(404, { error: 'not-found', message: 'No.' });
    const transport = aTransport();
    if (route === 'pull') await transport.call(route, { position: 12, chain: hash });
    else await transport.call(route, eventId('gala'));
    expect(server.heard[0]?.url).toBe(url);
  });

  it.each(['', '/', '/sync', '/sync/'])('keeps the path of the server’s address: %j', async (path) => {
    server.answer = says(200, { serverAt: 7 });
    await createHttpTransport({ server: server.address + path }).call('signOut', undefined);
    expect(server.heard[0]?.url).toBe(`${path.replace(/\/$/, '')}/v1/devices/sign-out`);
  });
});

describe('a server that says no', () => {
  it('is understood with all that it says', async () => {
    const said = { error: 'no-credits', message: 'Not so many.', free: 3, held: 40 } as const;
    server.answer = says(409, said);
    expect(await signOut()).toEqual({ kind: 'refused', status: 409, error: said });
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['-3', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('asks to wait with Retry-After: %s', async (seconds, retryAfterMs) => {
    server.answer = says(429, { error: 'rate-limited', message: 'Wait.' }, { 'retry-after': seconds });
    const answer = await signOut();
    expect(answer).toMatchObject({ kind: 'refused', status: 429 });
    expect('retryAfterMs' in answer ? answer.retryAfterMs : undefined).toBe(retryAfterMs);
  });

  it.each([
    [429, 'rate-limited'],
    [503, 'unavailable'],
  ])('in front of which a proxy says %i without our words', async (status, error) => {
    server.answer = says(status, '<h1>Busy</h1>', { 'content-type': 'text/html', 'retry-after': '2' });
    expect(await signOut()).toMatchObject({ kind: 'refused', status, error: { error }, retryAfterMs: 2_000 });
  });
});

describe('what is no answer of a server of ours', () => {
  const portal = '<html><form>Welcome to the hotel: log in</form></html>';

  it.each([
    ['a hotel’s log-in page', says(200, portal, { 'content-type': 'text/html' })],
    ['JSON of something else', says(200, { hello: 'world' })],
    ['half an answer', says(200, '{"serverAt":7')],
    ['nothing', says(200, '')],
    ['an error of a proxy', says(502, portal, { 'content-type': 'text/html' })],
    ['an error of something else', says(404, { message: 'Not Found' })],
    ['a log-in that is asked for', says(401, portal, { 'content-type': 'text/html' })],
  ])('%s', async (_, answer) => {
    server.answer = answer;
    const transport = aTransport('secret');
    expect(await signOut(transport)).toEqual(unreachable);
    expect(await transport.putSegment(hash, new Uint8Array([1]))).toEqual(unreachable);
  });

  it('a redirection is not followed: the token goes to one address only', async () => {
    server.answer = (response, asked) => {
      if (asked.url === '/stolen') return says(200, { serverAt: 7 })(response, asked);
      response.writeHead(307, { location: '/stolen' }).end();
    };
    expect(await signOut(aTransport('secret'))).toEqual(unreachable);
    expect(server.heard.map(({ url }) => url)).toEqual(['/v1/devices/sign-out']);
  });

  it('a connection that breaks', async () => {
    server.answer = (response) => response.destroy();
    expect(await signOut()).toEqual(unreachable);
  });

  it('nobody at that address', async () => {
    const transport = aTransport();
    await server.close();
    expect(await signOut(transport)).toEqual(unreachable);
  });

  it.each([
    ['a request', 30_000, async () => signOut()],
    ['a segment', 120_000, async () => aTransport().getSegment(hash)],
  ])('%s that takes too long is given up, though its answer has begun', async (_, longestMs, ask) => {
    const waits: { readonly ms: number; readonly end: AbortController }[] = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const end = new AbortController();
      waits.push({ ms, end });
      return end.signal;
    });
    const begun = new Promise<void>((resolve) => {
      server.answer = (response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{');
        resolve();
      };
    });
    const answer = ask();
    await begun;
    expect(waits.map(({ ms }) => ms)).toEqual([longestMs]);
    waits[0]?.end.abort();
    expect(await answer).toEqual(unreachable);
  });
});

describe('segments', () => {
  it('go there and come back as they are', async () => {
    const bytes = new Uint8Array([0, 255, 10, 13]);
    server.answer = says(200, { serverAt: 7 });
    const transport = aTransport('secret');
    expect(await transport.putSegment(hash, bytes)).toEqual({ kind: 'ok', value: undefined });
    expect(server.heard[0]).toMatchObject({ method: 'PUT', url: `/v1/segments/${hash}` });
    expect(new Uint8Array(server.heard[0]?.body ?? [])).toEqual(bytes);
    expect(server.heard[0]?.headers['content-type']).toBe('application/octet-stream');
    server.answer = (response) => response.writeHead(200).end(Buffer.from(bytes));
    expect(await transport.getSegment(hash)).toEqual({ kind: 'ok', value: bytes });
  });
});

describe('listening', () => {
  const head: LogHead = { ...startCursor, position: 3, balances: { credit: 5 } };
  const event = `event: head\ndata: ${JSON.stringify(head)}\n\n`;

  async function listen(signal = new AbortController().signal, count = Infinity, stop?: AbortController) {
    const news: (LogHead | undefined)[] = [];
    const end = await aTransport('secret').stream((each) => {
      news.push(each);
      if (news.length >= count) stop?.abort();
    }, signal);
    return { news, end };
  }

  it('tells of the log and of every sign of life, until the connection ends', async () => {
    server.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      response.write(event.slice(0, 20));
      response.write(event.slice(20));
      response.end(': here\n\n');
    };
    const { news, end } = await listen();
    expect(news[0]).toBeUndefined();
    expect(news.filter((each) => each !== undefined)).toEqual([head]);
    expect(end).toEqual(unreachable);
    expect(server.heard[0]?.headers['authorization']).toBe('Bearer secret');
  });

  it('ends when it is told to', async () => {
    server.answer = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event);
    const stop = new AbortController();
    const { news, end } = await listen(stop.signal, 2, stop);
    expect([news, end]).toEqual([[undefined, head], unreachable]);
  });

  it.each([
    ['a hotel’s log-in page', says(200, '<html></html>', { 'content-type': 'text/html' })],
    ['JSON', says(200, { serverAt: 7 })],
  ])('%s is no sign of life', async (_, answer) => {
    server.answer = answer;
    expect(await listen()).toEqual({ news: [], end: unreachable });
  });

  it('a head that is none ends it', async () => {
    server.answer = (response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: head\ndata: {}\n\n');
    expect(await listen()).toEqual({ news: [undefined], end: unreachable });
  });

  it('a no is a no', async () => {
    server.answer = says(401, { error: 'revoked', message: 'Signed out.', wipe: true });
    const { news, end } = await listen();
    expect([news, end]).toEqual([
      [],
      { kind: 'refused', status: 401, error: { error: 'revoked', message: 'Signed out.', wipe: true } },
    ]);
  });

  it('a silence of a minute ends it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const begun = new Promise<void>((resolve) => {
        server.answer = (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
          resolve();
        };
      });
      const heardOf = new Promise<void>((resolve) => {
        const news: unknown[] = [];
        void aTransport()
          .stream((each) => {
            news.push(each);
            if (news.length === 2) resolve();
          }, new AbortController().signal)
          .then((end) => ends.push(end));
      });
      const ends: unknown[] = [];
      await begun;
      await heardOf;
      await vi.advanceTimersByTimeAsync(59_999);
      expect(ends).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      await vi.waitFor(() => expect(ends).toEqual([unreachable]));
    } finally {
      vi.useRealTimers();
    }
  });
});
