import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { enrolmentSchema } from './bridge.ts';
import { type EnrolLink, formatEnrolLink, readEnrolLink } from './enrol-link.ts';

const hub: EnrolLink = { server: 'http://192.168.1.20:7380', code: 'K7QM3XVD' };
const cloud: EnrolLink = { server: 'https://sync.example.org', code: 'K7QM3XVD' };

test('the link as it stands in a QR code', () => {
  expect(formatEnrolLink(hub)).toBe('admit://enrol?server=http%3A%2F%2F192.168.1.20%3A7380&code=K7QM3XVD');
});

describe('what is read', () => {
  const readable: Record<string, EnrolLink> = {
    'admit://enrol?server=http%3A%2F%2F192.168.1.20%3A7380&code=K7QM3XVD': hub,
    'ADMIT://Enrol?code=k7qm-3xvd&server=http%3a%2f%2f192.168.1.20%3a7380': hub,
    '  admit://enrol?server=https://sync.example.org/&code=K7QM3XVD\n': cloud,
    'admit://enrol?server=https%3A%2F%2Fsync.example.org&code=K7QM3XVD&from=mail': cloud,
    'http://192.168.1.20:7380 K7QM-3XVD': hub,
    '192.168.1.20:7380 k7qm 3xvd': hub,
    '192.168.1.20:7380, K7QM-3XVD': hub,
    '192.168.1.20:7380\nK7QM-3XVD': hub,
    'Sync.Example.org K7QM-3XVD': cloud,
    'HTTPS://sync.example.org/ K7QM3XVD': cloud,
    'https://example.org/admit/ K7QM3XVD': { ...cloud, server: 'https://example.org/admit' },
    'localhost:7380 K7QM3XVD': { ...hub, server: 'http://localhost:7380' },
    'venue.local:7380 K7QM3XVD': { ...hub, server: 'http://venue.local:7380' },
    '172.20.0.5 K7QM3XVD': { ...hub, server: 'http://172.20.0.5' },
    '172.32.0.5 K7QM3XVD': { ...hub, server: 'https://172.32.0.5' },
    '[fe80::1]:7380 K7QM3XVD': { ...hub, server: 'http://[fe80::1]:7380' },
  };
  test.each(Object.entries(readable))('%j', (text, link) => {
    expect(readEnrolLink(text)).toEqual(link);
    expect(v.is(enrolmentSchema.entries.server, link.server)).toBe(true);
  });
});

test.each([
  '',
  'K7QM3XVD',
  'https://sync.example.org',
  'sync.example.org K7QM3XV',
  'sync.example.org K7QM3XVU',
  'sync.example.org K7QM3XVDK7QM3XVD',
  'admit://enrol',
  'admit://enrol?server=https%3A%2F%2Fsync.example.org',
  'admit://enrol?code=K7QM3XVD',
  'admit://enrol?server=%zz&code=K7QM3XVD',
  'admit://other?server=https%3A%2F%2Fsync.example.org&code=K7QM3XVD',
  'file:///etc/passwd K7QM3XVD',
  'javascript:alert(1) K7QM3XVD',
  'ftp://sync.example.org K7QM3XVD',
  'ws://sync.example.org K7QM3XVD',
  'app://admit K7QM3XVD',
  'admit://enrol?server=javascript%3Aalert(1)&code=K7QM3XVD',
  'https://owner:secret@sync.example.org K7QM3XVD',
  'https://sync.example.org?next=evil K7QM3XVD',
  'https://sync.example.org#evil K7QM3XVD',
  'https://sync.example.org\\@evil.org K7QM3XVD',
  'https://sync.example.org:99999 K7QM3XVD',
  'https://sync.example.org:0 K7QM3XVD',
  'https:// K7QM3XVD',
  'a.0 K7QM3XVD',
  '999.999.999.999 K7QM3XVD',
])('%j is refused', (text) => {
  expect(readEnrolLink(text)).toBeUndefined();
});

const letters = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
const links: fc.Arbitrary<EnrolLink> = fc.record({
  server: fc
    .tuple(fc.constantFrom('http', 'https'), fc.domain(), fc.option(fc.integer({ min: 1, max: 65_535 })))
    .map(([scheme, host, port]) => `${scheme}://${host}${port === null ? '' : `:${String(port)}`}`),
  code: fc.array(fc.constantFrom(...letters), { minLength: 8, maxLength: 8 }).map((code) => code.join('')),
});

test('every link is read as what it was made from, and so are its parts when typed', () => {
  fc.assert(
    fc.property(links, (link) => {
      expect(readEnrolLink(formatEnrolLink(link))).toEqual(link);
      expect(readEnrolLink(`${link.server} ${link.code.slice(0, 4)}-${link.code.slice(4).toLowerCase()}`)).toEqual(
        link,
      );
    }),
    { numRuns: 500 },
  );
});

test('no text makes it throw, and what it finds is an address that the app may be enrolled at', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.string().map((text) => `admit://enrol?${text}`),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const found = readEnrolLink(`${text} K7QM3XVD`);
      if (found !== undefined) expect(v.is(enrolmentSchema.entries.server, found.server)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
