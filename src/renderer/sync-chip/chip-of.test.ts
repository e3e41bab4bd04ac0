import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { aCheckIn, deviceId, instant } from '../../../test/builders/facts.ts';
import { membershipSchema } from '../../shared/wire.ts';
import type { Enrolled } from '../sync/sync-handle.ts';
import { chipOf, type SyncFact } from './chip-of.ts';
import { wordsOf } from './sync-words.ts';
import { toneOf } from './tone-of.ts';

const now = instant('2026-11-21T18:30:00');
const minutesMs = 60_000;

const owner = v.parse(membershipSchema, {
  organisation: { id: deviceId('organisation'), name: 'Gala Ltd' },
  device: deviceId('one'),
  name: 'Office',
  role: 'owner',
  events: null,
  publicKey: 'a'.repeat(64),
});

/** Connected, with nothing to say. */
const calm: Enrolled = {
  kind: 'enrolled',
  membership: owner,
  server: 'https://sync.example.org',
  tokenKept: 'key-store',
  link: 'online',
  unsent: 0,
  toPull: 0,
  upToDateAt: now - 1_000,
  lastContactAt: now - 1_000,
  listProgress: { here: 3, all: 3 },
  parked: [],
  clockOffsetMs: 0,
  clockSkewMs: 0,
  updateNeeded: false,
  hasForgedLease: false,
};

const setAside = (count: number): Enrolled['parked'] =>
  Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    operation: aCheckIn({ id: `parked-${String(index)}`, ms: now }),
    reason: 'role',
  }));

const naming = { timeOf: (at: number) => new Date(at).toISOString().slice(11, 16), creditsOf: () => 'lead credits' };

function read(changes: Partial<Enrolled>): string {
  const facts = chipOf({ ...calm, ...changes }, now) ?? [];
  return facts.map((fact) => fact.kind).join(', ');
}

function face(changes: Partial<Enrolled>): string {
  const [shown] = chipOf({ ...calm, ...changes }, now) ?? [];
  if (shown === undefined) return '';
  const { short, more } = wordsOf(shown, naming);
  return more === undefined ? short : `${short} · ${more}`;
}

const worked = instant('2026-11-21T17:40:00');
const alarm = { position: 9, here: { credit: 1 }, there: { credit: 2 } };
const shortage = { type: 'lead', free: 0, held: 40 };

describe('what the chip says', () => {
  it.each<{ readonly name: string; readonly state: Partial<Enrolled>; readonly says: string; readonly facts: string }>([
    { name: 'all is well', state: {}, says: 'Up to date · 18:29', facts: 'up-to-date' },
    {
      name: 'a server that has not said yet what it has',
      state: { upToDateAt: null },
      says: 'Connecting',
      facts: 'connecting',
    },
    { name: 'a start', state: { link: 'connecting' }, says: 'Connecting', facts: 'connecting' },
    {
      name: 'a start with a queue',
      state: { link: 'connecting', unsent: 3 },
      says: 'Connecting · 3 unsent',
      facts: 'connecting',
    },
    { name: 'no network', state: { link: 'offline' }, says: 'Offline', facts: 'offline' },
    {
      name: 'no network, at work',
      state: { link: 'offline', unsent: 1_240 },
      says: 'Offline · 1,240 unsent',
      facts: 'offline',
    },
    { name: 'a queue that goes', state: { unsent: 12 }, says: 'Sending 12', facts: 'sending' },
    {
      name: 'news first, for the verdicts',
      state: { unsent: 12, toPull: 500 },
      says: 'Receiving 500',
      facts: 'receiving',
    },
    {
      name: 'half an hour of silence is nothing',
      state: { link: 'offline', upToDateAt: now - 30 * minutesMs },
      says: 'Offline',
      facts: 'offline',
    },
    {
      name: 'more is something',
      state: { link: 'offline', unsent: 12, upToDateAt: worked },
      says: 'List from 17:40 · 12 unsent',
      facts: 'list-old, offline',
    },
    {
      name: 'a server that only pretends to be there',
      state: { upToDateAt: worked },
      says: 'List from 17:40',
      facts: 'list-old, up-to-date',
    },
    {
      name: 'a list on its way',
      state: { listProgress: { here: 3, all: 100 } },
      says: 'Guest list 3 of 100',
      facts: 'list-incomplete, up-to-date',
    },
    {
      name: 'something set aside',
      state: { parked: setAside(2), unsent: 2 },
      says: '2 set aside',
      facts: 'parked, up-to-date',
    },
    {
      name: 'that and a queue',
      state: { parked: setAside(2), unsent: 5 },
      says: '2 set aside',
      facts: 'parked, sending',
    },
    {
      name: 'a clock ahead',
      state: { clockSkewMs: 5 * minutesMs },
      says: 'Clock 5 min off',
      facts: 'clock-off, up-to-date',
    },
    {
      name: 'a clock behind',
      state: { clockSkewMs: -150_001 },
      says: 'Clock 3 min off',
      facts: 'clock-off, up-to-date',
    },
    { name: 'a newer server', state: { updateNeeded: true }, says: 'Update Admit', facts: 'update-needed, up-to-date' },
    { name: 'another balance', state: { alarm }, says: 'Balances differ', facts: 'balance-alarm, up-to-date' },
    {
      name: 'credits that others hold',
      state: { leaseShortage: shortage },
      says: 'Others hold 40',
      facts: 'lease-shortage, up-to-date',
    },
    {
      name: 'credits that nobody holds',
      state: { leaseShortage: { ...shortage, held: 0 } },
      says: 'Credits short',
      facts: 'lease-shortage, up-to-date',
    },
    {
      name: 'credits that nobody signed',
      state: { hasForgedLease: true },
      says: 'Unsigned credits',
      facts: 'forged-lease, up-to-date',
    },
    {
      name: 'a full disk',
      state: { storageProblem: 'QuotaExceededError' },
      says: 'Disk problem',
      facts: 'not-kept, up-to-date',
    },
    {
      name: 'signed out',
      state: { revoked: { reason: 'revoked', wipe: false }, unsent: 4 },
      says: 'Signed out · 4 unsent',
      facts: 'signed-out',
    },
    {
      name: 'forgotten by the server',
      state: { revoked: { reason: 'unauthorised', wipe: false } },
      says: 'Signed out',
      facts: 'signed-out',
    },
  ])('$name', ({ state, says, facts }) => {
    expect([face(state), read(state)]).toEqual([says, facts]);
  });

  it('of all at once, the most important', () => {
    const everything: Partial<Enrolled> = {
      link: 'offline',
      unsent: 9,
      toPull: 7,
      upToDateAt: worked,
      listProgress: { here: 1, all: 3 },
      parked: setAside(1),
      clockSkewMs: 5 * minutesMs,
      updateNeeded: true,
      alarm,
      leaseShortage: shortage,
      hasForgedLease: true,
      storageProblem: 'full',
    };
    const others =
      'list-incomplete, list-old, update-needed, balance-alarm, parked, clock-off, lease-shortage, forged-lease, not-kept';
    expect(read(everything)).toBe(`${others}, offline`);
    expect(read({ ...everything, revoked: { reason: 'revoked', wipe: true } })).toBe(`signed-out, ${others}`);
  });

  it('nothing on a laptop that works alone', () => {
    expect(chipOf({ kind: 'alone' }, now)).toBeUndefined();
  });

  it('nothing about credits on a laptop that sees none', () => {
    const membership = { ...owner, role: 'door' } as const;
    expect(read({ membership, alarm, leaseShortage: shortage, hasForgedLease: true })).toBe('up-to-date');
  });
});

describe('its words', () => {
  it.each<{ readonly fact: SyncFact; readonly long: string }>([
    { fact: { kind: 'list-incomplete', here: 1, all: 3 }, long: '1 of 3 parts of the guest lists is here.' },
    {
      fact: { kind: 'parked', count: 1 },
      long: 'The server has set 1 operation of this laptop aside: kept, but not applied.',
    },
    { fact: { kind: 'clock-off', minutes: 5 }, long: 'The clock of this laptop is 5 minutes ahead of the server’s' },
    { fact: { kind: 'clock-off', minutes: -1 }, long: 'The clock of this laptop is 1 minute behind the server’s' },
    { fact: { kind: 'lease-shortage', ...shortage }, long: 'No lead credits are free. Other laptops hold 40.' },
    { fact: { kind: 'lease-shortage', type: 'lead', free: 3, held: 0 }, long: 'Only 3 lead credits are free.' },
    { fact: { kind: 'offline', unsent: 1 }, long: 'Everything works without it, and 1 operation will be sent later.' },
    { fact: { kind: 'signed-out', byOrganiser: false, unsent: 0 }, long: 'does not know this laptop any more' },
  ])('$fact.kind: $long', ({ fact, long }) => {
    expect(wordsOf(fact, naming).long).toContain(long);
  });

  it('offline is no alarm: it is how a laptop is meant to work', () => {
    expect(toneOf({ kind: 'offline' })).toBe('plain');
    expect(toneOf({ kind: 'list-old' })).toBe('attention');
    expect(toneOf({ kind: 'signed-out' })).toBe('bad');
  });

  it('reads out what comes about, never a number that changes', () => {
    const aloud = (fact: SyncFact) => wordsOf(fact, naming).aloud;
    expect(aloud({ kind: 'sending', count: 1 })).toBe(aloud({ kind: 'up-to-date', at: now }));
    expect(aloud({ kind: 'offline', unsent: 1 })).toBe(aloud({ kind: 'offline', unsent: 2 }));
  });
});
