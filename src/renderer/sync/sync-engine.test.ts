import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { aChoice, aPack } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aGrant, anOperation, deviceId, eventId, listId } from '../../../test/builders/facts.ts';
import { aTake } from '../../../test/builders/leases.ts';
import { aMembership, aPage, type HandMadePage } from '../../../test/builders/sync-page.ts';
import { aTinyServer, type TinyServer } from '../../../test/builders/tiny-server.ts';
import { type Hash, hashSchema } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Role } from '../../shared/role.ts';
import { startCursor } from '../../shared/wire.ts';
import { createSyncEngine, type SyncEngine } from './sync-engine.ts';
import { noNotes, type SyncMemory, type SyncStore } from './sync-store.ts';

/** A store that keeps the cursor and the notes, and how many rows there are. */
function aStore(): SyncStore & { memory: SyncMemory; rows: number } {
  const store: SyncStore & { memory: SyncMemory; rows: number } = {
    memory: { cursor: startCursor, notes: noNotes },
    rows: 0,
    open: async () => store.memory,
    async append(rows, cursor) {
      store.rows += rows.length;
      if (cursor !== undefined) store.memory = { ...store.memory, cursor };
    },
    note: async (notes) => void (store.memory = { ...store.memory, notes }),
    async reset() {
      store.rows = 0;
      store.memory = { ...store.memory, cursor: startCursor };
    },
    problem: () => undefined,
  };
  return store;
}

interface Desk {
  readonly engine: SyncEngine;
  readonly page: HandMadePage;
  readonly store: ReturnType<typeof aStore>;
  readonly clock: { now: number };
  /** Starts the app anew: page and store are as they were. */
  restart(): SyncEngine;
}

async function aDesk(
  server: TinyServer,
  name = 'one',
  { role = 'owner', events = null }: { role?: Role; events?: readonly string[] | null } = {},
) {
  const enrolment = server.enrol({ device: deviceId(name), role, events });
  const page = aPage();
  page.deviceId = deviceId(name);
  const store = aStore();
  const clock = { now: server.now };
  const membership = aMembership({ device: deviceId(name), role, publicKey: await server.publicKey() });
  const start = (): SyncEngine =>
    createSyncEngine({
      transport: enrolment.transport,
      store,
      page,
      membership,
      hasNewerRows: false,
      now: () => clock.now,
      random: () => 0.5,
    });
  const desk: Desk & { readonly enrolled: typeof enrolment.enrolled } = {
    engine: start(),
    page,
    store,
    clock,
    restart: start,
    enrolled: enrolment.enrolled,
  };
  return desk;
}

/** Steps until there is nothing to do. Fails when that takes for ever. */
async function settle(engine: SyncEngine): Promise<void> {
  for (let steps = 0; steps < 200; steps += 1) {
    if ((await engine.step()) === 'idle') return;
  }
  throw new Error('It does not come to rest');
}

/** Records an operation on the laptop. */
function record({ page }: Desk, ...operations: readonly Operation[]): void {
  for (const operation of operations) page.own.push({ seq: (page.own.at(-1)?.seq ?? 0) + 1, operation });
}

const choose = aChoice({ id: 'choose', ms: 1, device: 'office' }, ['guest-manager']);
const checkIn = (n: number, device = 'one', facts: Partial<Operation> = {}) =>
  ({
    ...aCheckIn({ id: `${device} ${String(n)}`, ms: 10 + n, ticket: `T-${String(n)}`, device }),
    ...facts,
  }) as Operation;
const unsentOf = async ({ page }: Desk) => (await page.unsent(0, 999)).length;

const bytes = new Uint8Array([1, 2, 3]);
const hash: Hash = v.parse(hashSchema, bytesToHex(sha256(bytes)));
const imported = anOperation(
  'importTickets',
  { id: 'import', ms: 20 },
  {
    listId: listId('main'),
    fileName: 'a.csv',
    system: 'Test',
    issued: [{ hash, tickets: 1 }],
    changed: [],
    free: 1,
    paid: 0,
  },
);

/** A server at which an office has chosen a policy. */
function aServer(): TinyServer {
  const server = aTinyServer();
  server.settle(choose);
  return server;
}

describe('a laptop and its server', () => {
  it('X-6 end with the same: everything sent once, everything of others here, the balances compared', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    for (let n = 0; n < 700; n += 1) record(desk, checkIn(n));
    for (let n = 0; n < 300; n += 1) server.settle(checkIn(n, 'two'));
    await settle(desk.engine);
    expect(server.log).toHaveLength(1_001);
    expect(desk.page.rows.map(({ operation }) => operation?.id)).toEqual(
      server.log.map(({ operation }) => operation.id),
    );
    expect([await unsentOf(desk), server.alarms, desk.store.rows]).toEqual([0, [], 1_001]);
    expect(desk.engine.report()).toMatchObject({
      link: 'online',
      toPull: 0,
      upToDateAt: server.now,
      lastContactAt: server.now,
      parked: [],
      updateNeeded: false,
      clockSkewMs: 0,
    });
    expect(desk.engine.waitMs()).toBeUndefined();
  });

  it('X-4 answers that are lost change nothing: no operation is there twice', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    await settle(desk.engine);
    for (let n = 0; n < 20; n += 1) record(desk, checkIn(n));
    server.line = 'loses answers';
    expect(await desk.engine.step()).toBe('failed');
    expect([server.log.length, desk.engine.report().link]).toEqual([21, 'offline']);
    server.line = 'up';
    await settle(desk.engine);
    expect([server.log.length, await unsentOf(desk)]).toEqual([21, 0]);
  });

  it('goes on where it left off after a restart', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    for (let n = 0; n < 20; n += 1) record(desk, checkIn(n));
    await settle(desk.engine);
    server.settle(checkIn(50, 'two'));
    const again = desk.restart();
    await settle(again);
    expect([desk.page.rows.length, desk.page.pieces.at(-1), desk.store.rows]).toEqual([22, 1, 22]);
  });

  it('pulls everything anew where page and store do not hold the same', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    for (let n = 0; n < 20; n += 1) record(desk, checkIn(n));
    await settle(desk.engine);
    desk.page.rows.length = 7;
    await settle(desk.restart());
    expect([desk.page.rows.length, desk.store.rows, server.log.length]).toEqual([21, 21, 21]);
  });

  it('hears of news by the way', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    await settle(desk.engine);
    server.settle(checkIn(1, 'two'));
    expect(await desk.engine.step()).toBe('idle');
    desk.engine.heard(server.head());
    expect(desk.engine.report().toPull).toBe(1);
    await settle(desk.engine);
    expect(desk.page.rows).toHaveLength(2);
    server.settle(checkIn(2, 'two'));
    desk.engine.poll();
    await settle(desk.engine);
    expect(desk.page.rows).toHaveLength(3);
  });

  it('the clock of the server is told to the page, and a skew to people', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    desk.clock.now -= 300_000;
    await settle(desk.engine);
    expect(desk.page.offsets).toEqual([300_000]);
    expect(desk.engine.report()).toMatchObject({ clockOffsetMs: 300_000, clockSkewMs: -300_000 });
  });
});

describe('nobody blocks anybody', () => {
  it('what the role may not record is parked; the rest and the download go on', async () => {
    const server = aServer();
    const desk = await aDesk(server, 'one', { role: 'door' });
    record(desk, checkIn(1), aPack({ id: 'pack', ms: 5 }, 100), checkIn(2));
    server.settle(checkIn(9, 'two'));
    await settle(desk.engine);
    expect(desk.engine.report().parked).toMatchObject([{ seq: 2, reason: 'role', operation: { kind: 'buyPack' } }]);
    expect([server.log.length, desk.page.rows.length]).toEqual([4, 4]);
    // An organiser gives it another role, and somebody tries again.
    desk.enrolled.role = 'owner';
    desk.engine.retryParked();
    await settle(desk.engine);
    expect([desk.engine.report().parked, server.log.length]).toEqual([[], 5]);
  });

  it('what is about another event comes back as credits alone, and is not sent for ever', async () => {
    const server = aServer();
    const desk = await aDesk(server, 'one', { role: 'door', events: [eventId('gala')] });
    server.settle({ ...checkIn(1, 'two'), eventId: eventId('party') } as Operation);
    record(desk, checkIn(2), { ...checkIn(3), eventId: eventId('party') } as Operation);
    await settle(desk.engine);
    expect(desk.page.rows.map(({ operation }) => operation?.kind)).toEqual(['choosePolicy', undefined, 'checkIn']);
    expect(desk.page.rows[1]?.entries).toHaveLength(1);
    expect(desk.engine.report().parked).toMatchObject([{ seq: 2, reason: 'event' }]);
    expect([server.alarms, desk.engine.report().updateNeeded]).toEqual([[], false]);
  });

  it('what was taken, and is not given back any more, is parked', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    record(desk, { ...checkIn(1), eventId: eventId('party') } as Operation);
    while (server.log.length < 2) await desk.engine.step();
    desk.enrolled.events = [eventId('gala')];
    for (const _ of [1, 2, 3]) {
      desk.engine.poll();
      await settle(desk.engine);
    }
    expect(desk.page.rows.map(({ operation }) => operation?.kind)).toEqual(['choosePolicy', undefined]);
    expect(desk.engine.report().parked).toMatchObject([{ seq: 1, reason: 'event' }]);
    expect(server.log).toHaveLength(2);
  });

  it('a lane of its own that fails does not hold up the others', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    desk.page.named = [v.parse(hashSchema, 'e'.repeat(64))];
    record(desk, checkIn(1));
    for (let steps = 0; steps < 12; steps += 1) await desk.engine.step();
    expect([server.log.length, desk.page.rows.length]).toEqual([2, 2]);
    expect(desk.engine.report().listProgress).toEqual({ here: 0, all: 1 });
    expect(desk.engine.waitMs()).toBeGreaterThan(0);
  });
});

describe('guest lists', () => {
  it('are at the server when the import is, and come to the other laptops', async () => {
    const server = aServer();
    const here = await aDesk(server);
    here.page.segments.set(hash, bytes);
    record(here, imported);
    await settle(here.engine);
    expect(server.segments.get(hash)).toEqual(bytes);
  });

  it('that come with the rows are fetched by the other laptops', async () => {
    const server = aServer();
    const there = await aDesk(server, 'two');
    await settle(there.engine);
    server.segments.set(hash, bytes);
    server.settle(imported);
    const { takeIn } = there.page;
    there.page.takeIn = async (rows) => {
      there.page.named = [hash];
      await takeIn(rows);
    };
    there.engine.poll();
    await settle(there.engine);
    expect(there.page.segments.get(hash)).toEqual(bytes);
    expect(there.engine.report().listProgress).toEqual({ here: 1, all: 1 });
  });
});

describe('a server that was restored', () => {
  it('gets back from the laptops what it lost, each once', async () => {
    const server = aServer();
    const one = await aDesk(server);
    const two = await aDesk(server, 'two');
    for (let n = 0; n < 5; n += 1) record(one, checkIn(n));
    for (let n = 5; n < 9; n += 1) record(two, checkIn(n, 'two'));
    for (const { engine } of [one, two]) await settle(engine);
    one.engine.poll();
    await settle(one.engine);
    const before = new Set(server.log.map(({ operation }) => operation.id));
    server.restoreTo(3);
    server.settle(checkIn(20, 'three'));
    for (const { engine } of [one, two, one, two]) {
      engine.poll();
      await settle(engine);
    }
    const after = server.log.map(({ operation }) => operation.id);
    expect(new Set(after)).toEqual(new Set([...before, checkIn(20, 'three').id]));
    expect(after).toHaveLength(new Set(after).size);
    for (const desk of [one, two]) {
      expect(desk.page.rows.map(({ operation }) => operation?.id)).toEqual(after);
      expect(await unsentOf(desk)).toBe(0);
    }
    expect(server.alarms).toEqual([]);
  });

  it('has lost what it had only acknowledged, and the guest list with it: both go there again', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    record(desk, checkIn(1));
    await settle(desk.engine);
    desk.page.segments.set(hash, bytes);
    record(desk, imported);
    while (server.log.length < 3) await desk.engine.step();
    server.restoreTo(1);
    server.segments.clear();
    server.settle(checkIn(2, 'two'));
    await settle(desk.engine);
    expect(server.log.map(({ operation }) => operation.id)).toEqual(
      [choose, checkIn(2, 'two'), checkIn(1), imported].map(({ id }) => id),
    );
    expect([server.segments.get(hash), await unsentOf(desk)]).toEqual([bytes, 0]);
  });

  it('to the end is an empty one', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    record(desk, checkIn(1), checkIn(2));
    await settle(desk.engine);
    server.restoreTo(0);
    desk.engine.poll();
    await settle(desk.engine);
    expect(server.log.map(({ operation }) => operation.kind)).toEqual(['checkIn', 'checkIn']);
  });
});

describe('a laptop that is signed out', () => {
  it.each([true, false])('stops for good, and offers to delete what it holds: %s', async (wipe) => {
    const server = aServer();
    const desk = await aDesk(server);
    await settle(desk.engine);
    desk.enrolled.revoked = { wipe };
    record(desk, checkIn(1));
    expect(await desk.engine.step()).toBe('failed');
    expect(desk.engine.report().revoked).toEqual({ reason: 'revoked', wipe });
    desk.engine.hurry();
    expect([await desk.engine.step(), desk.engine.waitMs()]).toEqual(['idle', undefined]);
    // The operation is still here.
    expect([await unsentOf(desk), server.log.length]).toEqual([1, 1]);
  });
});

describe('versions', () => {
  it('a server that is too new still takes what was recorded here', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    server.isTooNew = true;
    record(desk, checkIn(1));
    for (let steps = 0; steps < 5; steps += 1) await desk.engine.step();
    expect(server.log).toHaveLength(2);
    expect(desk.engine.report().updateNeeded).toBe(true);
    server.isTooNew = false;
    desk.clock.now += 60_000;
    await settle(desk.engine);
    expect([desk.page.rows.length, desk.engine.report().updateNeeded]).toEqual([2, false]);
  });

  it('an updated server is sent again what the one before did not take', async () => {
    const server = aServer();
    const desk = await aDesk(server, 'one', { role: 'door' });
    record(desk, aPack({ id: 'pack', ms: 5 }, 100));
    await settle(desk.engine);
    expect(desk.engine.report().parked).toHaveLength(1);
    desk.enrolled.role = 'owner';
    server.protocol += 1;
    desk.engine.poll();
    await settle(desk.engine);
    expect([desk.engine.report().parked, server.log.length]).toEqual([[], 2]);
  });
});

describe('what a newer server sends', () => {
  it('asks for an update, until another log has nothing of it', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    server.newerKinds = ['buyPack'];
    server.settle(aPack({ id: 'pack', ms: 5 }, 100));
    record(desk, checkIn(1));
    await settle(desk.engine);
    expect([desk.engine.report().updateNeeded, desk.page.rows[1]?.newer]).toEqual([true, true]);
    server.restoreTo(1);
    desk.engine.poll();
    await settle(desk.engine);
    expect([desk.engine.report().updateNeeded, server.log.length]).toEqual([false, 2]);
  });
});

describe('what the laptop is to the organisation', () => {
  it('is asked again when the server is back', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    await settle(desk.engine);
    server.line = 'down';
    desk.enrolled.role = 'door';
    desk.engine.poll();
    expect(await desk.engine.step()).toBe('failed');
    server.line = 'up';
    await settle(desk.engine);
    expect(desk.engine.report().membership.role).toBe('door');
  });

  it('a copy of another takes a name of its own, and what it recorded since goes under that', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    server.seesClone = true;
    record(desk, checkIn(1));
    await settle(desk.engine);
    const renewed = deviceId('renewed 1');
    expect([desk.page.deviceId, desk.engine.report().membership.device]).toEqual([renewed, renewed]);
    expect(desk.page.memberships).toMatchObject([{ device: renewed, token: 'a new one' }]);
    record(desk, checkIn(2, 'renewed 1'));
    await settle(desk.engine);
    expect([server.log.length, desk.engine.report().parked]).toEqual([3, []]);
  });
});

describe('what must not be', () => {
  it('X-6 another balance than the server’s is an alarm, told once, until it is gone', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    server.balanceError = 1;
    await settle(desk.engine);
    const alarm = { position: 1, here: { credit: 50 }, there: { credit: 51 } };
    expect([desk.engine.report().alarm, server.alarms.length]).toEqual([alarm, 1]);
    server.balanceError = 0;
    server.settle(checkIn(1, 'two'));
    desk.engine.poll();
    await settle(desk.engine);
    expect([desk.engine.report().alarm, server.alarms.length]).toEqual([undefined, 1]);
  });

  it('X-5 a lease that the organisation has not signed is not used', async () => {
    const server = aServer();
    server.settle(aChoice({ id: 'invites', ms: 2, device: 'office' }, ['artsvp-invites']));
    server.settle(aGrant({ id: 'gift', ms: 3, device: 'office' }, 50, { type: 'invite' }));
    const desk = await aDesk(server);
    desk.page.wanted = { type: 'invite', wanted: 5, need: 1 };
    await desk.engine.step();
    while (server.log.length < 4) await desk.engine.step();
    desk.page.wanted = undefined;
    await settle(desk.engine);
    expect(desk.engine.report().hasForgedLease).toBe(false);
    expect(desk.page.rows.at(-1)?.operation?.kind).toBe('takeLease');
    server.settle(aTake({ id: 'forged', ms: 9 }, { lease: 'F', holder: 'one', type: 'invite', slices: { gift: 7 } }));
    desk.engine.poll();
    await settle(desk.engine);
    expect(desk.engine.report().hasForgedLease).toBe(true);
    expect(desk.page.rows.at(-1)).toEqual({ position: 5, entries: [] });
  });

  it('a page that does not go along is asked again', async () => {
    const server = aServer();
    const desk = await aDesk(server);
    record(desk, checkIn(1));
    const { takeIn } = desk.page;
    desk.page.takeIn = async () => Promise.reject(new Error('The page is busy'));
    await desk.engine.step();
    await desk.engine.step();
    await expect(desk.engine.step()).rejects.toThrow('busy');
    desk.page.takeIn = takeIn;
    await settle(desk.engine);
    expect([desk.page.rows.length, await unsentOf(desk)]).toEqual([2, 0]);
    // The same when the laptop was at the end before, and has only heard that there is more.
    server.settle(checkIn(2, 'two'));
    desk.engine.heard(server.head());
    desk.page.takeIn = async () => Promise.reject(new Error('The page is busy'));
    await expect(desk.engine.step()).rejects.toThrow('busy');
    desk.page.takeIn = takeIn;
    await settle(desk.engine);
    expect(desk.page.rows).toHaveLength(3);
  });
});
