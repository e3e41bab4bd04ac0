import type { OperationId, OrganisationId } from '../../shared/ids.ts';
import type { Queryable } from './database.ts';
import { type Unfit } from './read-operation.ts';
import type { Authority } from './sender.ts';
/** Something to be kept without being applied. */
export interface Parking {
    readonly seq: number;
    readonly id: OperationId | undefined;
    readonly unfit: Unfit;
    /** JSON: what was sent. */
    readonly sent: string;
}
/** Keeps what was not applied. The same thing sent again is kept once, with the latest reason. */
export declare function writeParked(transaction: Queryable, { organisation, device }: Pick<Authority, 'organisation' | 'device'>, parkings: readonly Parking[], now: number): Promise<void>;
/** What was parked once and has come in now is settled. */
export declare function resolveParked(transaction: Queryable, { organisation, device }: Pick<Authority, 'organisation' | 'device'>, sent: readonly string[], now: number): Promise<void>;
/** What was parked, for whoever tries it again; nobody else can until the transaction ends. */
export interface ParkedOperation {
    readonly device: Authority['device'];
    readonly seq: number;
    /** JSON: what was sent. */
    readonly operation: string;
}
export declare function takeParked(transaction: Queryable, organisation: OrganisationId, id: number): Promise<ParkedOperation | undefined>;
