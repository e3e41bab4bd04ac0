import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { acceptOperations } from '../../src/server/store/accept-operations.ts';
import type { Database } from '../../src/server/store/database.ts';
import { insertOrganisation } from '../../src/server/store/organisations.ts';
import { readOperation } from '../../src/server/store/read-operation.ts';
import { authorityOfServer } from '../../src/server/store/sender.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import type { Policies } from '../../src/shared/credit/ledger.ts';
import { organisationIdSchema } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import type { PushAnswer } from '../../src/shared/wire.ts';
import { deviceId } from '../builders/facts.ts';

/** The log of a new organisation, into which anything may come. Nothing of it is held in memory. */
export interface SettledLog {
  take(operations: readonly Operation[], now: number): Promise<readonly PushAnswer[]>;
  /** What each row has posted, in order. */
  entries(): Promise<readonly (readonly Entry[])[]>;
  /** The operations, in the order of the log. */
  operations(): Promise<readonly unknown[]>;
  /** The account as it was stored last; undefined before the first row. */
  account(): Promise<unknown>;
}

export async function openSettledLog(database: Database, policies: Policies): Promise<SettledLog> {
  const organisation = v.parse(organisationIdSchema, randomUUID());
  await insertOrganisation(database, { id: organisation, name: 'Test', createdAt: 0, seed: '01'.repeat(32) });
  const authority = authorityOfServer(organisation, deviceId('server'));
  let seq = 0;

  async function readColumn<T>(column: 'entries' | 'operation'): Promise<readonly T[]> {
    const rows = await database.query<{ readonly json: string }>(
      `select ${column} as json from operations where organisation_id = $1 order by position`,
      [organisation],
    );
    return rows.map(({ json }) => JSON.parse(json) as T);
  }

  return {
    async take(operations, now) {
      const reads = operations.map((operation) => readOperation({ seq: (seq += 1), operation }));
      const { answers } = await database.transaction((transaction) =>
        acceptOperations(transaction, authority, reads, { now, policies }),
      );
      return answers;
    },
    entries: () => readColumn<readonly Entry[]>('entries'),
    operations: () => readColumn('operation'),
    async account() {
      const [row] = await database.query<{ readonly account: string }>(
        'select account from organisations where id = $1',
        [organisation],
      );
      return row === undefined || row.account === '' ? undefined : JSON.parse(row.account);
    },
  };
}
