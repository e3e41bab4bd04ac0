import { toJsonSchema } from '@valibot/to-json-schema';
import canonicalize from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { entrySchema } from './credit/entry.ts';
import { operationSchema } from './operation.ts';
import { enrolmentCodeSchema, logHeadSchema, oldestProtocol, PROTOCOL_VERSION, routes } from './wire.ts';
import { errorReplySchema } from './wire-error.ts';

/**
 * What each version says over the line. A change of a schema changes the hash: raise `PROTOCOL_VERSION`, add a line here,
 * and say in `oldestProtocol` whether laptops of the versions before may still pull.
 */
const hashes: Readonly<Record<number, string>> = {
  1: 'e98ee064b94c610f47a4193789987e7db5e3ded549fdaace9f3d00892558f557',
};

/** Rules that JSON schema has no words for are left out. */
function described(schema: v.GenericSchema | undefined): object | null {
  return schema === undefined ? null : toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
}

describe('the wire', () => {
  it('what goes over it is what this version of the protocol says', () => {
    const spoken = {
      routes: Object.entries(routes).map(([name, { method, path, request, reply }]) => ({
        name,
        method,
        path,
        request: described(request),
        reply: described(reply),
      })),
      others: [operationSchema, entrySchema, logHeadSchema, errorReplySchema].map(described),
    };
    const hash = bytesToHex(sha256(utf8ToBytes(canonicalize(spoken) ?? '')));
    expect({ [PROTOCOL_VERSION]: hash }).toEqual({ [PROTOCOL_VERSION]: hashes[PROTOCOL_VERSION] });
  });

  it('speaks all versions between the oldest and its own', () => {
    expect(oldestProtocol).toBeLessThanOrEqual(PROTOCOL_VERSION);
    expect(Object.keys(hashes)).toContain(String(oldestProtocol));
  });

  it.each([
    ['K7QM-3XVD', 'K7QM3XVD'],
    ['k7qm 3xvd', 'K7QM3XVD'],
    [' k7qm3xvd\n', 'K7QM3XVD'],
    ['K7QM-3XV', undefined],
    ['K7QM-3XVO', undefined],
  ])('the code %j is read as %j', (text, code) => {
    const read = v.safeParse(enrolmentCodeSchema, text);
    expect(read.success ? read.output : undefined).toBe(code);
  });
});
