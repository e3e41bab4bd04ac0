import * as v from 'valibot';
import type { Hash, OrganisationId } from '../../shared/ids.ts';
import type { LogHead } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';

/** Where an organisation's log ends. */
export interface LogEnd {
  readonly position: number;
  readonly chain: Hash;
  /** The credit account there, as JSON; empty before the first row. */
  readonly account: string;
}

/** On it, every process says of which organisation's log there is more. */
export const headChannel = 'admit';

export async function readLogEnd(database: Queryable, organisation: OrganisationId): Promise<LogEnd> {
  return theOnly(
    await database.query<LogEnd>('select position, chain, account from organisations where id = $1', [organisation]),
  );
}

/** The same, and nobody else adds to the log until the transaction ends: positions have no gap. */
export async function lockLog(transaction: Queryable, organisation: OrganisationId): Promise<LogEnd> {
  return theOnly(
    await transaction.query<LogEnd>(
      'select position, chain, account from organisations where id = $1 for no key update',
      [organisation],
    ),
  );
}

function theOnly([end]: readonly LogEnd[]): LogEnd {
  if (end === undefined) throw new Error('A log belongs to an organisation that there is');
  return end;
}

/** Moves the end of the log that is locked, and tells everybody who listens. */
export async function writeLogEnd(
  transaction: Queryable,
  organisation: OrganisationId,
  { position, chain, account }: LogEnd,
): Promise<void> {
  await transaction.query(
    `with moved as (
       update organisations set position = $2, chain = $3, account = $4 where id = $1 returning id
     )
     select pg_notify($5, id::text) from moved`,
    [organisation, position, chain, account, headChannel],
  );
}

const balancesSchema = v.object({ holdings: v.array(v.object({ type: v.string(), balance: v.number() })) });

export function headOf({ position, chain, account }: LogEnd): LogHead {
  const holdings = account === '' ? [] : v.parse(balancesSchema, JSON.parse(account)).holdings;
  return { position, chain, balances: Object.fromEntries(holdings.map(({ type, balance }) => [type, balance])) };
}
