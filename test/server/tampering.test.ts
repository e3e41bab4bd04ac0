import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { mostPerBatch, routes, startCursor, streamPath } from '../../src/shared/wire.ts';
import { aCheckIn, aGrant, aLot, anOperation, deviceId, eventId, listId, operationId } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { bring, pack } from './guest-lists.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { inWords, pullAll, pullRoute, push, sent } from './sending.ts';

const tables = [
  'organisations',
  'devices',
  'codes',
  'operations',
  'expiries',
  'parked',
  'segments',
  'arrivals',
  'alarms',
];
/** Every address that laptops use, with what a well-formed request for it holds. */
const everything = [
  { method: 'POST', path: routes.push.path, body: { operations: [{ seq: 1, operation: {} }] } },
  {
    method: 'POST',
    path: routes.recover.path,
    body: { device: deviceId('x'), operations: [{ seq: 1, operation: {} }] },
  },
  { method: 'GET', path: pullRoute(startCursor).path },
  { method: 'GET', path: routes.snapshot.path.replace(':id', eventId('gala')) },
  { method: 'GET', path: `/v1/segments/${'0'.repeat(64)}` },
  { method: 'PUT', path: `/v1/segments/${'0'.repeat(64)}`, body: new Uint8Array([1]) },
  { method: 'POST', path: routes.missingSegments.path, body: { hashes: [] } },
  { method: 'POST', path: routes.lease.path, body: { type: 'credit', wanted: 1, need: 1 } },
  { method: 'GET', path: routes.membership.path },
  { method: 'POST', path: routes.renewDevice.path, body: { device: deviceId('x') } },
  { method: 'POST', path: routes.signOut.path },
  { method: 'POST', path: routes.createCode.path, body: { name: 'x', role: 'owner', events: null, minutes: 1 } },
  { method: 'GET', path: routes.devices.path },
  { method: 'POST', path: routes.revokeDevice.path, body: { device: deviceId('x'), wipe: true } },
  { method: 'GET', path: routes.parked.path },
  { method: 'POST', path: routes.retryParked.path, body: { id: 1 } },
  { method: 'POST', path: routes.alarm.path, body: { ...startCursor, here: {}, there: {} } },
  { method: 'GET', path: streamPath },
] as const;

describe.each(databases)('tampering on $name', ({ open }) => {
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
    server = await openInjectedServer(database, { secrets: `tampering ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
    door = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
  });

  const checkIn = (id: string, device = 'Gate A'): Operation => aCheckIn({ id, ms: startsAt, device, ticket: id });

  /** All that is kept, but when laptops were last seen. */
  async function everythingKept(): Promise<string> {
    const kept = [];
    for (const table of tables) {
      const rows = await database.query<{ row: string }>(
        `select (to_jsonb(t) - 'seen_at')::text as row from ${table} t order by 1`,
      );
      kept.push(rows.map(({ row }) => row));
    }
    return JSON.stringify(kept);
  }

  async function expectUnchanged(work: () => Promise<unknown>): Promise<void> {
    const before = await everythingKept();
    await work();
    expect(await everythingKept()).toBe(before);
  }

  const noted = () =>
    server.lines
      .filter(({ message }) => message === 'request')
      .map(({ level, fields }) => ({ level, status: fields['status'], refused: fields['refused'] }))
      .at(-1);

  it.each(everything)(
    '$method $path is not for those who cannot prove who they are',
    async ({ method, path, ...rest }) => {
      const stranger = `${owner.reply.organisation.id}.${'A'.repeat(43)}`;
      const tokens = [
        undefined,
        'x',
        stranger,
        `${owner.token}x`,
        owner.token.slice(0, -1),
        owner.token.replace('.', ''),
        `' or '1'='1`,
      ];
      await expectUnchanged(async () => {
        for (const token of tokens) {
          expect(await server.askInVain({ method, path }, { token, ...rest })).toMatchObject({
            status: 401,
            error: 'unauthorised',
          });
          expect(noted()).toEqual({ level: 'warn', status: 401, refused: 'unauthorised' });
        }
      });
    },
  );

  it.each(everything)('$method $path is not for laptops that were signed out', async ({ method, path, ...rest }) => {
    await server.ask(routes.revokeDevice, { token: owner.token, body: { device: door.device, wipe: true } });
    await expectUnchanged(async () => {
      const answer = await server.askInVain({ method, path }, { token: door.token, ...rest });
      expect(answer).toMatchObject({ status: 401, error: 'revoked', wipe: true });
    });
  });

  const forManagers = [
    routes.recover.path,
    routes.createCode.path,
    routes.devices.path,
    routes.revokeDevice.path,
    routes.parked.path,
    routes.retryParked.path,
  ] as const;
  it.each(everything.filter(({ path }) => (forManagers as readonly string[]).includes(path)))(
    '$method $path is for those who manage laptops alone, and the attempt is noted',
    async ({ method, path, ...rest }) => {
      for (const role of ['door', 'print-station', 'box-office', 'supervisor', 'hub'] as const) {
        const laptop = await server.invite(owner, role, `A ${role}`);
        await expectUnchanged(async () => {
          const answer = await server.askInVain({ method, path }, { token: laptop.token, ...rest });
          expect(answer).toMatchObject({ status: 403, error: 'forbidden' });
          expect(noted()).toEqual({ level: 'warn', status: 403, refused: 'forbidden' });
        });
      }
    },
  );

  it('an organiser makes no owner, organiser or hub, and signs no owner out', async () => {
    const organiser = await server.invite(owner, 'organiser', 'Office', [eventId('gala')]);
    const code = { name: 'x', minutes: 1, events: [eventId('gala')] };
    await expectUnchanged(async () => {
      for (const role of ['owner', 'organiser', 'hub']) {
        const body = { ...code, role };
        expect(await server.askInVain(routes.createCode, { token: organiser.token, body })).toMatchObject({
          status: 403,
        });
      }
      for (const events of [null, [eventId('ball')], [eventId('gala'), eventId('ball')]]) {
        const body = { ...code, role: 'door', events };
        expect(await server.askInVain(routes.createCode, { token: organiser.token, body })).toMatchObject({
          status: 403,
        });
      }
      for (const laptop of [organiser, owner]) {
        const body = { device: owner.device, wipe: false };
        expect(await server.askInVain(routes.revokeDevice, { token: laptop.token, body })).toMatchObject({
          status: 403,
        });
      }
    });
  });

  it('of another organisation nothing can be seen or changed, with whatever ids one has', async () => {
    await push(server, door, [checkIn('a'), { kind: 'teleport' }]);
    await bring(server, owner, pack([]));
    const other = await openInjectedServer(database, { secrets: `strangers ${String(galas)}` });
    const { owner: stranger } = await other.found('Ball');
    const { token } = stranger;
    await expectUnchanged(async () => {
      expect(await pullAll(server, stranger)).toEqual([]);
      const { head } = await server.ask(pullRoute(startCursor), { token: owner.token });
      expect(await server.askInVain(pullRoute(head), { token })).toMatchObject({ error: 'diverged' });
      expect((await server.ask(routes.devices, { token })).devices.map(({ device }) => device)).toEqual([
        stranger.device,
      ]);
      const body = { device: door.device, wipe: true };
      expect(await server.askInVain(routes.revokeDevice, { token, body })).toMatchObject({ status: 404 });
      expect((await server.ask(routes.parked, { token })).parked).toEqual([]);
      const path = routes.snapshot.path.replace(':id', eventId('gala'));
      expect(await server.ask({ ...routes.snapshot, path }, { token })).toMatchObject({ segments: [], missing: [] });
    });
    // The secret of one with the name of the other is none.
    const mixed = `${owner.reply.organisation.id}.${token.split('.')[1] ?? ''}`;
    expect(await server.askInVain(routes.membership, { token: mixed })).toMatchObject({ status: 401 });
    // The same operation is another one there.
    expect(inWords((await push(server, stranger, [checkIn('a', 'Ball owner')])).answers)).toEqual(['applied 1']);
  });

  it('a recorded push that is played again, altered, or under another name changes nothing', async () => {
    await push(server, door, [checkIn('a'), checkIn('b')]);
    const second = await server.invite(owner, 'door', 'Gate B', [eventId('gala')]);
    const before = await pullAll(server, owner);
    const altered = [
      { ...checkIn('a'), fee: 'per-ticket' },
      { ...checkIn('b'), ticketId: 'T-9' },
    ];
    expect(inWords((await push(server, door, [checkIn('a'), checkIn('b')])).answers)).toEqual([
      'duplicate 1',
      'duplicate 2',
    ]);
    expect(inWords((await push(server, door, altered)).answers)).toEqual(['parked: conflict', 'parked: conflict']);
    expect(inWords((await push(server, second, [checkIn('c')])).answers)).toEqual(['parked: device']);
    expect(await pullAll(server, owner)).toEqual(before);
  });

  const kindsOfOthers: readonly Operation[] = [
    aGrant({ id: 'grant', ms: startsAt, device: 'Gate A' }, 1_000_000),
    anOperation('choosePolicy', by('policy'), { policies: ['zaplify'], timeZone: 'UTC' }),
    anOperation('changePlan', by('plan'), { policy: 'guest-manager', plan: 'free' }),
    anOperation('defineMember', by('member'), { member: 'Ana', limits: {} }),
    anOperation('setBillingContact', by('contact'), { contact: 'me@example.org' }),
    anOperation('earnBonus', by('bonus'), { bonus: 'referral', person: 'me' }),
    anOperation('voidAction', by('void'), { target: operationId('a'), reason: 'Free of charge' }),
    anOperation('sendEmail', by('email'), { purpose: 'campaign', recipients: 1 }),
  ];
  it.each(kindsOfOthers)('a door that records "$kind" is not heard, and it is noted', async (operation) => {
    await push(server, door, [checkIn('a')]);
    const before = await pullAll(server, owner);
    expect(inWords((await push(server, door, [operation], 2)).answers)).toEqual(['parked: role']);
    expect(await pullAll(server, owner)).toEqual(before);
    expect(server.lines).toContainEqual({
      level: 'warn',
      message: 'parked',
      fields: { organisation: door.reply.organisation.id, device: door.device, seq: 2, reason: 'role' },
    });
  });

  const badBodies: readonly (readonly [string, unknown, number])[] = [
    ['nothing', '', 400],
    ['no JSON', '{"operations":', 400],
    ['another shape', '[]', 400],
    ['no operations', { operations: [] }, 400],
    [
      'too many operations',
      { operations: Array.from({ length: mostPerBatch + 1 }, () => ({ seq: 1, operation: 1 })) },
      400,
    ],
    ['a place that is none', { operations: [{ seq: 0, operation: {} }] }, 400],
    ['a place beyond all', { operations: [{ seq: 1e300, operation: {} }] }, 400],
    ['too much', { operations: [{ seq: 1, operation: 'x'.repeat(9_000_000) }] }, 413],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 400],
  ];
  it.each(badBodies)('a push of %s is refused, says where, and not what', async (_, body, status) => {
    await expectUnchanged(async () => {
      const answer = await server.askInVain(routes.push, { token: door.token, body });
      expect(answer.status).toBe(status);
      expect(answer.message.length).toBeLessThan(300);
    });
  });

  it('anything but JSON is refused where JSON is asked for', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
      const asked = { token: door.token, body: '{}', headers: { 'content-type': type } };
      expect(await server.askInVain(routes.push, asked)).toMatchObject({ status: 415, error: 'malformed' });
    }
  });

  it('an address that there is none of is not found, and not written down', async () => {
    for (const path of ['/', '/v1', '/v1/push/../devices/x', '/admin.php?token=secret', '/v1/organisations']) {
      expect(await server.askInVain({ method: 'POST', path }, { body: {} })).toMatchObject({ status: 404 });
    }
    expect(JSON.stringify(server.lines)).not.toContain('secret');
  });

  const evil = [
    `'); drop table operations; --`,
    '<script>alert(1)</script>',
    '$1 ${x} %s \\u0041 \\',
    '{"a":[1,null]}',
    '\u202E\uFEFF\t\n',
  ];
  it.each(evil)('"%s" is a text like any other, wherever it stands', async (text) => {
    const when = { id: `${text} ${String(galas)}`, ms: startsAt, device: 'Gala owner', actor: text };
    const named = (name: string) => ({ ...when, id: `${name} ${text}` });
    const operations: readonly Operation[] = [
      anOperation('createEvent', named('event'), {
        event: {
          id: eventId(text),
          name: `x${text}x`,
          timeZone: 'UTC',
          firstList: {
            id: listId(text),
            name: `x${text}x`,
            ticketTypes: [text],
            reentry: 'once',
            includesPending: false,
          },
        },
      }),
      anOperation('importTickets', named('import'), {
        listId: listId('main'),
        fileName: text,
        system: text,
        issued: [],
        changed: [],
        free: 1,
        paid: 0,
      }),
      aCheckIn({ ...named('check-in'), gate: text, ticket: text }),
      anOperation('refuseScan', named('refusal'), {
        listId: listId('main'),
        gate: text,
        scanned: text,
        code: 'invalid',
      }),
      anOperation('issueTickets', named('tickets'), { orderCode: text, free: 1, paid: 1 }),
      anOperation('assignPortal', named('portal'), { portal: text }),
      anOperation('unlockLead', named('lead'), { lead: text }),
      anOperation('earnBonus', named('bonus'), { bonus: text, person: text }),
      anOperation('defineMember', named('member'), { member: text, limits: { [text]: 1 } }),
      anOperation('setBillingContact', named('contact'), { contact: text }),
      anOperation('voidAction', named('void'), { target: operationId(`lead ${text}`), reason: text }),
      aGrant(
        named('grant'),
        5,
        aLot({ id: `lot ${text}` as never, credits: 5, type: text, words: text, scope: [text], terms: [text] }),
      ),
    ];
    const { answers } = await push(server, owner, operations);
    expect(answers.map(({ outcome }) => outcome)).toEqual(operations.map(() => 'applied'));
    const rows = await pullAll(server, owner);
    expect(rows.map(({ operation }) => operation)).toEqual(operations.map(sent));
    expect((await push(server, owner, operations)).answers.map(({ outcome }) => outcome)).toEqual(
      operations.map(() => 'duplicate'),
    );

    const name = `x${text}x`;
    const laptop = await server.invite(owner, 'door', name);
    expect(laptop.reply.name).toBe(name);
    expect((await server.ask(routes.devices, { token: owner.token })).devices.map((each) => each.name)).toContain(name);
    // What people typed stays out of the log.
    expect(JSON.stringify(server.lines)).not.toContain(JSON.stringify(text).slice(1, -1));
  });

  it('U+0000 in any other text is refused in words', async () => {
    const bodies = [
      [routes.createCode, { name: 'a\u0000b', role: 'door', events: null, minutes: 1 }],
      [routes.lease, { type: 'a\u0000b', wanted: 1, need: 1 }],
      [routes.alarm, { ...startCursor, here: { 'a\u0000b': 1 }, there: {} }],
    ] as const;
    for (const [route, body] of bodies) {
      const answer = await server.request(route.method, route.path, { token: owner.token, body });
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('says for every answer that browsers are to run nothing of it, and nobody is to keep it', async () => {
    for (const path of ['/health', '/v1/membership', '/nothing', '/docs']) {
      const { headers } = await server.request('GET', path, { token: owner.token });
      expect(headers.get('content-security-policy')).toContain(`default-src 'none'`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  function by(id: string) {
    return { id, ms: startsAt, device: 'Gate A' };
  }
});
