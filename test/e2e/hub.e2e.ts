import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import * as v from 'valibot';
import { bridgeCalls, type HubStatus } from '../../src/shared/bridge.ts';
import { PROTOCOL_VERSION, protocolHeader, routes } from '../../src/shared/wire.ts';
import { deviceId } from '../builders/facts.ts';
import type { Admit } from './admit.ts';
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

/** Becomes the owner at the hub. Returns the token. */
async function enrol(hub: Running): Promise<string> {
  const answer = await fetch(addressOf(hub) + routes.enrol.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [protocolHeader]: String(PROTOCOL_VERSION) },
    body: JSON.stringify({ code: hub.ownerCode, device: deviceId('one'), formerDevices: [] }),
  });
  return v.parse(routes.enrol.reply, await answer.json()).token;
}

async function roleAt(hub: Running, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, [protocolHeader]: String(PROTOCOL_VERSION) };
  const answer = await fetch(addressOf(hub) + routes.membership.path, { headers });
  return v.parse(routes.membership.reply, await answer.json()).role;
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
