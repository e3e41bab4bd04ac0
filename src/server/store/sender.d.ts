import type { DeviceId, EventId, OrganisationId } from '../../shared/ids.ts';
import { type Role } from '../../shared/role.ts';
import type { Operation, OperationKind } from '../../shared/operation.ts';
/** Who sends operations: a laptop, as what it was enrolled. */
export interface Sender {
    readonly organisation: OrganisationId;
    readonly device: DeviceId;
    readonly role: Role;
    /** Null: all events. */
    readonly events: readonly EventId[] | null;
    /** Names under which its journal recorded before. */
    readonly former: readonly DeviceId[];
}
/** What may come in together, and whose it is. */
export interface Authority {
    readonly organisation: OrganisationId;
    /** The laptop that it is kept under. */
    readonly device: DeviceId;
    readonly mayRecord: (kind: OperationKind) => boolean;
    /** Which events it may be about; null: all of them. */
    readonly events: readonly EventId[] | null;
    /** Which laptops may have recorded it; null: any. */
    readonly recordedBy: readonly DeviceId[] | null;
    /** Who it is, for people. */
    readonly words: string;
}
/** A hub forwards what other laptops have recorded; all others send what they recorded themselves. */
export declare function authorityOf({ organisation, device, role, events, former }: Sender): Authority;
/** The authority of somebody who has looked at what another laptop sent, and vouches for where it comes from. */
export declare function vouchedBy(sender: Sender, device: DeviceId): Authority;
/** What the server above a hub has accepted holds at the hub, leases included. */
export declare function authorityOfServer(organisation: OrganisationId, device: DeviceId): Authority;
/** The event that an operation is about; undefined where it is about the organisation. */
export declare function eventOf(operation: Operation): EventId | undefined;
