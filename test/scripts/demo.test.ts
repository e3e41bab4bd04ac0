import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoArguments, demoProfile } from '../../scripts/demo.ts';
import { type LocalServer, startLocalServer } from '../../scripts/local-server.ts';
import { cacheDir } from '../../scripts/project.ts';
import { openJsonLog } from '../../src/server/json-log.ts';
import { readEnrolLink } from '../../src/shared/enrol-link.ts';
import { PROTOCOL_VERSION, protocolHeader, routes } from '../../src/shared/wire.ts';
import { deviceId } from '../builders/facts.ts';

describe('the demo’s profile', () => {
  it.each([
    { args: [], folder: join(cacheDir, 'demo') },
    { args: ['--lang=de'], folder: join(cacheDir, 'demo') },
    { args: ['--user-data-dir=/tmp/one', '--user-data-dir=/tmp/two'], folder: '/tmp/two' },
    { args: ['--user-data-dir=here'], folder: resolve('here') },
    { args: ['--user-data-dir='], folder: join(cacheDir, 'demo') },
  ])('$args', ({ args, folder }) => {
    expect(demoProfile(args)).toBe(folder);
  });
});

describe('the demo’s command line', () => {
  const first = { entry: '/app', profileDir: '/demo', ownerLink: 'admit://enrol?x', canSandbox: true, args: [] };

  it.each([
    {
      name: 'the first time',
      start: first,
      line: '--user-data-dir=/demo --password-store=basic /app --demo --enrol=admit://enrol?x',
    },
    {
      name: 'once enrolled',
      start: { ...first, ownerLink: undefined },
      line: '--user-data-dir=/demo --password-store=basic /app --demo',
    },
    {
      name: 'without a sandbox, and with what people have added',
      start: { ...first, canSandbox: false, args: ['--user-data-dir=/demo', '--lang=de'] },
      line: '--user-data-dir=/demo --no-sandbox --password-store=basic /app --demo --enrol=admit://enrol?x --lang=de',
    },
  ])('$name', ({ start, line }) => {
    expect(demoArguments(start).join(' ')).toBe(line);
  });
});

describe('the demo’s server', () => {
  it('keeps its port and its owner over starts, and its folder to itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'admit-demo-'));
    onTestFinished(async () => rm(folder, { recursive: true, force: true }));
    const taken = await occupyPort();
    const serve = async () =>
      startLocalServer({ folder, organisation: 'Demo', port: taken.port, log: openJsonLog('silent') });

    const first = await serve();
    expect(first.address).not.toContain(String(taken.port));
    await expect(serve()).rejects.toThrow(folder);
    await first.close();
    taken.free();

    // Nobody has enrolled: there is a code again.
    const second = await serve();
    expect(second.address).toBe(first.address);
    expect((await enrol(second)).status).toBe(200);
    await second.close();

    const third = await serve();
    expect(third).toMatchObject({ address: first.address, ownerLink: undefined });
    await third.close();
  });
});

async function occupyPort(): Promise<{ readonly port: number; readonly free: () => void }> {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  return { port: (other.address() as AddressInfo).port, free: () => void other.close() };
}

async function enrol({ ownerLink = '' }: LocalServer): Promise<Response> {
  const link = readEnrolLink(ownerLink);
  return fetch(`${link?.server ?? ''}${routes.enrol.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [protocolHeader]: String(PROTOCOL_VERSION) },
    body: JSON.stringify({ code: link?.code, device: deviceId('one'), formerDevices: [] }),
  });
}
