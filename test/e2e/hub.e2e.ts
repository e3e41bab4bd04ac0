import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as v from 'valibot';
import { bridgeCalls, type HubStatus } from '../../src/shared/bridge.ts';
import { PROTOCOL_VERSION, protocolHeader, routes, startCursor } from '../../src/shared/wire.ts';
import { anOperation, deviceId } from '../builders/facts.ts';
import { type Admit, startAdmit } from './admit.ts';
import { test } from './profile.ts';

/** Goes to a page of the app on which none of the app's own code runs, so that the test has the bridge to itself. */
async function goToBarePage({ page }: Admit): Promise<Page> {
  await page.goto('app://admit/crash.html');
  return page;
}

type HubCall = 'hub.start' | 'hub.stop' | 'hub.status';
type Running = Extract<HubStatus, { state: 'running' }>;

async function callHub(page: Page, name: HubCall, request?: unknown): Promise<HubStatus> {
  const answer = await page.evaluate(
    ([callName, argument]) => {
      const { admit } = globalThis as unknown as { admit: { call(name: string, request: unknown): Promise<unknown> } };
      return admit.call(callName, argument);
    },
    [name, request] as [string, unknown],
  );
  return v.parse(bridgeCalls[name].reply, answer);
}

async function startHub(page: Page, port = 0): Promise<Running> {
  const status = await callHub(page, 'hub.start', { port, organisation: 'Gala' });
  if (status.state !== 'running') throw new Error(JSON.stringify(status));
  return status;
}

/** A hub that starts with the app. */
async function waitUntilRunning(page: Page): Promise<Running> {
  await expect.poll(async () => (await callHub(page, 'hub.status')).state, { timeout: 30_000 }).toBe('running');
  return (await callHub(page, 'hub.status')) as Running;
}

/** The address of this laptop itself. */
function addressOf({ addresses }: Running): string {
  return addresses.at(-1) ?? '';
}

function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function ask(
  hub: Running,
  { method, path }: { readonly method: string; readonly path: string },
  token?: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await fetch(addressOf(hub) + path, {
    method,
    headers: {
      [protocolHeader]: String(PROTOCOL_VERSION),
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answer.json();
}

/** Becomes the owner at the hub. Returns the token. */
async function enrol(hub: Running): Promise<string> {
  const body = { code: hub.ownerCode, device: deviceId('one'), formerDevices: [] };
  return v.parse(routes.enrol.reply, await ask(hub, routes.enrol, undefined, body)).token;
}

async function roleAt(hub: Running, token: string): Promise<string> {
  return v.parse(routes.membership.reply, await ask(hub, routes.membership, token)).role;
}

test('a hub answers, stops, and knows everybody again when it is started anew', async ({ start, profileDir }) => {
  const page = await goToBarePage(await start());
  expect(await callHub(page, 'hub.status')).toEqual({ state: 'stopped' });
  const first = await startHub(page);
  expect(await isReady(addressOf(first))).toBe(true);
  const token = await enrol(first);
  await expect.poll(async () => callHub(page, 'hub.status')).not.toHaveProperty('ownerCode');

  expect(await callHub(page, 'hub.stop')).toEqual({ state: 'stopped' });
  expect(await isReady(addressOf(first))).toBe(false);

  const second = await startHub(page);
  expect(await roleAt(second, token)).toBe('owner');
  const log = await readFile(join(profileDir, 'logs', 'main.log'), 'utf8');
  expect(log).toContain('Hub: listening');
  for (const secret of [token, first.ownerCode ?? '']) expect(log).not.toContain(secret);
});

test('a hub ends with the app, and starts again with it at the same address', async ({ start }) => {
  const first = await start();
  const page = await goToBarePage(first);
  const hub = await startHub(page);
  const token = await enrol(hub);
  await first.close();
  expect(await isReady(addressOf(hub))).toBe(false);

  const second = await start();
  const again = await waitUntilRunning(await goToBarePage(second));
  expect(again.addresses).toEqual(hub.addresses);
  expect(await roleAt(again, token)).toBe('owner');
});

test('after the app was killed, the hub is back with all it had', async ({ start }) => {
  const first = await start();
  const hub = await startHub(await goToBarePage(first));
  const token = await enrol(hub);
  await first.kill();
  await expect.poll(() => isReady(addressOf(hub))).toBe(false);

  const second = await start();
  const again = await waitUntilRunning(await goToBarePage(second));
  expect(again.addresses).toEqual(hub.addresses);
  expect(await roleAt(again, token)).toBe('owner');
});

test('a hub forwards to the server above, which gives leases', async ({ start, profileDir }) => {
  // The hub of another laptop is a server like any other.
  const office = await startHub(await goToBarePage(await start()));
  const owner = await enrol(office);
  const invitation = { name: 'Hub', role: 'hub', events: null, minutes: 10 };
  const { code } = v.parse(routes.createCode.reply, await ask(office, routes.createCode, owner, invitation));
  const other = await startAdmit(join(profileDir, 'venue'));
  try {
    const page = await goToBarePage(other);
    const upstream = { server: addressOf(office), code };
    const hub = (await callHub(page, 'hub.start', { port: 0, organisation: 'Ignored', upstream })) as Running;
    const box = await enrol(hub);
    const when = { id: 'agreed at the venue', ms: Date.now(), device: 'one' };
    const plan = { id: 'plan of the venue', ms: Date.now(), device: 'one' };
    const operations = [
      anOperation('choosePolicy', when, { policies: ['zaplify'], timeZone: 'UTC' }),
      anOperation('changePlan', plan, { policy: 'zaplify', plan: 'monthly-100' }),
    ].map((operation, index) => ({ seq: index + 1, operation }));
    await ask(hub, routes.push, box, { operations });
    const everything = { method: 'GET', path: `${routes.pull.path}?after=0&chain=${startCursor.chain}` };
    await expect.poll(() => ask(office, everything, owner)).toMatchObject({ head: { position: 2 } });
    const lease = await ask(office, routes.lease, owner, { type: 'lead', wanted: 10, need: 1 });
    expect(lease).toMatchObject({ credits: 10, head: { position: 3, balances: { lead: 100 } } });
    await expect.poll(() => ask(hub, everything, box)).toMatchObject({ head: { position: 3 } });
    await expect
      .poll(() => callHub(page, 'hub.status'))
      .toMatchObject({ upstream: { server: upstream.server, waiting: 0, problem: null } });
  } finally {
    await other.close();
  }
});

test('a hub that cannot start says why', async ({ start }) => {
  const page = await goToBarePage(await start());
  const other = createServer();
  other.listen(0, '0.0.0.0');
  await once(other, 'listening');
  const { port } = v.parse(v.object({ port: v.number() }), other.address());
  try {
    expect(await callHub(page, 'hub.start', { port, organisation: 'Gala' })).toEqual({
      state: 'failed',
      detail: 'Another program uses this port already. Choose another port, or end that program.',
    });
    const upstream = { server: 'http://127.0.0.1:1', code: 'K7QM3XVD' };
    expect(await callHub(page, 'hub.start', { port: 0, organisation: 'Gala', upstream })).toEqual({
      state: 'failed',
      detail: 'The server above cannot be reached. What happens here is kept and forwarded when it can be.',
    });
  } finally {
    other.close();
  }
  expect(await callHub(page, 'hub.stop')).toEqual({ state: 'stopped' });
});
