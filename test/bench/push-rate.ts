import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ensurePostgresql, startPostgresql } from '../../scripts/postgresql.ts';
import { problem } from '../../scripts/problem.ts';
import type { OperationIntent } from '../../src/shared/operation.ts';
import { mostPerBatch } from '../../src/shared/wire.ts';
import { aList, eventId, ticketId } from '../builders/facts.ts';
import { startServerProcess } from '../server/server-process.ts';
import { figure, type Figure } from './figure.ts';
import { foundOrganisation, type PushClient } from '../server/push-client.ts';

const laptops = [1, 10, 50] as const;
const operationsInAll = 20_000;
const gala = { id: eventId('bench'), name: 'Bench', timeZone: 'Europe/Madrid', firstList: aList() };

/**
 * Check-ins that laptops push to a server process on PostgreSQL, in batches as large as they may be, beside one connection
 * that inserts the same rows into a table like the server's, in transactions of as many.
 */
export async function measurePushes(): Promise<readonly Figure[]> {
  const advice = await ensurePostgresql();
  if (advice !== undefined) throw problem(advice);
  const postgresql = await startPostgresql();
  const folder = await mkdtemp(join(tmpdir(), 'admit-bench-server-'));
  const server = await startServerProcess({ folder, databaseUrl: postgresql.url });
  try {
    const owner = await foundOrganisation(server);
    await owner.push(
      owner.operations([
        { kind: 'choosePolicy', policies: ['guest-manager'], timeZone: gala.timeZone },
        { kind: 'createEvent', event: gala },
      ]),
    );
    // The first pushes of a process compile what the others use.
    await pushFrom([await owner.invite()], 5_000);
    const figures: Figure[] = [];
    for (const count of laptops) {
      const doors: PushClient[] = [];
      for (let number = 0; number < count; number += 1) doors.push(await owner.invite());
      const ours = await pushFrom(doors, operationsInAll);
      const raw = await insertRaw(postgresql.url, operationsInAll);
      figures.push(
        figure(`push-${String(count)}`, ours, 'us', { name: 'raw insert of 500 rows a transaction', value: raw }, 2),
      );
    }
    return figures;
  } finally {
    await server.stop();
    await postgresql.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

let guests = 0;

/** All laptops at once, each with its part of so many. Microseconds an operation. */
async function pushFrom(doors: readonly PushClient[], count: number): Promise<number> {
  const each = doors.map((door) => ({ door, operations: door.operations(checkIns(count / doors.length)) }));
  const startedAt = performance.now();
  await Promise.all(each.map(({ door, operations }) => door.push(operations)));
  return ((performance.now() - startedAt) * 1_000) / count;
}

function checkIns(count: number): readonly OperationIntent[] {
  return Array.from({ length: count }, (): OperationIntent => {
    guests += 1;
    return {
      kind: 'checkIn',
      eventId: gala.id,
      listId: gala.firstList.id,
      gate: 'Gate A',
      ticketId: ticketId(`T-${String(guests)}`),
      fee: 'none',
      reentry: 'once',
    };
  });
}

/** Inserts the last rows of the server's log into a table of the same kind. Microseconds a row. */
async function insertRaw(url: string, count: number): Promise<number> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('drop table if exists raw_operations');
    await client.query('create table raw_operations (like operations including all)');
    const { rows } = await client.query<Record<string, unknown>>(
      'select * from operations order by position desc limit $1',
      [count],
    );
    const columns = Object.keys(rows[0] ?? {});
    const types = await columnTypes(client);
    const values = columns.map((column, index) => `$${String(index + 1)}::${types.get(column) ?? 'text'}[]`);
    const insert = `insert into raw_operations (${columns.join(', ')}) select * from unnest(${values.join(', ')})`;
    const startedAt = performance.now();
    for (let from = 0; from < rows.length; from += mostPerBatch) {
      const batch = rows.slice(from, from + mostPerBatch);
      await client.query(
        insert,
        columns.map((column) => batch.map((row) => row[column])),
      );
    }
    return ((performance.now() - startedAt) * 1_000) / rows.length;
  } finally {
    await client.end();
  }
}

async function columnTypes(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns where table_name = 'operations'`,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}
