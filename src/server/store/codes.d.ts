import type { EventId, OrganisationId } from '../../shared/ids.ts';
import type { Role } from '../../shared/role.ts';
import { type RandomBytes } from '../secret.ts';
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
/** Makes a code that works once; only its hash is kept. */
export declare function createCode(database: Queryable, grant: CodeGrant, { random, now }: {
    readonly random: RandomBytes;
    readonly now: number;
}): Promise<string>;
/**
 * What a code enrols for. Undefined where there is none such, where it has been used, and where its time is over: all
 * alike. Nobody else can use it until the transaction ends.
 */
export declare function findCode(transaction: Queryable, code: string, now: number): Promise<CodeGrant | undefined>;
export declare function useCode(transaction: Queryable, code: string, now: number): Promise<void>;
