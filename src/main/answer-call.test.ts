import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../shared/bridge.ts';
import type { BridgeCall } from '../shared/bridge.ts';
import { deviceIdSchema } from '../shared/ids.ts';
import { emptyHead } from '../shared/journal-line.ts';
import { answerCall } from './answer-call.ts';
import type { Caller, CallHandlers } from './answer-call.ts';
import type { Log } from './log.ts';

const ourPage: Caller = { address: 'app://admit/index.html', isMainFrame: true };
const deviceId = v.parse(deviceIdSchema, '01890000-0000-7000-8000-000000000000');

let carriedOut: unknown[];
let noted: string[];
beforeEach(() => {
  carriedOut = [];
  noted = [];
});

function note(message: string, cause?: unknown): void {
  noted.push(cause instanceof Error ? `${message} ${cause.message}` : message);
}
const log: Log = { error: note, warn: note, info: note };

function record<Reply>(reply: Reply): (request: unknown) => Reply {
  return (request) => {
    carriedOut.push(request);
    return reply;
  };
}

const handlers: CallHandlers = {
  'journal.open': record({ deviceId, head: emptyHead, copied: false, torn: false }),
  'journal.append': record({ ok: true } as const),
  'journal.read': () => Promise.reject(new Error('secret: /home/ana/journal.log')),
  'journal.replace': record({ ok: true } as const),
  'segment.write': record({ ok: true } as const),
  'segment.read': record(null),
  'segment.keepOnly': record({ deleted: Number.NaN }),
  'serverLog.append': record({ ok: true } as const),
  'serverLog.read': record({ lines: [], next: null }),
  'serverLog.clear': record(undefined),
  'device.renew': record({ deviceId }),
  'enrolment.read': record(null),
  'enrolment.write': record({ kept: 'key-store' } as const),
  'enrolment.clear': record(undefined),
  'hub.status': record({ state: 'stopped' } as const),
  'hub.start': record({ state: 'starting' } as const),
  'hub.stop': record({ state: 'stopped' } as const),
  'data.wipe': record(undefined),
  'settings.read': record(defaultSettings),
  'settings.write': record({ ok: true } as const),
  'log.write': record(undefined),
  'app.describe': record({ version: '1', runtime: '', demo: false, startedAt: 1, dataFolder: '' }),
};

const answer = (name: BridgeCall, request: unknown, caller: Caller | undefined = ourPage): Promise<unknown> =>
  answerCall(name, handlers, caller, request, log);

test('a sound request of the app’s own page is carried out', async () => {
  expect(await answer('settings.read', undefined)).toEqual(defaultSettings);
  expect(await answer('journal.append', ['line'])).toEqual({ ok: true });
  expect(carriedOut).toEqual([undefined, ['line']]);
  expect(noted).toEqual([]);
});

describe('refused before anything happens', () => {
  const strangers: Record<string, Caller | undefined> = {
    'a page of the web': { address: 'https://example.com/', isMainFrame: true },
    'a file': { address: 'file:///index.html', isMainFrame: true },
    'another host': { address: 'app://admit.example/index.html', isMainFrame: true },
    'a blank page': { address: 'about:blank', isMainFrame: true },
    'a frame within the page': { ...ourPage, isMainFrame: false },
  };
  test.each(Object.entries(strangers))('a call from %s', async (_name, caller) => {
    await expect(answer('settings.read', undefined, caller)).rejects.toThrow('settings.read was refused');
    expect(carriedOut).toEqual([]);
  });

  test('a call from a frame that is gone', async () => {
    await expect(answerCall('settings.read', handlers, undefined, undefined, log)).rejects.toThrow('was refused');
    expect(carriedOut).toEqual([]);
  });

  test.each<[BridgeCall, unknown]>([
    ['journal.append', []],
    ['journal.append', 'line'],
    ['journal.append', [1]],
    ['journal.read', { from: 0, limit: 1 }],
    ['journal.read', { from: 1, limit: 1_000_000 }],
    ['segment.read', '../../settings'],
    ['segment.write', { hash: 'a'.repeat(64), bytes: [1, 2] }],
    ['settings.write', { ...defaultSettings, actor: { toString: 'Ana' } }],
    ['enrolment.write', { server: 'sync.example.org', membership: {}, token: 'x' }],
    ['hub.start', { port: 70_000, organisation: 'Gala' }],
    ['hub.start', { port: 7_380, organisation: ' ' }],
    ['data.wipe', 'everything'],
    ['log.write', { level: 'error', message: 'x'.repeat(10_001) }],
    ['settings.read', 'something'],
  ])('%s of %j', async (name, request) => {
    await expect(answer(name, request)).rejects.toThrow(`${name} was refused: the request is not what it should be.`);
    expect(carriedOut).toEqual([]);
    expect(noted).toHaveLength(1);
  });
});

test('what went wrong inside is logged and not told', async () => {
  const failed = { message: 'journal.read failed; the log says why.' };
  await expect(answer('journal.read', { from: 1, limit: 1 })).rejects.toMatchObject(failed);
  expect(noted).toEqual(['journal.read failed. secret: /home/ana/journal.log']);
});

test('a reply that breaks the contract does not cross the bridge', async () => {
  await expect(answer('segment.keepOnly', [])).rejects.toThrow('segment.keepOnly failed');
});

test('what is noted about a bad request holds nothing of its content', async () => {
  await expect(answer('settings.write', { ...defaultSettings, colorScheme: 'Ana Ruiz' })).rejects.toThrow();
  expect(noted.join()).toContain('colorScheme');
  expect(noted.join()).not.toContain('Ana');
});
