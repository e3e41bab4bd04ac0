import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../test/builders/silent-log.ts';
import { crashAfter } from '../../test/faults/crash-point.ts';
import { enrolmentSchema } from '../shared/bridge.ts';
import { createEnrolmentStore } from './enrolment.ts';
import type { EnrolmentStore } from './enrolment.ts';
import type { KeyStore } from './key-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admit-enrolment-'));
});
afterEach(() => rm(folder, { recursive: true }));

const enrolment = v.parse(enrolmentSchema, {
  server: 'http://192.168.1.20:7380',
  membership: {
    organisation: { id: '01890000-0000-7000-8000-00000000000a', name: 'Gala' },
    device: '01890000-0000-7000-8000-00000000000b',
    name: 'Gate B',
    role: 'door',
    events: null,
    publicKey: 'a'.repeat(64),
  },
  token: '01890000-0000-7000-8000-00000000000a.secret',
});
const other = { ...enrolment, server: 'https://sync.example.org', token: 'other' };

/** Stands in for the operating system's: turns every bit over, and refuses what another key has made. */
function keyStore(protection: KeyStore['protection'], key = 0xff): KeyStore {
  const turn = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    protection,
    encrypt: (secret) => Buffer.concat([Buffer.from([key]), turn(Buffer.from(secret))]),
    decrypt(encrypted) {
      if (encrypted[0] !== key) throw new Error('wrong key');
      return turn(encrypted.subarray(1)).toString();
    },
  };
}

const open = (protection: KeyStore['protection'], key?: number): EnrolmentStore =>
  createEnrolmentStore(folder, keyStore(protection, key), silentLog);
const stored = (): Promise<string> => readFile(join(folder, 'enrolment.json'), 'utf8');

test.each(['guarded', 'plain', 'none'] as const)('never enrolled (%s): null', async (protection) => {
  expect(await open(protection).read()).toBeNull();
});

describe('with a key store', () => {
  test('it is there again after a restart, and the token is nowhere to be read', async () => {
    expect(await open('guarded').write(enrolment)).toEqual({ kept: 'key-store' });
    expect(await open('guarded').read()).toEqual(enrolment);
    expect(await stored()).not.toContain('secret');
    expect(await stored()).not.toContain(Buffer.from(enrolment.token).toString('base64'));
  });

  test('a key store that does not give the key: null, and the file stays for when it does', async () => {
    await open('guarded').write(enrolment);
    expect(await open('guarded', 0x0f).read()).toBeNull();
    expect(await open('guarded').read()).toEqual(enrolment);
  });

  test('a crash at any moment leaves the former enrolment or the new one', async () => {
    const seen = new Set<string>();
    let outcome: 'crashed' | 'finished' = 'crashed';
    for (let changes = 0; outcome === 'crashed'; changes += 1) {
      await open('guarded').write(enrolment);
      outcome = await crashAfter(changes, () => open('guarded').write(other));
      const found = await open('guarded').read();
      expect([enrolment, other]).toContainEqual(found);
      seen.add(String(found?.server));
    }
    expect(seen.size).toBe(2);
  });
});

describe('without a key store', () => {
  test('it is kept until the app closes, and nothing of it reaches the disk', async () => {
    const store = open('none');
    expect(await store.write(enrolment)).toEqual({ kept: 'until-closed' });
    expect(await store.read()).toEqual(enrolment);
    expect(await readdir(folder)).toEqual([]);
    expect(await open('none').read()).toBeNull();
  });

  test('an older enrolment on the disk does not come back', async () => {
    await open('plain').write(other);
    await open('none').write(enrolment);
    expect(await open('plain').read()).toBeNull();
  });

  test('a plain file only where that was asked for, and the reply says so', async () => {
    expect(await open('plain').write(enrolment)).toEqual({ kept: 'plain-file' });
    expect(await open('plain').read()).toEqual(enrolment);
  });
});

test.each(['guarded', 'plain', 'none'] as const)('signed out (%s): gone for good', async (protection) => {
  const store = open(protection);
  await store.write(enrolment);
  await store.clear();
  expect(await store.read()).toBeNull();
  expect(await open(protection).read()).toBeNull();
  expect(await readdir(folder)).toEqual([]);
  await store.clear();
});

test.each(['', '{', '{"server": "x"}', '7'])('a damaged file (%j) is kept aside', async (content) => {
  await writeFile(join(folder, 'enrolment.json'), content);
  expect(await open('plain').read()).toBeNull();
  expect(await readdir(folder)).toEqual(['enrolment.json.damaged']);
});
