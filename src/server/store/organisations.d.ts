import type { OrganisationId } from '../../shared/ids.ts';
import type { Queryable } from './database.ts';
export interface NewOrganisation {
    readonly id: OrganisationId;
    readonly name: string;
    /** UTC milliseconds. */
    readonly createdAt: number;
    /** 32 random bytes, in hexadecimal: signs its leases. */
    readonly seed: string;
}
export declare function insertOrganisation(database: Queryable, organisation: NewOrganisation): Promise<void>;
/** The seed that signs the organisation's leases. */
export declare function readSeed(database: Queryable, organisation: OrganisationId): Promise<string>;
export declare function hasOrganisations(database: Queryable): Promise<boolean>;
