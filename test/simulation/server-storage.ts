import type { OrganisationId } from '../../src/shared/ids.ts';
import type { Database, Queryable } from '../../src/server/store/database.ts';

/** How the server's process ends in the middle of a transaction. */
export type ServerCrash =
  /** Before so many more statements are done: nothing of it is kept. */
  | { readonly kind: 'before-commit'; readonly statements: number }
  /** All of it is kept, and whoever asked is not told. */
  | { readonly kind: 'after-commit' };

/** The database as a process that may end at any time sees it. */
export interface PerilousDatabase {
  readonly database: Database;
  /** Plans a crash in one of the next transactions, or none. */
  plan(crash: ServerCrash | undefined): void;
  /** Whether it has crashed since last asked, and how. */
  takeCrash(): ServerCrash['kind'] | undefined;
}

class CrashError extends Error {}

export function perilous(database: Database): PerilousDatabase {
  let planned: ServerCrash | undefined;
  let crashed: ServerCrash['kind'] | undefined;

  function crash(kind: ServerCrash['kind']): never {
    planned = undefined;
    crashed = kind;
    throw new CrashError('The process has ended');
  }

  function counting(transaction: Queryable): Queryable {
    let done = 0;
    return {
      async query(statement, parameters) {
        if (planned?.kind === 'before-commit' && done >= planned.statements) crash('before-commit');
        done += 1;
        return transaction.query(statement, parameters);
      },
    };
  }

  return {
    database: {
      ...database,
      async transaction(work) {
        const result = await database.transaction((transaction) => work(counting(transaction)));
        if (planned?.kind === 'after-commit') crash('after-commit');
        return result;
      },
    },
    plan(next) {
      planned = next;
    },
    takeCrash() {
      const was = crashed;
      crashed = undefined;
      return was;
    },
  };
}

/** Every table of an organisation; what refers to it first. */
export const tables = [
  'devices',
  'codes',
  'operations',
  'expiries',
  'parked',
  'segments',
  'arrivals',
  'alarms',
] as const;

/** Copies of an organisation's rows as they once were. */
export interface Backups {
  take(organisation: OrganisationId): Promise<void>;
  /** Puts the copy in the place of what is there. */
  bringBack(organisation: OrganisationId): Promise<void>;
  /** Forgets an organisation, for the next run. */
  forget(organisation: OrganisationId): Promise<void>;
}

/** Copies are kept in the same database, beside the tables themselves. */
export async function openBackups(database: Database): Promise<Backups> {
  const all = [...tables, 'organisations'];
  await database.query(
    all.map((table) => `create unlogged table if not exists copy_of_${table} (like ${table})`).join(';'),
  );
  const every = ['relays', ...all, ...all.map((table) => `copy_of_${table}`)];
  let forgotten = 0;
  return {
    async forget(organisation) {
      forgotten += 1;
      // What is deleted takes up room until then.
      if (forgotten % 25 === 0) await database.query(`truncate ${every.join()}`);
      for (const table of tables)
        await database.query(`delete from ${table} where organisation_id = $1`, [organisation]);
      await database.query('delete from organisations where id = $1', [organisation]);
    },
    async take(organisation) {
      const mine = `organisation_id = '${organisation}'`;
      await database.query(
        [
          ...tables.flatMap((table) => [
            `delete from copy_of_${table} where ${mine}`,
            `insert into copy_of_${table} select * from ${table} where ${mine}`,
          ]),
          `delete from copy_of_organisations where id = '${organisation}'`,
          `insert into copy_of_organisations select * from organisations where id = '${organisation}'`,
        ].join(';'),
      );
    },
    async bringBack(organisation) {
      const mine = `organisation_id = '${organisation}'`;
      await database.query(
        [
          ...tables.flatMap((table) => [
            `delete from ${table} where ${mine}`,
            `insert into ${table} overriding system value select * from copy_of_${table} where ${mine}`,
          ]),
          `update organisations o set position = c.position, chain = c.chain, account = c.account
           from copy_of_organisations c where c.id = o.id and o.id = '${organisation}'`,
        ].join(';'),
      );
    },
  };
}

/** Tells of each position that a committed transaction has moved the log's end to. */
export function watchGrowth(database: Database, onGrown: (position: number) => void): Database {
  return {
    ...database,
    async transaction(work) {
      let moved: number | undefined;
      const result = await database.transaction((transaction) =>
        work({
          query(statement, parameters = []) {
            if (/update organisations set position/.test(statement)) moved = Number(parameters[1]);
            return transaction.query(statement, parameters);
          },
        }),
      );
      if (moved !== undefined) onGrown(moved);
      return result;
    },
  };
}
