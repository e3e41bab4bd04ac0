import { verifyAsync } from '@noble/ed25519';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { leaseText } from '../../src/shared/credit/lease.ts';
import { leaseIdSchema } from '../../src/shared/ids.ts';
import type { OperationOf } from '../../src/shared/operation.ts';
import { type LogHead, routes } from '../../src/shared/wire.ts';
import { anOperation } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { inWords, pullAll, push } from './sending.ts';

const day = 24 * 3_600_000;

describe.each(databases)('X-5 leases on $name', ({ openTwice }) => {
  let database: Database;
  let another: Database;
  let server: InjectedServer;
  let owner: EnrolledLaptop;
  let desks: readonly EnrolledLaptop[];
  let galas = 0;

  beforeAll(async () => {
    [database, another] = await openTwice();
  });
  afterAll(async () => {
    await another.close();
    await database.close();
  });
  /** An organisation with 100 invites, which are refused at zero, and three laptops that may create them. */
  beforeEach(async () => {
    galas += 1;
    server = await openInjectedServer(database, { secrets: `leases ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
    desks = await Promise.all(['Desk A', 'Desk B', 'Desk C'].map((name) => server.invite(owner, 'organiser', name)));
    await push(server, owner, [
      anOperation('choosePolicy', when('agreed'), { policies: ['artsvp-invites'], timeZone: 'UTC' }),
      anOperation('buyPack', when('pack'), {
        name: '100 invites',
        type: 'invite',
        quantity: 1,
        credits: 100,
        payment: 'card',
        price: { minor: 5_000, currency: 'EUR' },
      }),
    ]);
  });

  const when = (id: string, device = 'Gala owner', ms = startsAt) => ({ id, ms, device });
  const invites = (id: string, device: string, count: number) =>
    anOperation('createInvites', when(id, device), { via: 'list', count });
  const desk = (index: number): EnrolledLaptop => {
    const found = desks[index];
    if (found === undefined) throw new Error('There are three');
    return found;
  };
  const take = (by: EnrolledLaptop, wanted: number, need = 1, at = server) =>
    at.ask(routes.lease, { token: by.token, body: { type: 'invite', wanted, need } });
  const takeInVain = (by: EnrolledLaptop, wanted: number, need = 1) =>
    server.askInVain(routes.lease, { token: by.token, body: { type: 'invite', wanted, need } });
  const leaseOf = async () => {
    const rows = await pullAll(server, owner);
    const last = rows
      .map(({ operation }) => operation as OperationOf<'takeLease'>)
      .findLast(({ kind }) => kind === 'takeLease');
    if (last === undefined) throw new Error('There is none');
    return last;
  };
  const balance = ({ balances }: LogHead) => balances['invite'];
  const returned = (id: string, { lease, device }: { lease: string; device: string }) =>
    anOperation('returnLease', when(id, device), { lease: v.parse(leaseIdSchema, lease) });

  it('sets credits aside for a laptop, signed, for a week, and leaves the balance as it is', async () => {
    const { lease, credits, notAfterAt, head } = await take(desk(0), 40);
    expect({ credits, notAfterAt, balance: balance(head), position: head.position }).toEqual({
      credits: 40,
      notAfterAt: startsAt + 7 * day,
      balance: 100,
      position: 3,
    });
    const operation = await leaseOf();
    expect(operation).toMatchObject({ lease, holder: desk(0).device, type: 'invite', notAfterAt });
    const { publicKey, organisation } = owner.reply;
    const text = new TextEncoder().encode(leaseText(organisation.id, operation));
    const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
    expect(await verifyAsync(bytes(operation.signature), text, bytes(publicKey))).toBe(true);
  });

  it('gives what there is when less than wanted is left, and refuses when that is less than needed', async () => {
    expect(await take(desk(0), 70)).toMatchObject({ credits: 70 });
    expect(await take(desk(1), 50)).toMatchObject({ credits: 30 });
    expect(await takeInVain(desk(2), 50)).toMatchObject({ status: 409, error: 'no-credits', free: 0, held: 100 });
    expect(await takeInVain(desk(1), 50)).toMatchObject({ free: 0, held: 70 });
    await push(server, desk(1), [returned('back', { lease: (await leaseOf()).lease, device: 'Desk B' })]);
    expect(await takeInVain(desk(2), 50, 31)).toMatchObject({ error: 'no-credits', free: 30, held: 70 });
    expect(await take(desk(2), 50, 30)).toMatchObject({ credits: 30 });
  });

  it('a laptop that asks for more has it on top, in one lease that lasts longer', async () => {
    const first = await take(desk(0), 10);
    server.clock.at += day;
    const second = await take(desk(0), 15);
    expect(second).toMatchObject({ lease: first.lease, credits: 15, notAfterAt: startsAt + 8 * day });
    expect(await takeInVain(desk(1), 200, 76)).toMatchObject({ free: 75, held: 25 });
  });

  it('what a laptop spends comes off what it holds, and what it returns is everybody’s again', async () => {
    const { lease } = await take(desk(0), 40);
    const operations = [invites('a', 'Desk A', 25), returned('back', { lease, device: 'Desk A' })];
    const { answers, head } = await push(server, desk(0), operations);
    expect(inWords(answers)).toEqual(['applied 4', 'applied 5']);
    expect(balance(head)).toBe(75);
    expect(await take(desk(1), 100)).toMatchObject({ credits: 75 });
  });

  it('only the laptop that holds it returns it', async () => {
    const { lease } = await take(desk(0), 40);
    await push(server, desk(1), [returned('theft', { lease, device: 'Desk B' })]);
    expect(await takeInVain(desk(1), 100, 61)).toMatchObject({ free: 60, held: 40 });
  });

  it('a lost laptop’s credits are written off by an owner, and found again when it turns up', async () => {
    const { lease } = await take(desk(0), 40);
    const lost = anOperation('writeOffLease', when('lost', 'Desk B'), {
      lease: v.parse(leaseIdSchema, lease),
      note: 'Lost',
    });
    expect(inWords((await push(server, desk(1), [lost])).answers)).toEqual(['parked: role']);
    const byOwner = {
      ...lost,
      at: { ...lost.at, device: owner.device },
      id: returned('own', { lease, device: 'x' }).id,
    };
    expect(balance((await push(server, owner, [byOwner], 3)).head)).toBe(60);
    const { head } = await push(server, desk(0), [
      invites('late', 'Desk A', 15),
      returned('back', { lease, device: 'Desk A' }),
    ]);
    expect(balance(head)).toBe(85);
  });

  it('a type that goes negative instead is not set aside', async () => {
    const body = { type: 'credit', wanted: 10, need: 1 };
    expect(await server.askInVain(routes.lease, { token: desk(0).token, body })).toMatchObject({ error: 'no-credits' });
  });

  it('all laptops that ask at once, of two servers, together get what there is, each credit once', async () => {
    const other = await openInjectedServer(another, { secrets: `others ${String(galas)}` });
    const asking = Array.from({ length: 18 }, (_, index) =>
      take(desk(index % 3), 9, 1, index % 2 === 0 ? server : other).then(
        ({ credits }) => credits,
        () => 0,
      ),
    );
    const given = await Promise.all(asking);
    expect(given.reduce((sum, credits) => sum + credits, 0)).toBe(100);
    // Each spends all that it holds; nobody’s invite is refused, and nothing is owed.
    const held = [0, 1, 2].map((index) =>
      given.filter((_, place) => place % 3 === index).reduce((sum, each) => sum + each, 0),
    );
    for (const [index, count] of held.entries()) {
      const name = `Desk ${'ABC'[index] ?? ''}`;
      await push(server, desk(index), [invites(`all of ${name}`, name, count)]);
    }
    expect(await takeInVain(desk(0), 1)).toMatchObject({ free: 0, held: 0 });
    const [row] = await database.query<{ account: string }>('select account from organisations where id = $1', [
      owner.reply.organisation.id,
    ]);
    expect(JSON.parse(row?.account ?? '')).toMatchObject({
      holdings: expect.arrayContaining([expect.objectContaining({ type: 'invite', balance: 0, debt: 0 })]),
    });
  });

  it('where another server sets credits aside, this one says so', async () => {
    const hub = await openInjectedServer(database, { secrets: `hub ${String(galas)}`, leases: 'elsewhere' });
    const { owner: atHub } = await hub.found('Hub');
    const answer = await hub.askInVain(routes.lease, {
      token: atHub.token,
      body: { type: 'invite', wanted: 1, need: 1 },
    });
    expect(answer).toMatchObject({ error: 'unavailable' });
    expect(answer.message).toContain('server above');
  });
});
