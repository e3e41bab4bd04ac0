import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { aCheckIn } from '../../../test/builders/facts.ts';
import { aTransport, refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import { aPage } from '../../../test/builders/sync-page.ts';
import { hashSchema } from '../../shared/ids.ts';
import { type Cursor, type PullReply, startCursor } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';
import { createContact } from './contact.ts';
import { createPullLane, isAtHead, type PullPlace, rowsBehind } from './pull-lane.ts';
import type { StoredRow } from './server-rows.ts';
import type { SyncStore } from './sync-store.ts';

/** The hash of the log up to a position: another one in another log. */
function chainAt(position: number, log = 'a'): Cursor['chain'] {
  return position === 0 ? startCursor.chain : v.parse(hashSchema, `${log}${String(position).padStart(63, '0')}`);
}

const cursorAt = (position: number, log?: string): Cursor => ({ position, chain: chainAt(position, log) });
const rowAt = (position: number) => ({
  position,
  operation: aCheckIn({ id: `row ${String(position)}`, ms: position, ticket: `T-${String(position)}` }),
  entries: [],
});

type Reply = Omit<PullReply, 'serverAt'>;

/** What a server whose log has so many rows answers. */
function replyOf(length: number, after: number, most = 500, log?: string): Reply {
  const last = Math.min(length, after + most);
  return {
    head: { ...cursorAt(length, log), balances: {} },
    protocol: 1,
    rows: Array.from({ length: last - after }, (_, index) => rowAt(after + index + 1)),
    next: cursorAt(last, log),
  };
}

function aLane(length: number) {
  const server = { length, log: 'a', most: 500 };
  const transport = aTransport({ pull: ({ position }) => replyOf(server.length, position, server.most, server.log) });
  const page = aPage();
  const place: PullPlace = { cursor: startCursor, head: undefined, hinted: 0, isPollDue: true };
  const stored: { readonly rows: readonly StoredRow[]; readonly cursor: Cursor | undefined }[] = [];
  const happened: string[] = [];
  const store: SyncStore = {
    open: async () => Promise.reject(new Error('It is open')),
    append: async (rows, cursor) => void stored.push({ rows, cursor }),
    note: async () => undefined,
    reset: async () => void happened.push('reset'),
    problem: () => undefined,
  };
  const pieces: (readonly PulledRow[])[] = [];
  const facts = { forged: new Set<number>() };
  const lane = createPullLane({
    contact: createContact(transport, () => 0),
    page,
    store,
    place,
    isForged: ({ position }) => facts.forged.has(position),
    onRows: (rows) => pieces.push(rows),
    onReply: ({ next }) => happened.push(`reply ${String(next.position)}`),
    onTooOld: () => happened.push('too old'),
    onStartOver: () => happened.push('start over'),
  });
  const reply = (change: (reply: Reply) => Reply): void => {
    transport.script.pull = ({ position }) => change(replyOf(server.length, position, server.most, server.log));
  };
  return { lane, server, transport, page, place, stored, happened, pieces, facts, reply };
}

describe('pulling', () => {
  it('takes in all that there is, page by page, and is then at the end', async () => {
    const { lane, page, place, happened, transport } = aLane(1_234);
    expect([await lane(), await lane(), await lane(), await lane()]).toEqual(['worked', 'worked', 'worked', 'idle']);
    expect(page.rows.map(({ position }) => position)).toEqual(Array.from({ length: 1_234 }, (_, index) => index + 1));
    expect(happened).toEqual(['reply 500', 'reply 1000', 'reply 1234']);
    expect(place.cursor).toEqual(cursorAt(1_234));
    expect(transport.asked.map(({ request }) => request)).toEqual([startCursor, cursorAt(500), cursorAt(1_000)]);
  });

  it('hands on at most 100 rows at a time, and keeps the cursor with the last of a page only', async () => {
    const { lane, page, stored, pieces } = aLane(350);
    await lane();
    expect(page.pieces).toEqual([100, 100, 100, 50]);
    expect(pieces.map((rows) => rows.length)).toEqual([100, 100, 100, 50]);
    expect(stored.map(({ rows, cursor }) => [rows.length, cursor?.position])).toEqual([
      [100, undefined],
      [100, undefined],
      [100, undefined],
      [50, 350],
    ]);
  });

  it('an empty log is at its end', async () => {
    const { lane, place, stored } = aLane(0);
    expect([await lane(), await lane()]).toEqual(['worked', 'idle']);
    expect([stored, place.cursor]).toEqual([[], startCursor]);
  });

  it('asks again when somebody wants to know, or has heard of more', async () => {
    const { lane, server, place, transport } = aLane(2);
    await lane();
    place.isPollDue = true;
    expect([await lane(), await lane()]).toEqual(['worked', 'idle']);
    server.length = 3;
    place.hinted = 3;
    expect([await lane(), await lane()]).toEqual(['worked', 'idle']);
    // A hint that was wrong is forgotten.
    place.hinted = 7;
    expect([await lane(), await lane()]).toEqual(['worked', 'idle']);
    expect(transport.asked).toHaveLength(4);
  });

  it('a row that must not be believed keeps its place, and says nothing', async () => {
    const { lane, page, facts, stored } = aLane(3);
    facts.forged.add(2);
    await lane();
    expect(page.rows.map(({ operation }) => operation?.kind)).toEqual(['checkIn', undefined, 'checkIn']);
    expect(stored[0]?.rows[1]).toEqual({ position: 2, text: '{"entries":[]}' });
  });
});

describe('an answer that does not fit', () => {
  it.each<readonly [string, (reply: Reply) => Reply]>([
    ['a row is missing', (reply) => ({ ...reply, rows: reply.rows.filter(({ position }) => position !== 5) })],
    ['the first row is missing', (reply) => ({ ...reply, rows: reply.rows.slice(1) })],
    ['rows are in another order', (reply) => ({ ...reply, rows: [...reply.rows].reverse() })],
    ['the end is further than the rows', (reply) => ({ ...reply, next: cursorAt(11) })],
    ['there is more, and nothing comes', (reply) => ({ ...reply, rows: [], next: startCursor })],
  ])('is not taken in: %s', async (_, change) => {
    const { lane, page, place, stored, reply } = aLane(10);
    reply(change);
    expect(await lane()).toBe('stuck');
    expect([page.rows, stored, place.cursor, place.isPollDue]).toEqual([[], [], startCursor, true]);
    reply((sound) => sound);
    expect(await lane()).toBe('worked');
    expect(page.rows).toHaveLength(10);
  });
});

describe('a log that is another one', () => {
  async function atTen() {
    const world = aLane(10);
    await world.lane();
    world.happened.length = 0;
    world.place.isPollDue = true;
    return world;
  }

  it.each<readonly [string, (world: Awaited<ReturnType<typeof atTen>>) => void]>([
    ['it ends before the cursor', ({ server }) => (server.length = 7)],
    ['it is empty', ({ server }) => (server.length = 0)],
    ['it has another past', ({ server }) => (server.log = 'b')],
    ['the server says so', ({ transport }) => (transport.script.pull = () => refused('diverged', 409))],
    [
      'the server does not keep what is that old',
      ({ transport }) => (transport.script.pull = () => refused('gone', 410)),
    ],
  ])('is pulled from its start: %s', async (_, change) => {
    const world = await atTen();
    change(world);
    expect(await world.lane()).toBe('worked');
    expect([world.page.rows, world.happened]).toEqual([[], ['reset', 'start over']]);
    expect(world.place).toEqual({ cursor: startCursor, head: undefined, hinted: 0, isPollDue: true });
    world.transport.script.pull = ({ position }) => replyOf(4, position, 500, 'b');
    expect([await world.lane(), await world.lane()]).toEqual(['worked', 'idle']);
    expect([world.page.rows.length, world.place.cursor]).toEqual([4, cursorAt(4, 'b')]);
  });

  it('there is nothing to start over from the start', async () => {
    const { lane, transport, happened } = aLane(3);
    transport.script.pull = () => refused('diverged', 409);
    expect(await lane()).toBe('stuck');
    expect(happened).toEqual([]);
  });
});

describe('a pull that fails', () => {
  it.each([unreachable, refused('unavailable', 503), refused('revoked', 401)])('%j is tried again', async (failure) => {
    const { lane, transport, place, page } = aLane(3);
    transport.script.pull = () => failure;
    expect(await lane()).toEqual(failure);
    expect([place.isPollDue, isAtHead(place)]).toEqual([true, false]);
    transport.script.pull = ({ position }) => replyOf(3, position);
    await lane();
    expect(page.rows).toHaveLength(3);
  });

  it('says that this laptop is too old for the server', async () => {
    const { lane, transport, happened } = aLane(3);
    transport.script.pull = () => refused('update-needed', 426);
    expect(await lane()).toMatchObject({ status: 426 });
    expect(happened).toEqual(['too old']);
  });

  it('in the middle of a page leaves the cursor where it was', async () => {
    const { lane, page, place, stored } = aLane(250);
    const { takeIn } = page;
    page.takeIn = async (rows) => {
      if (rows.some(({ position }) => position === 150)) throw new Error('The page is busy');
      await takeIn(rows);
    };
    await expect(lane()).rejects.toThrow('busy');
    expect([place.cursor, stored.length]).toEqual([startCursor, 1]);
    page.takeIn = takeIn;
    place.isPollDue = true;
    await lane();
    expect(page.rows).toHaveLength(250);
    expect(stored.at(-1)?.cursor).toEqual(cursorAt(250));
  });
});

describe('how far the laptop is', () => {
  const head = { ...cursorAt(9), balances: {} };
  it.each<readonly [string, PullPlace, boolean, number]>([
    ['nothing is known', { cursor: startCursor, head: undefined, hinted: 0, isPollDue: false }, false, 0],
    ['everything is here', { cursor: cursorAt(9), head, hinted: 9, isPollDue: false }, true, 0],
    ['somebody asks', { cursor: cursorAt(9), head, hinted: 0, isPollDue: true }, false, 0],
    ['some are missing', { cursor: cursorAt(4), head, hinted: 0, isPollDue: false }, false, 5],
    ['there is news', { cursor: cursorAt(9), head, hinted: 12, isPollDue: false }, false, 3],
    ['the log is shorter', { cursor: cursorAt(12), head, hinted: 0, isPollDue: false }, false, 0],
    ['the log is another', { cursor: cursorAt(9, 'b'), head, hinted: 0, isPollDue: false }, false, 0],
  ])('%s', (_, place, atHead, behind) => {
    expect([isAtHead(place), rowsBehind(place)]).toEqual([atHead, behind]);
  });
});
