import { type OrganisationId } from '../shared/ids.ts';
/** Makes so many bytes that nobody can guess. */
export type RandomBytes = (count: number) => Uint8Array;
export declare function makeCode(random: RandomBytes): string;
/** What a laptop proves itself by. It begins with its organisation, so that every look-up can be scoped by that. */
export declare function makeToken(organisation: OrganisationId, random: RandomBytes): string;
/** Whose token it says that it is; undefined when it is none. */
export declare function organisationOf(token: string): OrganisationId | undefined;
/** How secrets are kept: nobody gets from it to the secret. */
export declare function hashSecret(secret: string): string;
/** Takes as long whatever the two have in common. */
export declare function isSameSecret(a: string, b: string): boolean;
/** What an `Authorization` header carries; undefined when it carries no bearer token. */
export declare function readBearer(header: string | undefined): string | undefined;
