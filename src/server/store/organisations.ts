import type { OrganisationId } from '../../shared/ids.ts';
import { publicKeyOf } from '../signing.ts';
import type { Queryable } from './database.ts';

export interface NewOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  /** UTC milliseconds. */
  readonly createdAt: number;
  /** 32 random bytes, in hexadecimal: signs its leases. */
  readonly seed: string;
}

export async function insertOrganisation(database: Queryable, organisation: NewOrganisation): Promise<void> {
  const { id, name, createdAt, seed } = organisation;
  await database.query(
    'insert into organisations (id, name, created_at, private_key, public_key) values ($1, $2, $3, $4, $5)',
    [id, name, createdAt, seed, publicKeyOf(seed)],
  );
}

/** The seed that signs the organisation's leases. */
export async function readSeed(database: Queryable, organisation: OrganisationId): Promise<string> {
  const [row] = await database.query<{ private_key: string }>('select private_key from organisations where id = $1', [
    organisation,
  ]);
  if (row === undefined) throw new Error('A laptop belongs to an organisation that there is');
  return row.private_key;
}

export async function hasOrganisations(database: Queryable): Promise<boolean> {
  const rows = await database.query('select 1 from organisations limit 1');
  return rows.length > 0;
}
