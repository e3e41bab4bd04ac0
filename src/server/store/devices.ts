import type { DeviceId, EventId, OrganisationId } from '../../shared/ids.ts';
import type { Role } from '../../shared/role.ts';
import type { EnrolledDevice, Membership } from '../../shared/wire.ts';
import { hashSecret } from '../secret.ts';
import type { Queryable } from './database.ts';
import type { Sender } from './push.ts';

/** A laptop that has proved who it is. */
export interface EnrolledSender extends Sender {
  readonly name: string;
  readonly organisationName: string;
  readonly publicKey: string;
}

interface SenderRow {
  readonly id: DeviceId;
  readonly name: string;
  readonly role: Role;
  readonly events: readonly EventId[] | null;
  readonly former: readonly DeviceId[];
  readonly seen_at: number | null;
  readonly revoked_at: number | null;
  readonly wipe: boolean;
  readonly organisation_name: string;
  readonly public_key: string;
}

export type TokenOwner =
  | { readonly kind: 'enrolled'; readonly sender: EnrolledSender; readonly seenAt: number | null }
  | { readonly kind: 'revoked'; readonly wipe: boolean }
  | { readonly kind: 'unknown' };

/** Whose token it is, within the organisation that it names. */
export async function readTokenOwner(
  database: Queryable,
  organisation: OrganisationId,
  token: string,
): Promise<TokenOwner> {
  const [row] = await database.query<SenderRow>(
    `select d.id, d.name, d.role, d.events::text[] as events, d.former::text[] as former, d.seen_at, d.revoked_at, d.wipe,
            o.name as organisation_name, o.public_key
     from devices d join organisations o on o.id = d.organisation_id
     where d.organisation_id = $1 and d.token_hash = $2`,
    [organisation, hashSecret(token)],
  );
  if (row === undefined) return { kind: 'unknown' };
  if (row.revoked_at !== null) return { kind: 'revoked', wipe: row.wipe };
  const { id: device, name, role, events, former } = row;
  const { organisation_name: organisationName, public_key: publicKey } = row;
  const sender = { organisation, device, name, role, events, former, organisationName, publicKey };
  return { kind: 'enrolled', sender, seenAt: row.seen_at };
}

/** What a laptop is told that it is. */
export function membershipOf(sender: EnrolledSender): Membership {
  const { organisation: id, organisationName, device, name, role, events, publicKey } = sender;
  return {
    organisation: { id, name: organisationName },
    device,
    name,
    role,
    events: events === null ? null : [...events],
    publicKey,
  };
}

export async function noteSeen(database: Queryable, { organisation, device }: Sender, now: number): Promise<void> {
  await database.query('update devices set seen_at = $3 where organisation_id = $1 and id = $2', [
    organisation,
    device,
    now,
  ]);
}

/** What is known of a name that a laptop wants to go by. */
export interface KnownDevice {
  readonly role: Role;
  readonly former: readonly DeviceId[];
  readonly isActive: boolean;
}

export async function findDevice(
  database: Queryable,
  organisation: OrganisationId,
  device: DeviceId,
): Promise<KnownDevice | undefined> {
  const [row] = await database.query<{ role: Role; former: readonly DeviceId[]; revoked_at: number | null }>(
    `select role, former::text[] as former, revoked_at from devices where organisation_id = $1 and id = $2 for update`,
    [organisation, device],
  );
  return row && { role: row.role, former: row.former, isActive: row.revoked_at === null };
}

/** Which of these names other laptops go by now. */
export async function findActive(
  database: Queryable,
  organisation: OrganisationId,
  devices: readonly DeviceId[],
): Promise<ReadonlySet<DeviceId>> {
  const rows = await database.query<{ id: DeviceId }>(
    'select id from devices where organisation_id = $1 and id = any($2::uuid[]) and revoked_at is null',
    [organisation, devices],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface DeviceEnrolment extends Sender {
  readonly name: string;
  readonly token: string;
  readonly enrolledAt: number;
}

/** Enrols a laptop, or enrols it anew: what it was before, and its token, count no longer. */
export async function writeDevice(database: Queryable, enrolment: DeviceEnrolment): Promise<void> {
  const { organisation, device, name, role, events, former, token, enrolledAt } = enrolment;
  await database.query(
    `insert into devices (organisation_id, id, name, role, events, former, token_hash, enrolled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (organisation_id, id) do update set name = excluded.name, role = excluded.role, events = excluded.events,
       former = excluded.former, token_hash = excluded.token_hash, enrolled_at = excluded.enrolled_at,
       revoked_at = null, wipe = false`,
    [organisation, device, name, role, events, former, hashSecret(token), enrolledAt],
  );
}

interface DeviceRow {
  readonly device: DeviceId;
  readonly name: string;
  readonly role: Role;
  readonly events: EventId[] | null;
  readonly enrolledAt: number;
  readonly seenAt: number | null;
  readonly revokedAt: number | null;
}

export async function listDevices(
  database: Queryable,
  organisation: OrganisationId,
): Promise<readonly EnrolledDevice[]> {
  return database.query<DeviceRow>(
    `select id as device, name, role, events::text[] as events, enrolled_at as "enrolledAt", seen_at as "seenAt",
            revoked_at as "revokedAt"
     from devices where organisation_id = $1 order by enrolled_at, id`,
    [organisation],
  );
}

export async function countActiveOwners(database: Queryable, organisation: OrganisationId): Promise<number> {
  const rows = await database.query(
    `select 1 from devices where organisation_id = $1 and role = 'owner' and revoked_at is null for update`,
    [organisation],
  );
  return rows.length;
}

/** Signs a laptop out. One that is signed out already may still be told to wipe itself. */
export async function revokeDevice(
  database: Queryable,
  organisation: OrganisationId,
  device: DeviceId,
  { now, wipe }: { readonly now: number; readonly wipe: boolean },
): Promise<void> {
  await database.query(
    `update devices set revoked_at = coalesce(revoked_at, $3), wipe = wipe or $4 where organisation_id = $1 and id = $2`,
    [organisation, device, now, wipe],
  );
  await database.query(`select pg_notify($1, $2)`, [revocationChannel, revocationText(organisation, device)]);
}

/** Tells every process which laptop was signed out. */
export const revocationChannel = 'admit_revoked';

export function revocationText(organisation: OrganisationId, device: DeviceId): string {
  return `${organisation}/${device}`;
}
