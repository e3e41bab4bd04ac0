import type { EventId, OrganisationId } from '../../shared/ids.ts';
import type { Role } from '../../shared/role.ts';
import { hashSecret, makeCode, type RandomBytes } from '../secret.ts';
import type { Queryable } from './database.ts';

/** What a code enrols for. */
export interface CodeGrant {
  readonly organisation: OrganisationId;
  /** What the laptop is to be called, unless it says otherwise. */
  readonly name: string;
  readonly role: Role;
  readonly events: readonly EventId[] | null;
  /** From this instant on it is of no use (UTC milliseconds). */
  readonly expiresAt: number;
}

const dayMs = 86_400_000;

/** Makes a code that works once; only its hash is kept. */
export async function createCode(
  database: Queryable,
  grant: CodeGrant,
  { random, now }: { readonly random: RandomBytes; readonly now: number },
): Promise<string> {
  await database.query('delete from codes where organisation_id = $1 and expires_at < $2', [
    grant.organisation,
    now - dayMs,
  ]);
  for (;;) {
    const code = makeCode(random);
    const { organisation, name, role, events, expiresAt } = grant;
    const made = await database.query(
      `insert into codes (code_hash, organisation_id, name, role, events, expires_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (code_hash) do nothing returning 1`,
      [hashSecret(code), organisation, name, role, events, expiresAt],
    );
    if (made.length > 0) return code;
  }
}

interface CodeRow {
  readonly organisation_id: OrganisationId;
  readonly name: string;
  readonly role: Role;
  readonly events: readonly EventId[] | null;
  readonly expires_at: number;
}

/**
 * What a code enrols for. Undefined where there is none such, where it has been used, and where its time is over: all
 * alike. Nobody else can use it until the transaction ends.
 */
export async function findCode(transaction: Queryable, code: string, now: number): Promise<CodeGrant | undefined> {
  const [row] = await transaction.query<CodeRow>(
    `select organisation_id, name, role, events::text[] as events, expires_at from codes
     where code_hash = $1 and used_at is null and expires_at > $2 for update`,
    [hashSecret(code), now],
  );
  if (row === undefined) return undefined;
  const { organisation_id: organisation, name, role, events, expires_at: expiresAt } = row;
  return { organisation, name, role, events, expiresAt };
}

export async function useCode(transaction: Queryable, code: string, now: number): Promise<void> {
  await transaction.query('update codes set used_at = $2 where code_hash = $1', [hashSecret(code), now]);
}
