import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import type { EventId } from '../../src/shared/ids.ts';
import { routes, type SnapshotReply } from '../../src/shared/wire.ts';
import { aTicket, anOperation, eventId, listId, ticketId } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { bring, pack, packBytes, type PackedSegment } from './guest-lists.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { push } from './sending.ts';

describe.each(databases)('guest lists on $name', ({ open }) => {
  let database: Database;
  let server: InjectedServer;
  let owner: EnrolledLaptop;
  let galas = 0;
  let imports = 0;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    galas += 1;
    server = await openInjectedServer(database, { secrets: `segments ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
  });

  const guests = (...codes: readonly string[]): PackedSegment => pack(codes.map((code) => aTicket({ code })));

  async function importInto(
    event: string,
    issued: readonly PackedSegment[],
    { changed = [], ms = startsAt }: { changed?: readonly PackedSegment[]; ms?: number } = {},
  ): Promise<void> {
    imports += 1;
    const refs = (segments: readonly PackedSegment[]) => segments.map(({ ref }) => ref);
    const facts = { listId: listId('main'), fileName: 'a.csv', system: 'luma', free: 1, paid: 0 };
    const when = { id: `import ${String(imports)}`, ms, device: 'Gala owner' };
    const operation = anOperation('importTickets', when, { ...facts, issued: refs(issued), changed: refs(changed) });
    await push(server, owner, [{ ...operation, eventId: eventId(event) }], imports);
  }

  function snapshot(event: EventId, by = owner): Promise<SnapshotReply> {
    return server.ask({ ...routes.snapshot, path: routes.snapshot.path.replace(':id', event) }, { token: by.token });
  }

  it('a segment comes back as it was brought, and need not be brought twice', async () => {
    const [here, missing] = [guests('A', 'B'), guests('C')];
    expect(await bring(server, owner, here)).toBe(200);
    expect(await bring(server, owner, here)).toBe(200);
    const answer = await server.request('GET', `/v1/segments/${here.hash}`, { token: owner.token });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(here.bytes);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const body = { hashes: [here.hash, missing.hash] };
    expect(await server.ask(routes.missingSegments, { token: owner.token, body })).toMatchObject({
      missing: [missing.hash],
    });
  });

  it('a snapshot names the segments in the order in which they hold, and those that are not here', async () => {
    const [first, second, third, late] = [guests('A'), guests('B'), guests('C'), guests('D')];
    await importInto('gala', [second, late], { ms: startsAt + 2, changed: [first] });
    await importInto('gala', [first], { ms: startsAt });
    await importInto('ball', [third], { ms: startsAt + 1 });
    for (const segment of [first, second]) await bring(server, owner, segment);
    const { segments, missing, position } = await snapshot(eventId('gala'));
    // What is imported twice counts the second time.
    expect(segments.map(({ hash }) => hash)).toEqual([second.hash, first.hash]);
    expect(segments[0]).toEqual({ hash: second.hash, tickets: 1, bytes: second.bytes.length });
    expect(missing).toEqual([late.hash]);
    expect(position).toBe(3);
    expect(await snapshot(eventId('nothing'))).toMatchObject({ segments: [], missing: [] });
  });

  it('laptops of other events see neither its snapshot nor its segments', async () => {
    const [gala, ball] = [guests('A'), guests('B')];
    await importInto('gala', [gala]);
    await importInto('ball', [ball]);
    for (const segment of [gala, ball]) await bring(server, owner, segment);
    const door = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
    const get = (hash: string) => server.request('GET', `/v1/segments/${hash}`, { token: door.token });
    expect((await get(gala.hash)).status).toBe(200);
    expect((await get(ball.hash)).status).toBe(403);
    expect(await snapshot(eventId('gala'), door)).toMatchObject({ segments: [{ hash: gala.hash }] });
    const route = { method: 'GET', path: `/v1/events/${eventId('ball')}/snapshot` } as const;
    expect(await server.askInVain(route, { token: door.token })).toMatchObject({ status: 403, error: 'forbidden' });
  });

  it('another organisation’s segments are not there, whatever one knows of them', async () => {
    const segment = guests('A');
    await bring(server, owner, segment);
    const other = await openInjectedServer(database, { secrets: `strangers ${String(galas)}` });
    const { owner: stranger } = await other.found('Ball');
    const answer = await server.request('GET', `/v1/segments/${segment.hash}`, { token: stranger.token });
    expect(answer.status).toBe(404);
    const body = { hashes: [segment.hash] };
    expect(await server.ask(routes.missingSegments, { token: stranger.token, body })).toMatchObject(
      body.hashes.length > 0 ? { missing: body.hashes } : {},
    );
  });

  it('only who may import brings segments', async () => {
    const door = await server.invite(owner, 'door', 'Gate A');
    expect(await bring(server, door, guests('A'))).toBe(403);
    expect(await bring(server, await server.invite(owner, 'box-office', 'Box'), guests('A'))).toBe(200);
  });

  const gzip = (text: string) => new Uint8Array(gzipSync(text));
  const bad: readonly (readonly [string, () => PackedSegment, number])[] = [
    ['other bytes than its name promises', () => ({ ...guests('A'), bytes: guests('B').bytes }), 400],
    ['no gzip', () => packBytes(new Uint8Array([1, 2, 3])), 400],
    ['no JSON', () => packBytes(gzip('guests')), 400],
    ['no tickets', () => packBytes(gzip('[{"id":"A"}]')), 400],
    [
      'more than a thousand tickets',
      () => guests(...Array.from({ length: 1_001 }, (_, index) => `T-${String(index)}`)),
      400,
    ],
    ['a ticket that cannot be stored', () => pack([aTicket({ id: ticketId('T\u0000') })]), 400],
    ['what unpacks to more than there is room for', () => packBytes(gzip('0'.repeat(20_000_000))), 400],
    ['more bytes than a request may have', () => packBytes(new Uint8Array(5_000_000)), 413],
  ];
  it.each(bad)('takes no segment with %s', async (_, segment, status) => {
    const packed = segment();
    expect(await bring(server, owner, packed)).toBe(status);
    const body = { hashes: [packed.hash] };
    expect(await server.ask(routes.missingSegments, { token: owner.token, body })).toMatchObject({
      missing: [packed.hash],
    });
  });

  it('takes bytes as bytes only, under a name that is one', async () => {
    expect(await bring(server, owner, guests('A'), 'application/json')).toBe(415);
    const asked = {
      token: owner.token,
      body: guests('A').bytes,
      headers: { 'content-type': 'application/octet-stream' },
    };
    for (const name of ['x', '..%2F..%2Fetc', '0'.repeat(63)]) {
      expect((await server.request('PUT', `/v1/segments/${name}`, asked)).status).toBe(404);
    }
  });

  it('a thousand tickets are one segment', async () => {
    const many = guests(...Array.from({ length: 1_000 }, (_, index) => `T-${String(index)}`));
    expect(await bring(server, owner, many)).toBe(200);
    expect(JSON.parse(gunzipSync(many.bytes).toString())).toHaveLength(1_000);
  });
});
