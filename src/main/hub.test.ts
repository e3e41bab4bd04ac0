import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../../test/builders/silent-log.ts';
import { enrolmentSchema } from '../shared/bridge.ts';
import type { HubOrder, HubReport } from '../shared/hub-messages.ts';
import { createEnrolmentStore } from './enrolment.ts';
import type { HubChild } from './hub-run.ts';
import { createHub } from './hub.ts';
import type { Hub } from './hub.ts';

const request = { port: 0, organisation: 'Gala' };
const running: HubReport = { kind: 'running', port: 7380, ownerCode: 'K7QM3XVD', upstream: undefined };
const addresses = ['http://192.168.1.20:7380'];
const above = { server: 'https://sync.example.org', code: 'H7QM3XVD' };
const enrolment = v.parse(enrolmentSchema, {
  server: above.server,
  membership: {
    organisation: { id: '01890000-0000-7000-8000-00000000000a', name: 'Gala' },
    device: '01890000-0000-7000-8000-00000000000b',
    name: 'Hub',
    role: 'hub',
    events: null,
    publicKey: 'a'.repeat(64),
  },
  token: 'token',
});

/** A process of the hub as a script plays it: obeys `stop`, and else does what the test says. */
interface Actor {
  readonly orders: HubOrder[];
  say(report: unknown): void;
  exit(code: number): void;
  readonly killed: () => boolean;
}

let folder: string;
let actors: Actor[];
/** What each new process does when it is told to start, and whether it obeys. */
let onStart: (actor: Actor) => void;
let obeys: boolean;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  folder = join(await mkdtemp(join(tmpdir(), 'admit-hub-')), 'hub');
  actors = [];
  onStart = (actor) => actor.say(running);
  obeys = true;
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(join(folder, '..'), { recursive: true });
});

function fork(): HubChild {
  let say: (message: unknown) => void = () => undefined;
  let exit: (code: number) => void = () => undefined;
  let killed = false;
  const orders: HubOrder[] = [];
  const actor: Actor = { orders, say: (report) => say(report), exit: (code) => exit(code), killed: () => killed };
  actors.push(actor);
  return {
    post(order) {
      orders.push(order);
      if (order.kind === 'start') onStart(actor);
      else if (obeys) exit(0);
    },
    onMessage: (listener) => (say = listener),
    onExit: (listener) => (exit = listener),
    kill() {
      killed = true;
      exit(137);
    },
  };
}

/** A new start of the app. */
function open(): Hub {
  const keyStore = {
    protection: 'plain',
    encrypt: (secret: string) => Buffer.from(secret),
    decrypt: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
  } as const;
  const upstream = createEnrolmentStore(folder, keyStore, silentLog);
  return createHub({ folder, upstream, fork, addressesAt: () => addresses, log: silentLog });
}

/** Lets everything happen that waits for files, with the clock standing still. */
async function settled(hub: Hub, state: string): Promise<void> {
  await vi.waitFor(() => expect(hub.status().state).toBe(state), { interval: 5, timeout: 5_000 });
}

const lastOrder = (): unknown => actors.at(-1)?.orders.at(-1);

test('it starts, says where it is and how to become its owner, and stops', async () => {
  const hub = open();
  expect(hub.status()).toEqual({ state: 'stopped' });
  expect(await hub.start(request)).toEqual({ state: 'running', addresses, ownerCode: 'K7QM3XVD' });
  expect(lastOrder()).toEqual({ kind: 'start', folder: join(folder, 'database'), ...request });
  actors[0]?.say({ ...running, ownerCode: undefined });
  expect(hub.status()).toEqual({ state: 'running', addresses });
  expect(await hub.stop()).toEqual({ state: 'stopped' });
  expect(lastOrder()).toEqual({ kind: 'stop' });
});

describe('with the app', () => {
  test('it starts again on the port it had', async () => {
    const first = open();
    await first.start(request);
    // An app that is ended the hard way now starts it again as well.
    expect(await readdir(folder)).toContain('hub.json');
    await first.close();
    const second = open();
    await second.resume();
    expect(second.status()).toMatchObject({ state: 'running' });
    expect(lastOrder()).toMatchObject({ kind: 'start', port: 7380, organisation: 'Gala' });
  });

  test('it does not start where it was stopped, or never ran', async () => {
    const never = open();
    await never.resume();
    const first = open();
    await first.start(request);
    await first.stop();
    const second = open();
    await second.resume();
    expect([never.status(), second.status()]).toEqual([{ state: 'stopped' }, { state: 'stopped' }]);
    expect(actors).toHaveLength(1);
  });

  test('one that does not stop in time is ended', async () => {
    const hub = open();
    await hub.start(request);
    obeys = false;
    const closed = hub.close();
    await vi.waitFor(() => expect(lastOrder()).toEqual({ kind: 'stop' }));
    await vi.advanceTimersByTimeAsync(10_000);
    await closed;
    expect(actors[0]?.killed()).toBe(true);
    expect(hub.status()).toEqual({ state: 'stopped' });
  });
});

describe('when it crashes', () => {
  test('it says so and starts again, each time after a longer while', async () => {
    const hub = open();
    await hub.start(request);
    onStart = (actor) => actor.exit(1);
    actors[0]?.exit(9);
    await settled(hub, 'failed');
    expect(hub.status()).toEqual({ state: 'failed', detail: 'The hub ended unexpectedly (9).' });
    for (const [at, delayMs] of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
      await vi.advanceTimersByTimeAsync(delayMs - 1);
      expect(actors).toHaveLength(at + 1);
      await vi.advanceTimersByTimeAsync(1);
      await vi.waitFor(() => expect(actors).toHaveLength(at + 2));
      await settled(hub, 'failed');
    }
    onStart = (actor) => actor.say(running);
    await vi.advanceTimersByTimeAsync(30_000);
    await settled(hub, 'running');
  });

  test('after a minute of health, the next crash counts as the first', async () => {
    const hub = open();
    await hub.start(request);
    for (let crash = 1; crash <= 3; crash += 1) {
      await vi.advanceTimersByTimeAsync(60_001);
      actors.at(-1)?.exit(1);
      await settled(hub, 'failed');
      await vi.advanceTimersByTimeAsync(500);
      await settled(hub, 'running');
    }
    expect(actors).toHaveLength(4);
  });

  test('a stopped hub stays stopped', async () => {
    const hub = open();
    await hub.start(request);
    actors[0]?.exit(1);
    await settled(hub, 'failed');
    await hub.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(hub.status()).toEqual({ state: 'stopped' });
    expect(actors).toHaveLength(1);
  });

  test('what can not get better by itself is not tried again', async () => {
    onStart = (actor) => {
      actor.say({ kind: 'failed', detail: 'The code is used up.', again: false });
      actor.exit(1);
    };
    const hub = open();
    expect(await hub.start({ ...request, upstream: above })).toEqual({
      state: 'failed',
      detail: 'The code is used up.',
    });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(actors).toHaveLength(1);
  });

  test('what it says that is not a report changes nothing', async () => {
    const hub = open();
    await hub.start(request);
    for (const message of ['stopped', { kind: 'running', port: 'x' }, null]) actors[0]?.say(message);
    expect(hub.status()).toMatchObject({ state: 'running', addresses });
  });
});

describe('with a server above it', () => {
  test('it enrols by the code once, and by what that brought from then on', async () => {
    onStart = (actor) => {
      actor.say({ kind: 'enrolled', enrolment });
      actor.say({ ...running, upstream: { server: above.server, forwardedAt: null, waiting: 3, problem: null } });
    };
    const hub = open();
    expect(await hub.start({ ...request, upstream: above })).toMatchObject({ upstream: { waiting: 3 } });
    expect(lastOrder()).toMatchObject({ upstream: { by: 'code', ...above } });
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual(['enrolment.json', 'hub.json']));
    actors[0]?.exit(1);
    await settled(hub, 'failed');
    await vi.advanceTimersByTimeAsync(500);
    await settled(hub, 'running');
    expect(lastOrder()).toMatchObject({ upstream: { by: 'enrolment', enrolment } });
  });

  test('a crash before it had enrolled does not make it a server of its own', async () => {
    onStart = (actor) => actor.exit(1);
    const hub = open();
    await hub.start({ ...request, upstream: above });
    await vi.advanceTimersByTimeAsync(500);
    await vi.waitFor(() => expect(actors).toHaveLength(2));
    expect(lastOrder()).toMatchObject({ upstream: { by: 'code', ...above } });
  });
});

test('a wipe leaves nothing of it', async () => {
  const hub = open();
  await hub.start(request);
  await hub.wipe();
  expect(hub.status()).toEqual({ state: 'stopped' });
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});
