import type { DeviceId, OrganisationId } from '../../shared/ids.ts';
import type { Role } from '../../shared/role.ts';
import type { EnrolledDevice, Membership } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';
import type { Sender } from './push.ts';
/** A laptop that has proved who it is. */
export interface EnrolledSender extends Sender {
    readonly name: string;
    readonly organisationName: string;
    readonly publicKey: string;
}
export type TokenOwner = {
    readonly kind: 'enrolled';
    readonly sender: EnrolledSender;
    readonly seenAt: number | null;
} | {
    readonly kind: 'revoked';
    readonly wipe: boolean;
} | {
    readonly kind: 'unknown';
};
/** Whose token it is, within the organisation that it names. */
export declare function readTokenOwner(database: Queryable, organisation: OrganisationId, token: string): Promise<TokenOwner>;
/** What a laptop is told that it is. */
export declare function membershipOf(sender: EnrolledSender): Membership;
export declare function noteSeen(database: Queryable, { organisation, device }: Sender, now: number): Promise<void>;
/** What is known of a name that a laptop wants to go by. */
export interface KnownDevice {
    readonly role: Role;
    readonly former: readonly DeviceId[];
    readonly isActive: boolean;
}
export declare function findDevice(database: Queryable, organisation: OrganisationId, device: DeviceId): Promise<KnownDevice | undefined>;
/** Which of these names other laptops go by now. */
export declare function findActive(database: Queryable, organisation: OrganisationId, devices: readonly DeviceId[]): Promise<ReadonlySet<DeviceId>>;
export interface DeviceEnrolment extends Sender {
    readonly name: string;
    readonly token: string;
    readonly enrolledAt: number;
}
/** Enrols a laptop, or enrols it anew: what it was before, and its token, count no longer. */
export declare function writeDevice(database: Queryable, enrolment: DeviceEnrolment): Promise<void>;
export declare function listDevices(database: Queryable, organisation: OrganisationId): Promise<readonly EnrolledDevice[]>;
export declare function countActiveOwners(database: Queryable, organisation: OrganisationId): Promise<number>;
/** Signs a laptop out. One that is signed out already may still be told to wipe itself. */
export declare function revokeDevice(database: Queryable, organisation: OrganisationId, device: DeviceId, { now, wipe }: {
    readonly now: number;
    readonly wipe: boolean;
}): Promise<void>;
/** Tells every process which laptop was signed out. */
export declare const revocationChannel = "admit_revoked";
export declare function revocationText(organisation: OrganisationId, device: DeviceId): string;
