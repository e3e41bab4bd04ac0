import type { OrganisationId } from '../../shared/ids.ts';
import type { ParkedOnServer } from '../../shared/wire.ts';
import type { Queryable } from './database.ts';
/** What is still to be settled, the oldest first. */
export declare function listParked(database: Queryable, organisation: OrganisationId): Promise<readonly ParkedOnServer[]>;
/** Whether there is such a thing to be settled. */
export declare function isParked(database: Queryable, organisation: OrganisationId, id: number): Promise<boolean>;
