import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { PROTOCOL_VERSION, protocolHeader, routes } from '../../src/shared/wire.ts';
import type { Role } from '../../src/shared/role.ts';
import { deviceId, eventId } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer } from './injected-server.ts';

describe.each(databases)('enrolment on $name', ({ open }) => {
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
    server = await openInjectedServer(database, { secrets: `enrolment ${String(galas)}` });
    ({ owner } = await server.found(`Gala ${String(galas)}`));
  });

  const code = async (role: Role, by = owner): Promise<string> => {
    const body = { name: 'Door laptop', role, events: null, minutes: 10 };
    return (await server.ask(routes.createCode, { token: by.token, body })).code;
  };
  const enrolRequest = (text: string, device = deviceId('new')) => ({
    body: { code: text, device, formerDevices: [] },
  });

  it('an organisation’s first code makes an owner, and says what it is enrolled in', () => {
    expect(owner.reply).toMatchObject({ role: 'owner', events: null, serverAt: server.clock.at });
    expect(owner.reply.organisation.name).toBe(`Gala ${String(galas)}`);
  });

  it('a code is eight letters and digits that are never mixed up, forgiven when read aloud', async () => {
    const text = await code('door');
    expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    const spoken = `${text.slice(0, 4).toLowerCase()}-${text.slice(4)} `;
    const { name, role } = await server.ask(routes.enrol, enrolRequest(spoken));
    expect({ name, role }).toEqual({ name: 'Door laptop', role: 'door' });
  });

  it('keeps neither codes nor tokens, nor writes them into the log', async () => {
    const text = await code('door');
    const { token } = await server.enrol(text, 'secretive');
    const kept = JSON.stringify([
      await database.query('select * from codes'),
      await database.query('select * from devices'),
      server.lines,
    ]);
    for (const secret of [text, token, token.split('.')[1] ?? '']) expect(kept).not.toContain(secret);
  });

  it('wrong, used and expired codes are told apart by nobody', async () => {
    const used = await code('door');
    await server.enrol(used, 'first');
    const expired = await code('door');
    server.clock.at += 10 * 60_000;
    const answers = [];
    for (const text of ['ZZZZZZZZ', used, expired]) {
      const { status, error, message } = await server.askInVain(routes.enrol, enrolRequest(text));
      answers.push({ status, error, message });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, error: 'wrong-code' });
    expect(server.lines.filter(({ message }) => message === 'a laptop could not enrol')).toHaveLength(3);
  });

  it('a code works once when two laptops use it at the same time', async () => {
    const text = await code('door');
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => server.request('POST', routes.enrol.path, enrolRequest(text, deviceId(name)))),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404, 404]);
  });

  it('after ten wrong codes an address has to wait; others need not, and right codes are not counted', async () => {
    for (let times = 0; times < 12; times += 1) await server.enrol(await code('door'), `laptop ${String(times)}`);
    for (let times = 0; times < 10; times += 1) await server.askInVain(routes.enrol, enrolRequest('ZZZZZZZZ'));
    const right = await code('door');
    const { status, error, headers } = await server.askInVain(routes.enrol, enrolRequest(right));
    expect({ status, error }).toEqual({ status: 429, error: 'rate-limited' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    const elsewhere = await server.request('POST', routes.enrol.path, { ...enrolRequest(right), from: '192.0.2.2' });
    expect(elsewhere.status).toBe(200);
  });

  it('many addresses together have to wait as well', async () => {
    const strict = await openInjectedServer(database, {
      limits: { wrongCodesInAll: { attempts: 3, seconds: 60 } },
      secrets: `together ${String(galas)}`,
    });
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      await strict.askInVain(routes.enrol, { ...enrolRequest('ZZZZZZZZ'), from });
    const { status } = await strict.askInVain(routes.enrol, { ...enrolRequest('ZZZZZZZZ'), from: '192.0.2.4' });
    expect(status).toBe(429);
  });

  it('a membership says what the laptop is, to a laptop of any version', async () => {
    const door = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
    const headers = { [protocolHeader]: String(PROTOCOL_VERSION + 1) };
    const membership = await server.ask(routes.membership, { token: door.token, headers });
    const { token: _, ...enrolled } = door.reply;
    expect(membership).toEqual(enrolled);
  });

  it('a laptop that enrols again under its name gets a new token, role and name; the old token is of no use', async () => {
    const door = await server.invite(owner, 'door', 'Gate A');
    const again = await server.ask(routes.enrol, enrolRequest(await code('supervisor'), door.device));
    expect(again).toMatchObject({ role: 'supervisor', name: 'Door laptop' });
    expect(await server.askInVain(routes.membership, { token: door.token })).toMatchObject({ status: 401 });
    expect(await server.ask(routes.membership, { token: again.token })).toMatchObject({ device: door.device });
  });

  it('a door’s code never takes the place of an owner’s laptop, and is still of use to another', async () => {
    const text = await code('door');
    const answer = await server.askInVain(routes.enrol, enrolRequest(text, owner.device));
    expect(answer).toMatchObject({ status: 403, error: 'forbidden' });
    await server.ask(routes.membership, { token: owner.token });
    expect(await server.enrol(text, 'another')).toMatchObject({ reply: { role: 'door' } });
  });

  it('former names are kept, but not those that other laptops go by', async () => {
    const body = { code: await code('door'), device: deviceId('b'), formerDevices: [deviceId('a'), owner.device] };
    await server.ask(routes.enrol, { body });
    const [row] = await database.query<{ former: string[] }>(
      'select former::text[] as former from devices where organisation_id = $1 and id = $2',
      [owner.reply.organisation.id, deviceId('b')],
    );
    expect(row?.former).toEqual([deviceId('a')]);
  });

  it('a copy gets a name and a token of its own, and the other copy goes on', async () => {
    const door = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
    const body = { device: deviceId('copy') };
    const copy = await server.ask(routes.renewDevice, { token: door.token, body });
    expect(copy).toMatchObject({ device: deviceId('copy'), role: 'door', name: 'Gate A', events: [eventId('gala')] });
    await server.ask(routes.membership, { token: door.token });
    // Its answer was lost on the way.
    const again = await server.ask(routes.renewDevice, { token: door.token, body });
    expect(await server.askInVain(routes.membership, { token: copy.token })).toMatchObject({ error: 'unauthorised' });
    await server.ask(routes.membership, { token: again.token });
  });

  it('a copy takes nobody else’s name', async () => {
    const door = await server.invite(owner, 'door', 'Gate A');
    for (const device of [owner.device, door.device]) {
      const answer = await server.askInVain(routes.renewDevice, { token: door.token, body: { device } });
      expect(answer).toMatchObject({ status: 403, error: 'forbidden' });
    }
  });

  it('a laptop that has signed out is no longer known, and is not told to wipe itself', async () => {
    const door = await server.invite(owner, 'door', 'Gate A');
    await server.ask(routes.signOut, { token: door.token });
    const answer = await server.askInVain(routes.membership, { token: door.token });
    expect(answer).toMatchObject({ status: 401, error: 'revoked', wipe: false });
  });

  it.each(['', 'x', 'K7QM3XV', 'K7QM3XVDD', 'K7QM3XVI', 'K7QM!XVU'])('"%s" is no code', async (text) => {
    expect(await server.askInVain(routes.enrol, enrolRequest(text))).toMatchObject({ status: 400, error: 'malformed' });
  });
});
