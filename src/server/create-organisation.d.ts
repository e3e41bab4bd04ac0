import * as v from 'valibot';
import { type OrganisationId } from '../shared/ids.ts';
import type { RandomBytes } from './secret.ts';
import type { Database } from './store/database.ts';
export declare const organisationNameSchema: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.TrimAction, v.MinLengthAction<string, 1, undefined>, v.MaxLengthAction<string, 200, undefined>]>;
export interface CreatedOrganisation {
    readonly organisation: {
        readonly id: OrganisationId;
        readonly name: string;
    };
    /** Enrols its first owner. */
    readonly code: string;
    /** UTC milliseconds. */
    readonly expiresAt: number;
}
export interface CreationMeans {
    readonly database: Database;
    readonly random: RandomBytes;
    /** UTC milliseconds. */
    readonly now: () => number;
}
/** Makes an organisation, and the code that enrols its first owner. */
export declare function createOrganisation({ database, random, now }: CreationMeans, name: string): Promise<CreatedOrganisation>;
