import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as v from 'valibot';
import type { Operation, OperationIntent } from '../../src/shared/operation.ts';
import { type Cursor, PROTOCOL_VERSION, protocolHeader, pullReplySchema, startCursor } from '../../src/shared/wire.ts';
import { aList, eventId, ticketId } from '../builders/facts.ts';
import { makeDatabase } from './databases.ts';
import { foundOrganisation, type PushClient } from './push-client.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const gala = { id: eventId('gala'), name: 'Gala', timeZone: 'Europe/Madrid', firstList: aList() };
const doors = 8;
const guestsEach = 60;

let folder: string;
let removeDatabase: () => Promise<void>;
let processes: readonly [ServerProcess, ServerProcess];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admit-two-processes-'));
  const { url: databaseUrl, remove } = await makeDatabase();
  removeDatabase = remove;
  // Both at once: each finds the tables not there, and one makes them.
  processes = await Promise.all([
    startServerProcess({ folder, databaseUrl }),
    startServerProcess({ folder, databaseUrl }),
  ]);
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.stop()));
  await removeDatabase();
  await rm(folder, { recursive: true, force: true });
});

function checkIn(guest: number): OperationIntent {
  return {
    kind: 'checkIn',
    eventId: gala.id,
    listId: gala.firstList.id,
    gate: 'Gate A',
    ticketId: ticketId(`T-${String(guest)}`),
    fee: 'none',
    reentry: 'once',
  };
}

async function pullAll({ address }: ServerProcess, { token }: PushClient) {
  const operations: Operation[] = [];
  const positions: number[] = [];
  let cursor: Cursor = startCursor;
  for (;;) {
    const answer = await fetch(`${address}/v1/pull?after=${String(cursor.position)}&chain=${cursor.chain}`, {
      headers: { authorization: `Bearer ${token}`, [protocolHeader]: String(PROTOCOL_VERSION) },
    });
    const { rows, next, head } = v.parse(pullReplySchema, await answer.json());
    positions.push(...rows.map(({ position }) => position));
    operations.push(...rows.map(({ operation }) => operation as Operation));
    if (rows.length === 0) return { operations, positions, head };
    cursor = next;
  }
}

it('X-4 two processes take what eight doors send, each batch to both at once: no gap, nothing twice', async () => {
  const [one, two] = processes;
  const owner = await foundOrganisation(one);
  await owner.push(
    owner.operations([
      { kind: 'choosePolicy', policies: ['guest-manager'], timeZone: gala.timeZone },
      { kind: 'createEvent', event: gala },
    ]),
  );
  const clients = await Promise.all(Array.from({ length: doors }, () => owner.invite()));
  // Every other guest of a door comes to the next door as well.
  const work = clients.map((client, door) => {
    const guests = Array.from({ length: guestsEach }, (_, guest) => door * (guestsEach / 2) + guest);
    return { client, operations: client.operations(guests.map(checkIn)) };
  });
  await Promise.all(
    work.flatMap(({ client, operations }) =>
      Array.from({ length: guestsEach / 10 }, async (_, batch) => {
        const part = operations.slice(batch * 10, batch * 10 + 10);
        await Promise.all([client.push(part, one), client.push(part, two)]);
      }),
    ),
  );
  const [first, second] = await Promise.all([pullAll(one, owner), pullAll(two, owner)]);
  expect(second).toEqual(first);
  expect(first.positions).toEqual(first.positions.map((_, index) => index + 1));
  const ids = first.operations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const sent = work.flatMap(({ operations }) => operations.map(({ id }) => id));
  expect(sent.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids).toHaveLength(sent.length + 2);
  // One admission of each guest is charged (GM-2), of 50 welcome credits.
  const letIn = new Set(first.operations.flatMap((each) => (each.kind === 'checkIn' ? [each.ticketId] : [])));
  expect(first.head.balances).toEqual({ credit: 50 - letIn.size });
});

it('one process tells at once what has come to the other', async () => {
  const [one, two] = processes;
  const owner = await foundOrganisation(one);
  const abort = new AbortController();
  const stream = await fetch(`${two.address}/v1/stream`, {
    headers: { authorization: `Bearer ${owner.token}` },
    signal: abort.signal,
  });
  const reader = stream.body?.getReader();
  if (reader === undefined) throw new Error('A stream has a body');
  const decoder = new TextDecoder();
  let heard = '';
  const hear = async (position: number): Promise<void> => {
    while (!heard.includes(`"position":${String(position)}`)) heard += decoder.decode((await reader.read()).value);
  };
  await hear(0);
  await owner.push(owner.operations([{ kind: 'createEvent', event: gala }]), one);
  await hear(1);
  abort.abort();
});
