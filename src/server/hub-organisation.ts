import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { type OrganisationId, organisationIdSchema } from '../shared/ids.ts';
import type { Enrolment } from '../shared/bridge.ts';
import type { Log } from './log.ts';
import { makeId } from './new-id.ts';
import { beginRelay } from './relay/relay-state.ts';
import type { RandomBytes } from './secret.ts';
import { createCode } from './store/codes.ts';
import type { Database, Queryable } from './store/database.ts';
import { insertOrganisation } from './store/organisations.ts';

export interface HubOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
}

/** The organisation that the hub serves; undefined before its first start. */
export async function findHubOrganisation(database: Database): Promise<HubOrganisation | undefined> {
  const [organisation] = await database.query<HubOrganisation>('select id, name from organisations limit 1');
  return organisation;
}

/** Makes an organisation of the hub's own. */
export async function makeHubOrganisation(
  database: Queryable,
  name: string,
  random: RandomBytes,
): Promise<HubOrganisation> {
  const createdAt = Date.now();
  const organisation = { id: v.parse(organisationIdSchema, makeId(random, createdAt)), name };
  await insertOrganisation(database, { ...organisation, createdAt, seed: makeSeed(random) });
  return organisation;
}

/** Whether nobody has enrolled in it, ever: then it is removed, as if the hub had not been started yet. */
export function removeUnused(database: Database, organisation: OrganisationId): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const devices = await transaction.query('select 1 from devices where organisation_id = $1 limit 1', [organisation]);
    if (devices.length > 0) return false;
    await transaction.query('delete from codes where organisation_id = $1', [organisation]);
    await transaction.query('delete from organisations where id = $1', [organisation]);
    return true;
  });
}

/**
 * Makes the organisation of the server above the one that the hub serves, under its id, and notes what has changed there
 * since. Laptops get the key of the server above: it gives the leases, and the hub never signs one.
 */
export function mirrorOrganisation(
  database: Database,
  { server, membership }: Enrolment,
  random: RandomBytes,
): Promise<HubOrganisation> {
  const { organisation, device: hub, publicKey } = membership;
  return database.transaction(async (transaction) => {
    const known = await transaction.query('select 1 from organisations where id = $1', [organisation.id]);
    if (known.length === 0) {
      await insertOrganisation(transaction, { ...organisation, createdAt: Date.now(), seed: makeSeed(random) });
    }
    await transaction.query('update organisations set name = $2, public_key = $3 where id = $1', [
      organisation.id,
      organisation.name,
      publicKey,
    ]);
    await beginRelay(transaction, { organisationId: organisation.id, hub, server });
    return organisation;
  });
}

function makeSeed(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('hex');
}

const ownerCodeMs = 24 * 3_600_000;
/** How soon an owner who has enrolled is noticed. */
const lookMs = 1_000;

export interface OwnerWatch {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  readonly onCode: (code: string | undefined) => void;
}

/**
 * Tells a code that enrols an owner while there is none, and undefined once there is one. Returns what ends that. Codes
 * that ran out are replaced.
 */
export async function watchForOwner(
  database: Database,
  organisation: OrganisationId,
  { now, log, onCode }: OwnerWatch,
): Promise<() => void> {
  let code: { readonly text: string; readonly expiresAt: number } | undefined;
  let next: NodeJS.Timeout | undefined;
  let ended = false;

  async function look(): Promise<void> {
    const hasOwner = await isOwned(database, organisation);
    if (ended) return;
    if (hasOwner) {
      if (code !== undefined) onCode(undefined);
      return;
    }
    const at = now();
    if (code === undefined || code.expiresAt <= at) {
      const expiresAt = at + ownerCodeMs;
      const grant = { organisation, name: 'Owner', role: 'owner', events: null, expiresAt } as const;
      code = { text: await createCode(database, grant, { random: randomBytes, now: at }), expiresAt };
      onCode(code.text);
    }
    lookAgain();
  }

  function lookAgain(): void {
    next = setTimeout(() => {
      look().catch((error: unknown) => {
        log.error({ err: error }, 'nobody can see whether the hub has an owner');
        if (!ended) lookAgain();
      });
    }, lookMs);
  }

  await look();
  return () => {
    ended = true;
    clearTimeout(next);
  };
}

async function isOwned(database: Database, organisation: OrganisationId): Promise<boolean> {
  const owners = await database.query(
    `select 1 from devices where organisation_id = $1 and role = 'owner' and revoked_at is null limit 1`,
    [organisation],
  );
  return owners.length > 0;
}
