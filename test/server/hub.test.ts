import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as v from 'valibot';
import type { JsonRoute } from '../../src/server/answer.ts';
import { describeHubFailure } from '../../src/server/hub-start-error.ts';
import { startHub } from '../../src/server/hub.ts';
import { relayWords, secretLostWords } from '../../src/server/relay/relay-words.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import type { Database } from '../../src/server/store/database.ts';
import { openEmbedded } from '../../src/server/store/embedded.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import type { Enrolment } from '../../src/shared/bridge.ts';
import type { HubReport, HubUpstream } from '../../src/shared/hub-messages.ts';
import type { EventId } from '../../src/shared/ids.ts';
import type { Role } from '../../src/shared/role.ts';
import { type EnrolReply, PROTOCOL_VERSION, protocolHeader, routes, startCursor } from '../../src/shared/wire.ts';
import { aCheckIn, anOperation, deviceId, eventId } from '../builders/facts.ts';
import { silentLog } from '../builders/silent-log.ts';

let above: Database;
let venue: Database;
/** What is to end with the test, the last one first. */
let ends: (() => Promise<unknown>)[] = [];

async function openDatabase(): Promise<Database> {
  const database = await openEmbedded({}, silentLog);
  await migrate(database);
  return database;
}
beforeAll(async () => {
  [above, venue] = await Promise.all([openDatabase(), openDatabase()]);
}, 60_000);
afterAll(() => Promise.all([above.close(), venue.close()]));
beforeEach(async () => {
  ends = [];
  // The laptop of each test has had no hub before.
  await venue.query('truncate organisations cascade');
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
});

async function request(
  address: string,
  { method, path }: { readonly method: string; readonly path: string },
  token?: string,
  body?: unknown,
) {
  return fetch(address + path, {
    method,
    headers: {
      [protocolHeader]: String(PROTOCOL_VERSION),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function ask<R extends JsonRoute>(address: string, route: R, token?: string, body?: unknown) {
  const answer = await request(address, route, token, body);
  if (answer.status !== 200) throw new Error(await answer.text());
  return (await answer.json()) as v.InferOutput<R['reply']>;
}

async function enrol(address: string, code: string, name: string): Promise<EnrolReply> {
  return ask(address, routes.enrol, undefined, { code, device: deviceId(name), name, formerDevices: [] });
}

/** A server above, with its owner's laptop. */
async function startAbove(port = 0) {
  const server: RunningServer = await startServer({ database: above, log: silentLog, host: '127.0.0.1', port });
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await server.close();
    isClosed = true;
  };
  ends.push(close);
  return { server, close, address: `http://127.0.0.1:${String(server.port)}`, port: server.port };
}

async function foundAbove() {
  const running = await startAbove();
  const { code } = await running.server.createOrganisation('Gala');
  const { token, ...membership } = await enrol(running.address, code, 'office');
  const codeFor = async (role: Role = 'hub', events: readonly EventId[] | null = null): Promise<string> =>
    (await ask(running.address, routes.createCode, token, { name: 'Hub', role, events, minutes: 10 })).code;
  return { ...running, token, membership, codeFor };
}

async function start(upstream?: HubUpstream) {
  const reports: HubReport[] = [];
  const order = { kind: 'start', folder: '', port: 0, organisation: 'Alone', ...(upstream && { upstream }) } as const;
  const end = await startHub(order, {
    database: venue,
    log: silentLog,
    tell: (report) => void reports.push(report),
  });
  let isEnded = false;
  const endOnce = async () => {
    if (!isEnded) await end();
    isEnded = true;
  };
  ends.push(endOnce);
  const running = () => {
    const last = reports.findLast((report) => report.kind === 'running');
    if (last === undefined) throw new Error('It does not run');
    return last;
  };
  return {
    end: endOnce,
    reports,
    running,
    enrolled: () => reports.flatMap((report) => (report.kind === 'enrolled' ? [report.enrolment] : [])),
    address: `http://127.0.0.1:${String(running().port)}`,
  };
}

async function failure(upstream: HubUpstream) {
  const error: unknown = await start(upstream).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return describeHubFailure(error);
}

const scan = (name: string, id: string) => ({
  operations: [{ seq: 1, operation: aCheckIn({ id, ms: Date.now(), device: name }) }],
});
const idsAt = async (address: string, token: string): Promise<readonly string[]> => {
  const path = `${routes.pull.path}?after=0&chain=${startCursor.chain}`;
  const { rows } = await ask(address, { ...routes.pull, path }, token);
  return rows.map(({ operation }) => (operation as { readonly id: string }).id);
};
const soon = { timeout: 15_000, interval: 20 };

describe('a hub alone', () => {
  it('has an organisation of its own, whose first owner enrols by its code', async () => {
    const hub = await start();
    const { ownerCode = '', upstream } = hub.running();
    expect(upstream).toBeUndefined();
    expect(hub.reports).toHaveLength(1);
    const { organisation, role, token } = await enrol(hub.address, ownerCode, 'box');
    expect([organisation.name, role]).toEqual(['Alone', 'owner']);
    await vi.waitFor(() => expect(hub.running().ownerCode).toBeUndefined(), soon);
    await hub.end();
    const again = await start();
    expect(again.running()).toMatchObject({ ownerCode: undefined });
    expect((await ask(again.address, routes.membership, token)).organisation).toEqual(organisation);
  });

  it('cannot become another server’s hub later, and does not use the code up', async () => {
    const { address: server, codeFor } = await foundAbove();
    const hub = await start();
    await enrol(...ownerOf(hub));
    await hub.end();
    const code = await codeFor();
    expect(await failure({ by: 'code', server, code })).toMatchObject({
      again: false,
      detail: expect.stringContaining('another organisation') as string,
    });
    expect(await enrol(server, code, 'another laptop')).toMatchObject({ role: 'hub' });
  });
});

it('a hub that nobody has used yet can still become one of a server above', async () => {
  const office = await foundAbove();
  const alone = await start();
  await alone.end();
  const hub = await start({ by: 'code', server: office.address, code: await office.codeFor() });
  const { organisation } = await enrol(...ownerOf(hub));
  expect(organisation).toEqual(office.membership.organisation);
});

describe('a hub of a server above', () => {
  it('serves its organisation with its key, and both hold the same soon', async () => {
    const office = await foundAbove();
    const hub = await start({ by: 'code', server: office.address, code: await office.codeFor() });
    expect(hub.enrolled()).toMatchObject([{ server: office.address, membership: { role: 'hub' } }]);
    const box = await enrol(...ownerOf(hub));
    expect(box.organisation).toEqual(office.membership.organisation);
    expect(box.publicKey).toBe(office.membership.publicKey);
    await ask(hub.address, routes.push, box.token, scan('box', 'at the venue'));
    await ask(office.address, routes.push, office.token, scan('office', 'at the office'));
    await vi.waitFor(async () => {
      expect(await idsAt(office.address, office.token)).toHaveLength(2);
      expect(new Set(await idsAt(hub.address, box.token))).toEqual(new Set(await idsAt(office.address, office.token)));
    }, soon);
    await vi.waitFor(() => {
      expect(hub.running().upstream).toMatchObject({ server: office.address, waiting: 0, problem: null });
      expect(hub.running().upstream?.forwardedAt).toBeGreaterThan(0);
    }, soon);
  });

  it('gives no leases: the server above does', async () => {
    const office = await foundAbove();
    const hub = await start({ by: 'code', server: office.address, code: await office.codeFor() });
    const box = await enrol(...ownerOf(hub));
    await ask(hub.address, routes.push, box.token, {
      operations: [
        anOperation(
          'choosePolicy',
          { id: 'p', ms: Date.now(), device: 'box' },
          { policies: ['zaplify'], timeZone: 'UTC' },
        ),
        anOperation(
          'changePlan',
          { id: 'q', ms: Date.now(), device: 'box' },
          { policy: 'zaplify', plan: 'monthly-100' },
        ),
      ].map((operation, index) => ({ seq: index + 1, operation })),
    });
    const wanted = { type: 'lead', wanted: 10, need: 1 };
    const answer = await request(hub.address, routes.lease, box.token, wanted);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('server above') as string]);
    await vi.waitFor(async () => expect(await idsAt(office.address, office.token)).toHaveLength(2), soon);
    expect(await ask(office.address, routes.lease, office.token, wanted)).toMatchObject({ credits: 10 });
  });

  it('starts without a line to it, says so, and forwards when there is one', async () => {
    const office = await foundAbove();
    const first = await start({ by: 'code', server: office.address, code: await office.codeFor() });
    const box = await enrol(...ownerOf(first));
    const [enrolment] = first.enrolled();
    await first.end();
    await office.close();

    const hub = await start({ by: 'enrolment', enrolment: enrolment as Enrolment });
    await ask(hub.address, routes.push, box.token, scan('box', 'without a line'));
    await vi.waitFor(
      () => expect(hub.running().upstream).toMatchObject({ waiting: 1, problem: relayWords.unreachable }),
      soon,
    );
    expect(hub.enrolled()).toEqual([]);
    const back = await startAbove(office.port);
    await vi.waitFor(async () => expect(await idsAt(back.address, office.token)).toHaveLength(1), soon);
    await vi.waitFor(() => expect(hub.running().upstream).toMatchObject({ waiting: 0, problem: null }), soon);
  });

  it('goes on for the venue when it was signed out there, or lost its secret, and says what to do', async () => {
    const office = await foundAbove();
    const first = await start({ by: 'code', server: office.address, code: await office.codeFor() });
    const box = await enrol(...ownerOf(first));
    const device = first.enrolled()[0]?.membership.device;
    await ask(office.address, routes.revokeDevice, office.token, { device, wipe: false });
    await ask(first.address, routes.push, box.token, scan('box', 'after that'));
    await vi.waitFor(
      () => expect(first.running().upstream).toMatchObject({ waiting: 1, problem: relayWords.revoked }),
      soon,
    );
    await first.end();

    const second = await start();
    expect(second.running().upstream).toMatchObject({ server: office.address, problem: secretLostWords });
    expect((await request(second.address, routes.lease, box.token, { type: 'lead', wanted: 1, need: 1 })).ok).toBe(
      false,
    );
    expect(await idsAt(second.address, box.token)).toHaveLength(1);
    await second.end();

    const third = await start({ by: 'code', server: office.address, code: await office.codeFor() });
    await vi.waitFor(() => expect(third.running().upstream).toMatchObject({ waiting: 0, problem: null }), soon);
    expect(await idsAt(office.address, office.token)).toHaveLength(1);
  });

  it('serves that one for ever', async () => {
    const one = await foundAbove();
    const first = await start({ by: 'code', server: one.address, code: await one.codeFor() });
    await first.end();
    const other = await foundAbove();
    expect(await failure({ by: 'code', server: other.address, code: await other.codeFor() })).toMatchObject({
      again: false,
      detail: expect.stringContaining('another organisation') as string,
    });
  });

  it.each<[string, Role, readonly EventId[] | null, string]>([
    ['of another role', 'door', null, 'not for a hub'],
    ['for some events', 'hub', [eventId('gala')], 'for some events only'],
  ])('does not start by a code %s, nor keeps what it brought', async (_, role, events, words) => {
    const office = await foundAbove();
    const upstream = { by: 'code', server: office.address, code: await office.codeFor(role, events) } as const;
    const reports: HubReport[] = [];
    const order = { kind: 'start', folder: '', port: 0, organisation: 'Alone', upstream } as const;
    const error: unknown = await startHub(order, {
      database: venue,
      log: silentLog,
      tell: (report) => void reports.push(report),
    }).catch((reason: unknown) => reason);
    expect(describeHubFailure(error)).toMatchObject({ again: false, detail: expect.stringContaining(words) as string });
    expect(reports).toEqual([]);
    // It may still begin alone.
    const { organisation } = await enrol(...ownerOf(await start()));
    expect(organisation.name).toBe('Alone');
  });

  it('says that a code is wrong, and that nobody answers', async () => {
    const { address: server } = await foundAbove();
    expect(await failure({ by: 'code', server, code: 'ZZZZZZZZ' })).toEqual({
      again: false,
      detail: relayWords['wrong-code'],
    });
    expect(await failure({ by: 'code', server: 'http://127.0.0.1:1', code: 'ZZZZZZZZ' })).toEqual({
      again: false,
      detail: relayWords.unreachable,
    });
  });
});

function ownerOf(hub: Awaited<ReturnType<typeof start>>): [string, string, string] {
  return [hub.address, hub.running().ownerCode ?? '', 'box'];
}

it('a port that is taken is told as what it is', async () => {
  const other = createServer().listen(0, '0.0.0.0');
  ends.push(async () => Promise.resolve(other.close()));
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const order = { kind: 'start', folder: '', port, organisation: 'Alone' } as const;
  const means = { database: venue, log: silentLog, tell: () => undefined };
  const error: unknown = await startHub(order, means).catch((reason: unknown) => reason);
  expect(describeHubFailure(error)).toMatchObject({ again: true, detail: expect.stringContaining('port') as string });
});

it('the venue’s laptops are told the time of the server above, once it was heard', async () => {
  const aYearMs = 365 * 24 * 3_600_000;
  const ahead = await startServer({
    database: above,
    log: silentLog,
    host: '127.0.0.1',
    port: 0,
    now: () => Date.now() + aYearMs,
  });
  ends.push(() => ahead.close());
  const server = `http://127.0.0.1:${String(ahead.port)}`;
  const { code } = await ahead.createOrganisation('Gala');
  const office = await enrol(server, code, 'office');
  const body = { name: 'Hub', role: 'hub', events: null, minutes: 10 };
  const hub = await start({
    by: 'code',
    server,
    code: (await ask(server, routes.createCode, office.token, body)).code,
  });
  const firstCode = hub.running().ownerCode;
  // By that clock, the code that was shown at first has run out: there is another one.
  await vi.waitFor(() => expect(hub.running().ownerCode).not.toBe(firstCode), soon);
  const box = await enrol(...ownerOf(hub));
  expect(Math.abs(box.serverAt - Date.now() - aYearMs)).toBeLessThan(60_000);
});

it('ends at once though the server above leaves it without an answer', async () => {
  const office = await foundAbove();
  const first = await start({ by: 'code', server: office.address, code: await office.codeFor() });
  const [enrolment] = first.enrolled();
  await first.end();
  let asked: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const silent = createServer(() => asked()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  ends.push(async () => {
    silent.closeAllConnections();
    return Promise.resolve(silent.close());
  });
  const server = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
  const hub = await start({ by: 'enrolment', enrolment: { ...(enrolment as Enrolment), server } });
  await isAsked;
  await hub.end();
  // Half of the time after which the call itself would be given up.
}, 15_000);
