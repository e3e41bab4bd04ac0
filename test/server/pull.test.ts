import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { pullRows } from '../../src/server/store/pull.ts';
import { PROTOCOL_VERSION, protocolHeader, routes, startCursor } from '../../src/shared/wire.ts';
import { aCheckIn, anOperation, eventId } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { pull, pullAll, pullRoute, push, sent } from './sending.ts';

describe.each(databases)('pull on $name', ({ open }) => {
  let database: Database;
  let server: InjectedServer;
  let owner: EnrolledLaptop;
  let galas = 0;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    galas += 1;
    server = await openInjectedServer(database, { secrets: `pull ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
  });

  const checkIn = (id: string, event = 'gala') => ({
    ...aCheckIn({ id, ms: startsAt, device: 'Gala owner', ticket: id }),
    eventId: eventId(event),
  });

  it('of an empty log it gives nothing, and the place before the first row', async () => {
    const { serverAt: _, ...page } = await pull(server, owner);
    const head = { ...startCursor, balances: {} };
    expect(page).toEqual({ head, protocol: PROTOCOL_VERSION, rows: [], next: startCursor });
  });

  it('gives all rows without a gap, 500 at a time, each page with the place after it', async () => {
    const operations = Array.from({ length: 1_203 }, (_, index) => checkIn(String(index)));
    for (let from = 0; from < operations.length; from += 500) {
      await push(server, owner, operations.slice(from, from + 500), from + 1);
    }
    const lengths = [];
    let cursor = startCursor;
    for (let page = await pull(server, owner); page.rows.length > 0; page = await pull(server, owner, cursor)) {
      expect(page.head).toMatchObject({ position: 1_203, balances: { credit: -1_203 } });
      expect(page.rows.map(({ position }) => position)).toEqual(page.rows.map((_, n) => cursor.position + n + 1));
      lengths.push(page.rows.length);
      cursor = page.next;
    }
    expect(lengths).toEqual([500, 500, 203]);
    expect(await pull(server, owner, cursor)).toMatchObject({ rows: [], next: cursor, head: cursor });
    const rows = await pullAll(server, owner);
    expect(rows.map(({ operation }) => operation)).toEqual(operations.map(sent));
  });

  it('a page is no longer than a line can bear, unless one row is', async () => {
    const long = (id: string) => ({ ...checkIn(id), gate: 'x'.repeat(1_500_000) });
    for (const id of ['a', 'b', 'c', 'd']) await push(server, owner, [long(id)], galas);
    await push(server, owner, [{ ...checkIn('e'), gate: 'x'.repeat(6_000_000) }]);
    const lengths = [];
    let page = await pull(server, owner);
    for (; page.rows.length > 0; page = await pull(server, owner, page.next)) lengths.push(page.rows.length);
    expect(lengths).toEqual([3, 2]);
  });

  it('tells of other events only what they cost', async () => {
    const pack = anOperation(
      'buyPack',
      { id: 'pack', ms: startsAt, device: 'Gala owner' },
      {
        name: 'Pack',
        type: 'credit',
        quantity: 1,
        credits: 10,
        payment: 'card',
        price: { minor: 100, currency: 'EUR' },
      },
    );
    await push(server, owner, [checkIn('a'), checkIn('b', 'ball'), pack]);
    const door = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
    const all = await pullAll(server, owner);
    const some = await pullAll(server, door);
    expect(some.map(({ operation }) => operation)).toEqual([sent(checkIn('a')), null, sent(pack)]);
    expect(some.map(({ entries }) => entries)).toEqual(all.map(({ entries }) => entries));
    expect((await pull(server, door)).head).toEqual((await pull(server, owner)).head);
    const none = await server.invite(owner, 'door', 'Gate B', []);
    expect((await pullAll(server, none)).map(({ operation }) => operation)).toEqual([null, null, sent(pack)]);
  });

  it('what a laptop has recorded itself comes back to it, of whichever event it is', async () => {
    const narrow = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
    const another = await server.invite(owner, 'door', 'Gate B', [eventId('gala')]);
    const atBall = {
      ...aCheckIn({ id: 'b', ms: startsAt, device: 'Gate A', ticket: 'b' }),
      eventId: eventId('ball'),
    };
    expect(await push(server, narrow, [atBall])).toMatchObject({ answers: [{ outcome: 'parked', reason: 'event' }] });
    const { parked } = await server.ask(routes.parked, { token: owner.token });
    const body = { id: parked[0]?.id ?? 0 };
    expect(await server.ask(routes.retryParked, { token: owner.token, body })).toMatchObject({ outcome: 'applied' });
    expect((await pullAll(server, narrow)).map(({ operation }) => operation)).toEqual([sent(atBall)]);
    expect((await pullAll(server, another)).map(({ operation }) => operation)).toEqual([null]);
  });

  it('a place that the log does not have is of another log', async () => {
    const { head } = await push(server, owner, [checkIn('a'), checkIn('b')]);
    const chain = startCursor.chain.replaceAll('0', '1') as typeof startCursor.chain;
    const strange = [
      { position: 3, chain: head.chain },
      { position: 2, chain },
      { position: 1, chain: head.chain },
      { position: 0, chain },
      { position: 2, chain: startCursor.chain },
    ];
    for (const cursor of strange) {
      const answer = await server.askInVain(pullRoute(cursor), { token: owner.token });
      expect(answer).toMatchObject({ status: 409, error: 'diverged' });
    }
  });

  it('nothing is given to laptops that speak another version, who may still send', async () => {
    const ask = (version: string) =>
      server.askInVain(pullRoute(startCursor), { token: owner.token, headers: { [protocolHeader]: version } });
    expect(await ask('0')).toMatchObject({ status: 426, error: 'update-needed' });
    expect(await ask(String(PROTOCOL_VERSION + 1))).toMatchObject({ status: 426, error: 'update-needed' });
    expect(await ask('one')).toMatchObject({ status: 400, error: 'malformed' });
    const body = { operations: [{ seq: 1, operation: checkIn('a') }] };
    const headers = { [protocolHeader]: '0' };
    expect(await server.ask(routes.push, { token: owner.token, body, headers })).toMatchObject({
      head: { position: 1 },
    });
  });

  it.each([
    '',
    '?after=1',
    '?after=-1&chain=0',
    `?after=1.5&chain=${startCursor.chain}`,
    `?after=0&chain=${'G'.repeat(64)}`,
    `?after=${'9'.repeat(400)}&chain=${startCursor.chain}`,
  ])('asked with "%s" it does not guess', async (query) => {
    const route = { ...routes.pull, path: `${routes.pull.path}${query}` };
    expect(await server.askInVain(route, { token: owner.token })).toMatchObject({ status: 400, error: 'malformed' });
  });

  it('all of a page is of one moment, whatever comes meanwhile', async () => {
    const { organisation } = owner.reply;
    const pushing = Array.from({ length: 20 }, (_, index) => push(server, owner, [checkIn(String(index))], index + 1));
    const pulling = Array.from({ length: 20 }, () =>
      pullRows(database, { organisation: organisation.id, device: owner.device, events: null }, startCursor, 500),
    );
    for (const pulled of await Promise.all(pulling)) {
      if (pulled.kind === 'diverged') throw new Error('It has not');
      const { head, rows, next } = JSON.parse(pulled.body) as Awaited<ReturnType<typeof pull>>;
      expect(rows).toHaveLength(head.position);
      expect(next.position).toBe(head.position);
    }
    await Promise.all(pushing);
  });
});
