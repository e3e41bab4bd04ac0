import * as v from 'valibot';
import { type OrganisationId, organisationIdSchema } from '../shared/ids.ts';
import { makeId } from './new-id.ts';
import type { RandomBytes } from './secret.ts';
import { createCode } from './store/codes.ts';
import type { Database } from './store/database.ts';
import { insertOrganisation } from './store/organisations.ts';

export const organisationNameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

export interface CreatedOrganisation {
  readonly organisation: { readonly id: OrganisationId; readonly name: string };
  /** Enrols its first owner. */
  readonly code: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

const ownerCodeMs = 24 * 3_600_000;

export interface CreationMeans {
  readonly database: Database;
  readonly random: RandomBytes;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** Makes an organisation, and the code that enrols its first owner. */
export function createOrganisation(
  { database, random, now }: CreationMeans,
  name: string,
): Promise<CreatedOrganisation> {
  const createdAt = now();
  const id = v.parse(organisationIdSchema, makeId(random, createdAt));
  const seed = Buffer.from(random(32)).toString('hex');
  const expiresAt = createdAt + ownerCodeMs;
  return database.transaction(async (transaction) => {
    await insertOrganisation(transaction, { id, name, createdAt, seed });
    const grant = { organisation: id, name: 'Owner', role: 'owner', events: null, expiresAt } as const;
    const code = await createCode(transaction, grant, { random, now: createdAt });
    return { organisation: { id, name }, code, expiresAt };
  });
}
