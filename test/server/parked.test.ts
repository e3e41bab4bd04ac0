import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { routes } from '../../src/shared/wire.ts';
import { aCheckIn, anOperation, deviceId, eventId } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { inWords, pullAll, push, sent } from './sending.ts';

describe.each(databases)('what is kept aside on $name', ({ open }) => {
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
    server = await openInjectedServer(database, { secrets: `parked ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
    door = await server.invite(owner, 'door', 'Gate A', [eventId('gala')]);
  });

  const at = (id: string, device = 'Gate A') => ({ id, ms: startsAt, device, ticket: id });
  const email = (id: string) => anOperation('sendEmail', at(id), { purpose: 'campaign', recipients: 3 });
  const parked = async () => (await server.ask(routes.parked, { token: owner.token })).parked;
  const retry = async (id: number | undefined, by = owner) => {
    const { serverAt: _, ...result } = await server.ask(routes.retryParked, { token: by.token, body: { id } });
    return result;
  };

  it('is listed for organisers, the oldest first, with who sent it and why it was not applied', async () => {
    await push(server, door, [email('a'), { ...aCheckIn(at('b')), eventId: eventId('ball') }]);
    server.clock.at += 1_000;
    await push(server, door, [aCheckIn(at('c', 'Gate B'))]);
    const list = await parked();
    expect(list.map(({ reason, parkedAt }) => [reason, parkedAt])).toEqual([
      ['role', startsAt],
      ['event', startsAt],
      ['device', startsAt + 1_000],
    ]);
    expect(list[0]).toMatchObject({ device: door.device, deviceName: 'Gate A', operation: sent(email('a')) });
    expect(list[0]?.detail).toContain('sendEmail');
  });

  it('is applied with the authority of whoever tries it again, under the laptop that sent it', async () => {
    await push(server, door, [email('a'), aCheckIn(at('b', 'Gate B'))], 7);
    const [first, second] = await parked();
    expect(await retry(first?.id)).toEqual({ outcome: 'applied' });
    expect(await retry(second?.id)).toEqual({ outcome: 'applied' });
    expect(await parked()).toEqual([]);
    const rows = await pullAll(server, owner);
    expect(rows.map(({ operation }) => operation)).toEqual([email('a'), aCheckIn(at('b', 'Gate B'))].map(sent));
    const places = await database.query(
      'select device_id as device, device_seq as seq from operations where organisation_id = $1 order by position',
      [owner.reply.organisation.id],
    );
    expect(places).toEqual([
      { device: door.device, seq: 7 },
      { device: door.device, seq: 8 },
    ]);
    // The laptop does not know that, and sends it again.
    expect(inWords((await push(server, door, [email('a')], 7)).answers)).toEqual(['duplicate 1']);
  });

  it('stays where it is when that authority does not reach, with the new reason', async () => {
    const organiser = await server.invite(owner, 'organiser', 'Office', [eventId('gala')]);
    const pack = anOperation('changePlan', at('a'), { policy: 'guest-manager', plan: 'pro' });
    await push(server, door, [pack, { ...aCheckIn(at('b')), eventId: eventId('ball') }]);
    const [first, second] = await parked();
    expect(await retry(first?.id, organiser)).toEqual({ outcome: 'parked', reason: 'role' });
    expect(await retry(second?.id, organiser)).toEqual({ outcome: 'parked', reason: 'event' });
    const list = await parked();
    expect(list.map(({ id }) => id)).toEqual([first?.id, second?.id]);
    expect(list[0]?.detail).toContain('organiser');
    expect(await retry(second?.id)).toEqual({ outcome: 'applied' });
  });

  it('what is no operation, or says something else than another of its id, stays', async () => {
    await push(server, door, [aCheckIn(at('a'))]);
    await push(server, door, [{ kind: 'teleport' }, { ...aCheckIn(at('a')), gate: 'Gate B' }], 2);
    for (const { id, reason } of await parked()) expect(await retry(id)).toEqual({ outcome: 'parked', reason });
    expect(await parked()).toHaveLength(2);
    expect(await pullAll(server, owner)).toHaveLength(1);
  });

  it('is settled once the same comes in another way', async () => {
    await push(server, door, [email('a')]);
    expect(await parked()).toHaveLength(1);
    const body = { name: 'Box', role: 'box-office', events: null, minutes: 5 };
    const { code } = await server.ask(routes.createCode, { token: owner.token, body });
    const box = await server.enrol(code, 'Gate A');
    expect(inWords((await push(server, box, [email('a')])).answers)).toEqual(['applied 1']);
    expect(await parked()).toEqual([]);
  });

  it('two who try it at the same time apply it once', async () => {
    await push(server, door, [email('a')]);
    const [first] = await parked();
    const outcomes = await Promise.all(
      [1, 2, 3].map(async () => {
        const answer = await server.request('POST', routes.retryParked.path, {
          token: owner.token,
          body: { id: first?.id },
        });
        return answer.status === 404 ? 'settled' : ((await answer.json()) as { outcome: string }).outcome;
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(await pullAll(server, owner)).toHaveLength(1);
  });

  it('nobody tries what is not there, or another organisation’s', async () => {
    await push(server, door, [email('a')]);
    const [first] = await parked();
    const other = await openInjectedServer(database, { secrets: `other ${String(galas)}` });
    const { owner: stranger } = await other.found('Ball');
    for (const [id, by] of [
      [first?.id, stranger],
      [999_999, owner],
    ] as const) {
      const answer = await server.askInVain(routes.retryParked, { token: by.token, body: { id } });
      expect(answer).toMatchObject({ status: 404, error: 'not-found' });
    }
    expect((await server.ask(routes.parked, { token: stranger.token })).parked).toEqual([]);
  });

  it('what a wiped laptop had saved is brought in under its name', async () => {
    await push(server, door, [aCheckIn(at('a'))]);
    const saved = [aCheckIn(at('a')), aCheckIn(at('b')), email('c'), aCheckIn(at('d', 'Gate B'))];
    const operations = saved.map((operation, index) => ({ seq: index + 1, operation }));
    const { answers } = await server.ask(routes.recover, {
      token: owner.token,
      body: { device: door.device, operations },
    });
    expect(inWords(answers)).toEqual(['duplicate 1', 'applied 2', 'applied 3', 'parked: device']);
    const rows = await database.query(
      'select distinct device_id as device from operations where organisation_id = $1',
      [owner.reply.organisation.id],
    );
    expect(rows).toEqual([{ device: door.device }]);
    expect(await parked()).toMatchObject([{ device: door.device, reason: 'device' }]);
  });

  it('a laptop that nobody enrolled has saved something as well', async () => {
    const lost = deviceId('Lost');
    const body = {
      device: lost,
      operations: [
        { seq: 1, operation: aCheckIn(at('a', 'Lost')) },
        { seq: 2, operation: 1 },
      ],
    };
    const { answers } = await server.ask(routes.recover, { token: owner.token, body });
    expect(inWords(answers)).toEqual(['applied 1', 'parked: malformed']);
    expect(await parked()).toMatchObject([{ device: lost, deviceName: '' }]);
  });
});
