import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { organisationIdSchema } from '../shared/ids.ts';
import { enrolmentCodeSchema } from '../shared/wire.ts';
import { hashSecret, isSameSecret, makeCode, makeToken, organisationOf, readBearer } from './secret.ts';

const organisation = v.parse(organisationIdSchema, '0190d6f0-5a2c-7c3e-8f00-0123456789ab');

describe('codes', () => {
  it('each is one that people can read aloud, and every letter is as likely as the others', () => {
    const seen = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const code = makeCode((count) => new Uint8Array(count).fill(byte));
      expect(v.parse(enrolmentCodeSchema, code)).toBe(code);
      seen.set(code, (seen.get(code) ?? 0) + 1);
    }
    expect([...seen.values()]).toEqual(Array.from({ length: 32 }, () => 8));
  });
});

describe('tokens', () => {
  it('name their organisation', () => {
    expect(organisationOf(makeToken(organisation, randomBytes))).toBe(organisation);
  });

  const secret = 'A'.repeat(43);
  it.each([
    '',
    '.',
    secret,
    `${organisation}.`,
    `${organisation}.${'A'.repeat(42)}`,
    `${organisation}.${'A'.repeat(44)}`,
    `${organisation}.${secret}.x`,
    `x${organisation}.${secret}`,
    `${organisation}.${'A'.repeat(42)}'`,
    ` ${organisation}.${secret}`,
  ])('%j is none', (token) => {
    expect(organisationOf(token)).toBeUndefined();
  });

  it.each([
    ['Bearer abc.DEF-1_2~+/=', 'abc.DEF-1_2~+/='],
    ['bearer  abc', 'abc'],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    ['Basic abc', undefined],
    [`Bearer ${'a'.repeat(501)}`, undefined],
    ['Bearer é', undefined],
    [undefined, undefined],
  ])('the header %j carries %j', (header, token) => {
    expect(readBearer(header)).toBe(token);
  });
});

describe('secrets', () => {
  it('are kept as what nobody gets back from', () => {
    expect(hashSecret('secret')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashSecret('secret')).not.toBe(hashSecret('Secret'));
  });

  it('are compared whatever their lengths', () => {
    expect([isSameSecret('a', 'a'), isSameSecret('a', 'b'), isSameSecret('', 'a'), isSameSecret('a', 'aa')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
