import { type OrganisationId } from '../shared/ids.ts';
import type { Enrolment } from '../shared/bridge.ts';
import type { Log } from './log.ts';
import type { RandomBytes } from './secret.ts';
import type { Database, Queryable } from './store/database.ts';
export interface HubOrganisation {
    readonly id: OrganisationId;
    readonly name: string;
}
/** The organisation that the hub serves; undefined before its first start. */
export declare function findHubOrganisation(database: Database): Promise<HubOrganisation | undefined>;
/** Makes an organisation of the hub's own. */
export declare function makeHubOrganisation(database: Queryable, name: string, random: RandomBytes): Promise<HubOrganisation>;
/**
 * Makes the organisation of the server above the one that the hub serves, under its id, and notes what has changed there
 * since. Laptops get the key of the server above: it gives the leases, and the hub never signs one.
 */
export declare function mirrorOrganisation(database: Database, { server, membership }: Enrolment, random: RandomBytes): Promise<HubOrganisation>;
/**
 * Tells a code that enrols an owner while there is none, and undefined once there is one. Returns what ends that. Codes
 * that ran out are replaced.
 */
export declare function watchForOwner(database: Database, organisation: OrganisationId, onCode: (code: string | undefined) => void, log: Log): Promise<() => void>;
