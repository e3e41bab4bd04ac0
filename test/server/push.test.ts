import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { leaseIdSchema } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { routes, startCursor } from '../../src/shared/wire.ts';
import { aCheckIn, aGrant, anOperation, deviceId, eventId, operationId, ticketId } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { inWords, pullAll, push, sent } from './sending.ts';

describe.each(databases)('push on $name', ({ open }) => {
  let database: Database;
  let server: InjectedServer;
  let owner: EnrolledLaptop;
  let door: EnrolledLaptop;
  let galas = 0;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    galas += 1;
    server = await openInjectedServer(database, { secrets: `push ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
    door = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
  });

  const checkIn = (id: string, facts: Partial<Parameters<typeof aCheckIn>[0]> = {}): Operation =>
    aCheckIn({ id, ms: startsAt, device: 'Gate A', ticket: id, ...facts });

  const rowsOf = ({ reply }: EnrolledLaptop) =>
    database.query<{ position: number; chain: string; operation: string; entries: string }>(
      'select position, chain, operation, entries from operations where organisation_id = $1 order by position',
      [reply.organisation.id],
    );
  const parkedOf = ({ reply }: EnrolledLaptop) =>
    database.query<{ reason: string; detail: string; operation: string; device: string }>(
      `select reason, detail, operation, device_id as device from parked
       where organisation_id = $1 and resolved_at is null order by id`,
      [reply.organisation.id],
    );

  it('gives each operation a position in the order in which they came, and says what they cost', async () => {
    const { answers, head, cloned } = await push(server, door, [checkIn('a'), checkIn('b'), checkIn('c')]);
    expect(answers).toEqual([1, 2, 3].map((n) => ({ seq: n, outcome: 'applied', position: n })));
    expect(cloned).toBe(false);
    const rows = await pullAll(server, door);
    expect(rows.map(({ operation }) => operation)).toEqual([checkIn('a'), checkIn('b'), checkIn('c')].map(sent));
    expect(rows.map(({ entries }) => entries.map((entry) => (entry as { kind: string }).kind))).toEqual([
      ['charge'],
      ['charge'],
      ['charge'],
    ]);
    expect(head).toMatchObject({ position: 3, balances: { credit: -3 } });
  });

  it('chains the rows by their texts', async () => {
    const { head } = await push(server, door, [checkIn('a'), checkIn('b')]);
    let chain: string = startCursor.chain;
    for (const row of await rowsOf(door)) {
      chain = createHash('sha256').update(`${chain}\n${row.operation}\n${row.entries}`).digest('hex');
      expect(row.chain).toBe(chain);
    }
    expect(head.chain).toBe(chain);
  });

  it('sent again it changes nothing, however its JSON is ordered', async () => {
    const first = await push(server, door, [checkIn('a'), checkIn('b')]);
    const before = await rowsOf(door);
    const backwards = Object.fromEntries(Object.entries(checkIn('a')).reverse());
    const again = await push(server, door, [backwards, checkIn('b'), checkIn('c')]);
    expect(inWords(again.answers)).toEqual(['duplicate 1', 'duplicate 2', 'applied 3']);
    expect((await rowsOf(door)).slice(0, 2)).toEqual(before);
    const last = await push(server, door, [checkIn('b'), checkIn('a')]);
    expect(inWords(last.answers)).toEqual(['duplicate 2', 'duplicate 1']);
    expect(last.head).toEqual(again.head);
    expect(again.head.position).toBe(first.head.position + 1);
    expect(await parkedOf(door)).toEqual([]);
  });

  it('an operation that comes twice in one batch is applied once; one that says something else is a conflict', async () => {
    const other = { ...checkIn('a'), gate: 'Gate B' };
    const { answers } = await push(server, door, [checkIn('a'), checkIn('a'), other, checkIn('b')]);
    expect(inWords(answers)).toEqual(['applied 1', 'duplicate 1', 'parked: conflict', 'applied 2']);
    expect(await rowsOf(door)).toHaveLength(2);
  });

  const misfits: readonly (readonly [string, () => unknown, string])[] = [
    ['a number', () => 7, 'malformed'],
    ['nothing', () => null, 'malformed'],
    ['an empty object', () => ({}), 'malformed'],
    ['a kind that nobody knows', () => ({ ...checkIn('x'), kind: 'teleport' }), 'malformed'],
    ['a check-in without its ticket', () => ({ ...checkIn('x'), ticketId: undefined }), 'malformed'],
    ['a time beyond all calendars', () => ({ ...checkIn('x'), wallAt: 9e15 }), 'malformed'],
    ['a time before all clocks', () => checkIn('x', { ms: -1 }), 'malformed'],
    ['U+0000 in a text', () => ({ ...checkIn('x'), gate: 'Gate\u0000A' }), 'malformed'],
    ['U+0000 in what it is looked up by', () => ({ ...checkIn('x'), ticketId: 'T\u0000' }), 'malformed'],
    [
      'U+0000 where it goes wrong',
      () => anOperation('defineMember', { id: 'x', ms: startsAt }, { member: 'A', limits: { '\u0000': -1 } }),
      'malformed',
    ],
    ['a pack bought by a door', () => aPack('x', 'Gate A'), 'role'],
    ['credits set aside by a door', () => aLease('x', 'Gate A'), 'role'],
    ['a check-in at another event', () => ({ ...checkIn('x'), eventId: eventId('ball') }), 'event'],
    ['what another laptop recorded', () => checkIn('x', { device: 'Gate B' }), 'device'],
  ];

  it.each(misfits)('keeps %s aside, and goes on with the others', async (_, misfit, reason) => {
    const operations = [checkIn('a'), misfit(), checkIn('b')];
    const { answers } = await push(server, door, operations);
    expect(inWords(answers)).toEqual(['applied 1', `parked: ${reason}`, 'applied 2']);
    const parked = await parkedOf(door);
    expect(parked).toMatchObject([{ reason, device: door.device }]);
    expect(parked[0]?.detail).toMatch(/^[\w" ’:.,+?-]+\.$/);
    // Nobody is asked to look at the same thing twice.
    expect(inWords((await push(server, door, operations)).answers)[1]).toBe(`parked: ${reason}`);
    expect(await parkedOf(door)).toHaveLength(1);
  });

  it('something that is nested almost without end holds nobody up', async () => {
    const depth = 100_000;
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const operations = [JSON.stringify(checkIn('a')), nested, JSON.stringify(checkIn('b'))];
    const body = `{"operations":[${operations.map((text, index) => `{"seq":${String(index + 1)},"operation":${text}}`).join()}]}`;
    const { answers } = await server.ask(routes.push, { token: door.token, body });
    expect(inWords(answers)).toEqual(['applied 1', 'parked: malformed', 'applied 2']);
    expect((await server.ask(routes.parked, { token: owner.token })).parked).toHaveLength(1);
  });

  it('only what was sent is kept of what was not understood', async () => {
    const misfit = { kind: 'teleport', to: ['the', { bar: 1 }], id: operationId('x') };
    await push(server, door, [misfit]);
    const { parked } = await server.ask(routes.parked, { token: owner.token });
    expect(parked).toMatchObject([{ operation: misfit, operationId: misfit.id, deviceName: 'Gate A' }]);
  });

  it('nobody pushes a lease, whatever the role', async () => {
    const hub = await server.invite(owner, 'hub', 'Hub');
    for (const [name, laptop] of [
      ['Gala owner', owner],
      ['Hub', hub],
    ] as const) {
      const { answers } = await push(server, laptop, [aLease(`lease of ${name}`, name)]);
      expect(inWords(answers)).toEqual(['parked: role']);
    }
  });

  it('another operation of the same id is kept aside, whoever sends it', async () => {
    await push(server, door, [checkIn('a')]);
    const before = await rowsOf(door);
    const forged = anOperation('buyPack', { id: 'a', ms: startsAt, device: 'Gala owner' }, packFacts);
    expect(inWords((await push(server, owner, [forged])).answers)).toEqual(['parked: conflict']);
    expect(await rowsOf(door)).toEqual(before);
  });

  it('what the ledger cannot take is kept aside, and left no trace in it', async () => {
    const agreed = anOperation('choosePolicy', when('agreed'), { policies: ['zaplify'], timeZone: 'UTC' });
    // The month after its month is beyond all calendars.
    const period = { policy: 'zaplify', every: 'month', anchorAt: startsAt, index: 9_000_000_000_000_000 } as const;
    const endless = aGrant(when('endless'), 100, { type: 'lead', period });
    const operations = [agreed, aGrant(when('a'), 5), endless, aGrant(when('b'), 7)];
    const { answers, head } = await push(server, owner, operations);
    expect(inWords(answers)).toEqual(['applied 1', 'applied 2', 'parked: unknown-reference', 'applied 3']);
    const alone = await openInjectedServer(database, { secrets: `alone ${String(galas)}` });
    const other = await alone.found('Gala');
    const without = await push(
      alone,
      other.owner,
      operations.filter((each) => each !== endless),
    );
    expect(head.balances).toEqual(without.head.balances);
  });

  it('tells when another laptop goes by the same name, and keeps what both did', async () => {
    await push(server, door, [checkIn('a'), checkIn('b')]);
    const { answers, cloned } = await push(server, door, [checkIn('c'), checkIn('d')], 2);
    expect(inWords(answers)).toEqual(['applied 3', 'applied 4']);
    expect(cloned).toBe(true);
    expect(server.lines).toContainEqual(expect.objectContaining({ message: 'two laptops go by one name' }));
    // The same operations under other places are no sign of that: an old server did not know the places.
    expect((await push(server, door, [checkIn('a')], 9)).cloned).toBe(false);
  });

  it('takes what a laptop recorded under its former names', async () => {
    const body = { name: 'Gate C', role: 'door', events: null, minutes: 5 };
    const { code } = await server.ask(routes.createCode, { token: owner.token, body });
    const renamed = await server.enrol(code, 'Gate C', [deviceId('Gate C before')]);
    const operations = [checkIn('a', { device: 'Gate C before' }), checkIn('b', { device: 'Gate C' })];
    expect(inWords((await push(server, renamed, operations)).answers)).toEqual(['applied 1', 'applied 2']);
  });

  it('a hub forwards what any laptop recorded', async () => {
    const hub = await server.invite(owner, 'hub', 'Hub');
    const operations = [checkIn('a', { device: 'Gate X' }), aPack('b', 'Office')];
    expect(inWords((await push(server, hub, operations)).answers)).toEqual(['applied 1', 'applied 2']);
  });

  it('a text that was cut within a character is kept as it is', async () => {
    const scan = { ...checkIn('a'), kind: 'refuseScan', scanned: 'QR \ud83d', code: 'invalid', ticketId: undefined };
    const odd = checkIn('b', { ticket: 'T \ud83d' });
    const { answers } = await push(server, door, [scan, odd]);
    expect(inWords(answers)).toEqual(['applied 1', 'applied 2']);
    expect(inWords((await push(server, door, [scan, odd])).answers)).toEqual(['duplicate 1', 'duplicate 2']);
    const [, row] = await pullAll(server, door);
    expect(row?.operation).toMatchObject({ ticketId: ticketId('T \ud83d') });
  });

  it('takes a whole batch of 500, and no more', async () => {
    const many = Array.from({ length: 501 }, (_, index) => checkIn(String(index)));
    const { answers, head } = await push(server, door, many.slice(0, 500));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
    expect(head).toMatchObject({ position: 500, balances: { credit: -500 } });
    for (const operations of [many, []]) {
      const body = { operations: operations.map((operation, index) => ({ seq: index + 1, operation })) };
      expect(await server.askInVain(routes.push, { token: door.token, body })).toMatchObject({ error: 'malformed' });
    }
    expect(await rowsOf(door)).toHaveLength(500);
  });

  it('what happened long ago or far in the future is taken with its own time', async () => {
    const early = checkIn('a', { ms: Date.UTC(1970, 0, 1) });
    const late = checkIn('b', { ms: Date.UTC(2999, 0, 1) });
    await push(server, door, [early, late]);
    const rows = await pullAll(server, door);
    expect(rows.map(({ operation }) => operation)).toEqual([sent(early), sent(late)]);
    expect(rows[1]?.entries).toMatchObject([{ kind: 'charge', at: startsAt + 120_000 }]);
  });
});

const when = (id: string, device = 'Gala owner') => ({ id, ms: startsAt, device });
const packFacts = {
  name: '100 credits',
  type: 'credit',
  quantity: 1,
  credits: 100,
  price: { minor: 4_000, currency: 'EUR' },
  payment: 'card' as const,
};

function aPack(id: string, device: string): Operation {
  return anOperation('buyPack', when(id, device), packFacts);
}

function aLease(id: string, device: string): Operation {
  return anOperation('takeLease', when(id, device), {
    lease: v.parse(leaseIdSchema, operationId('lease')),
    holder: deviceId(device),
    type: 'credit',
    slices: [],
    notAfterAt: startsAt,
    signature: '0'.repeat(128),
  });
}
