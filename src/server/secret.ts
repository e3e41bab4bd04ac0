import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { type OrganisationId, organisationIdSchema } from '../shared/ids.ts';

/** Makes so many bytes that nobody can guess. */
export type RandomBytes = (count: number) => Uint8Array;

/** Digits and letters that nobody mixes up when they are read aloud (Crockford's base 32). */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 8;

export function makeCode(random: RandomBytes): string {
  return Array.from(random(codeLength), (byte) => codeAlphabet[byte % codeAlphabet.length]).join('');
}

/** What a laptop proves itself by. It begins with its organisation, so that every look-up can be scoped by that. */
export function makeToken(organisation: OrganisationId, random: RandomBytes): string {
  return `${organisation}.${Buffer.from(random(32)).toString('base64url')}`;
}

/** Whose token it says that it is; undefined when it is none. */
export function organisationOf(token: string): OrganisationId | undefined {
  const [organisation, secret = '', ...rest] = token.split('.');
  const id = v.safeParse(organisationIdSchema, organisation);
  return id.success && rest.length === 0 && /^[\w-]{43}$/.test(secret) ? id.output : undefined;
}

/** How secrets are kept: nobody gets from it to the secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes as long whatever the two have in common. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(a), 'hex'), Buffer.from(hashSecret(b), 'hex'));
}

/** What an `Authorization` header carries; undefined when it carries no bearer token. */
export function readBearer(header: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,500})$/i.exec(header ?? '')?.[1];
}
