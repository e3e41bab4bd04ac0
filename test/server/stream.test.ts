import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/server/store/database.ts';
import { type LogHead, routes, streamPath } from '../../src/shared/wire.ts';
import { aCheckIn } from '../builders/facts.ts';
import { databases } from './databases.ts';
import { type EnrolledLaptop, type InjectedServer, openInjectedServer, startsAt } from './injected-server.ts';
import { push } from './sending.ts';

/** What a laptop hears, one after the other. */
interface Listening {
  /** The next place where the log ends; undefined once the stream has ended. */
  next(): Promise<LogHead | undefined>;
  stop(): Promise<void>;
}

describe.each(databases)('the stream on $name', ({ openTwice }) => {
  let database: Database;
  let another: Database;
  let server: InjectedServer;
  let elsewhere: InjectedServer;
  let owner: EnrolledLaptop;
  let galas = 0;

  beforeAll(async () => {
    [database, another] = await openTwice();
  });
  afterAll(async () => {
    await another.close();
    await database.close();
  });
  beforeEach(async () => {
    galas += 1;
    server = await openInjectedServer(database, {
      secrets: `stream ${String(galas)}`,
      limits: { streamsPerDevice: 2 },
    });
    elsewhere = await openInjectedServer(another, { secrets: `elsewhere ${String(galas)}` });
    ({ owner } = await server.found('Gala'));
  });

  async function listen({ token }: EnrolledLaptop, at = server): Promise<Listening> {
    const answer = await at.request('GET', streamPath, { token });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (reader === undefined) throw new Error('There is always a body');
    let text = '';
    return {
      async next() {
        for (;;) {
          const found = /^event: head\ndata: (?<data>.*)\n\n/m.exec(text);
          if (found !== null) {
            text = text.slice(found.index + found[0].length);
            return JSON.parse(found.groups?.['data'] ?? '') as LogHead;
          }
          const { done, value } = await reader.read();
          if (done) return undefined;
          text += value;
        }
      },
      stop: () => reader.cancel(),
    };
  }

  const checkIn = (id: string) => aCheckIn({ id, ms: startsAt, device: 'Gala owner', ticket: id });

  /** The place that is told when that much has happened; those before it may be left out. */
  async function untilPosition(listening: Listening, position: number): Promise<LogHead> {
    for (let head = await listening.next(); head !== undefined; head = await listening.next()) {
      if (head.position >= position) return head;
    }
    throw new Error('It ended before');
  }

  /** Resolves when the stream has ended. */
  async function untilEnd(listening: Listening): Promise<void> {
    while ((await listening.next()) !== undefined);
  }

  it('says at once where the log ends', async () => {
    await push(server, owner, [checkIn('a')]);
    const listening = await listen(owner);
    expect(await listening.next()).toMatchObject({ position: 1, balances: { credit: -1 } });
    await listening.stop();
  });

  it('says so again when something was pushed at another server of the same database', async () => {
    const listening = await listen(owner);
    await untilPosition(listening, 0);
    for (const n of [1, 2, 3]) {
      const { head } = await push(elsewhere, owner, [checkIn(String(n))], n);
      expect(await untilPosition(listening, n)).toEqual(head);
    }
    await listening.stop();
  });

  it('tells nothing of other organisations', async () => {
    const { owner: other } = await elsewhere.found('Ball');
    const [mine, theirs] = [await listen(owner), await listen(other, elsewhere)];
    await untilPosition(mine, 0);
    await untilPosition(theirs, 0);
    await push(server, owner, [checkIn('a')]);
    const foreign = aCheckIn({ id: 'b', ms: startsAt, device: 'Ball owner' });
    await push(elsewhere, other, [foreign, { ...foreign, id: checkIn('c').id }]);
    expect((await untilPosition(mine, 1)).position).toBe(1);
    expect((await untilPosition(theirs, 2)).position).toBe(2);
    await Promise.all([mine.stop(), theirs.stop()]);
  });

  it('ends for a laptop that is signed out, wherever that is done, and for no other', async () => {
    const door = await server.invite(owner, 'door', 'Gate A');
    const [listening, other] = [await listen(door), await listen(owner)];
    await untilPosition(listening, 0);
    await untilPosition(other, 0);
    await elsewhere.ask(routes.revokeDevice, { token: owner.token, body: { device: door.device, wipe: false } });
    await untilEnd(listening);
    expect((await server.request('GET', streamPath, { token: door.token })).status).toBe(401);
    await push(server, owner, [checkIn('a')]);
    expect((await untilPosition(other, 1)).position).toBe(1);
    await other.stop();
  });

  it('the oldest of a laptop’s streams ends when it opens too many', async () => {
    const first = await listen(owner);
    await untilPosition(first, 0);
    const [second, third] = [await listen(owner), await listen(owner)];
    await untilPosition(third, 0);
    await untilEnd(first);
    await push(server, owner, [checkIn('a')]);
    await untilPosition(second, 1);
    await untilPosition(third, 1);
    await Promise.all([second.stop(), third.stop()]);
  });

  it('ends when the server is to stop, which takes no new ones', async () => {
    const listening = await listen(owner);
    await untilPosition(listening, 0);
    server.stopping.abort();
    await untilEnd(listening);
    expect(await server.askInVain({ method: 'GET', path: streamPath }, { token: owner.token })).toMatchObject({
      error: 'unavailable',
    });
  });

  it('is not for those who are not enrolled', async () => {
    for (const token of [undefined, `${owner.reply.organisation.id}.${'x'.repeat(43)}`]) {
      expect((await server.request('GET', streamPath, { token })).status).toBe(401);
    }
  });
});
