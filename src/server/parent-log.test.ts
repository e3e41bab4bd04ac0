import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { HubReport } from '../shared/hub-messages.ts';
import { HubStartError } from './hub-start-error.ts';
import { parentLog } from './parent-log.ts';
import { UpstreamError } from './relay/upstream.ts';

function openLog() {
  const reports: HubReport[] = [];
  const log = parentLog({ tell: (report) => void reports.push(report) });
  const messages = () => reports.map((report) => (report.kind === 'log' ? `${report.level} ${report.message}` : '?'));
  return { log, messages };
}

/** As an error that somebody threw. */
function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

it('notes become words for the app’s log, each with its level', () => {
  const { log, messages } = openLog();
  log.info({ address: '0.0.0.0', port: 7380, database: 'embedded' }, 'listening');
  log.warn({ organisation: 'o-1', device: 'd-1' }, 'two laptops go by one name');
  log.error({}, 'the hub has failed');
  expect(messages()).toEqual([
    'info listening address=0.0.0.0 port=7380 database=embedded',
    'warn two laptops go by one name organisation=o-1 device=d-1',
    'error the hub has failed',
  ]);
});

it('a venue’s thousands of answered requests are not written down; those that failed are', () => {
  const { log, messages } = openLog();
  log.debug({}, 'noise');
  log.info({ request: 'r-1', route: 'GET /v1/pull', status: 200 }, 'request');
  log.warn({ request: 'r-2', route: 'GET /v1/pull', status: 409, refused: 'diverged' }, 'request');
  expect(messages()).toEqual(['warn request request=r-2 route=GET /v1/pull status=409 refused=diverged']);
});

describe('what people typed stays out of it', () => {
  const guest = 'Ana Ruiz';
  it.each<[string, object]>([
    ['a field that nobody has listed', { guest, actor: guest, body: { guest } }],
    ['an error of a schema', { err: caught(() => v.parse(v.number(), guest)) }],
    ['an error of a parser', { err: caught(() => JSON.parse(guest)) }],
    ['an error of the database', { err: Object.assign(new Error(`invalid input "${guest}"`), { code: '22P02' }) }],
    ['what the database says besides', { err: Object.assign(new Error('x'), { code: '23505', detail: guest }) }],
  ])('%s', (_, fields) => {
    const { log, messages } = openLog();
    log.error(fields, 'it failed');
    expect(messages()).toHaveLength(1);
    expect(messages()[0]).not.toContain('Ana');
  });
});

describe('an error is told as exactly as that allows', () => {
  it.each<[unknown, string]>([
    [new UpstreamError('unreachable', 'No route.'), 'Error: No route.'],
    [new HubStartError('not-a-hub'), 'Error: The code is not for a hub.'],
    [Object.assign(new Error('no space left'), { code: 'ENOSPC' }), 'Error ENOSPC: no space left'],
    [Object.assign(new Error('deadlock'), { code: '40P01' }), 'Error 40P01 at '],
    [new TypeError('x is undefined'), 'TypeError at '],
  ])('%s', (err, words) => {
    const { log, messages } = openLog();
    log.error({ err }, 'it failed');
    expect(messages()[0]).toContain(`it failed ${words}`);
    expect(messages()[0]).toMatch(/ at .*parent-log\.test\.ts:\d+/);
  });
});
