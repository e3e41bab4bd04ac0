import { getPublicKeyAsync, signAsync } from '@noble/ed25519';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { v5 } from 'uuid';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCheckIn, deviceId, eventId } from '../../../test/builders/facts.ts';
import { aTake, leaseId } from '../../../test/builders/leases.ts';
import { aTransport, refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import { aMembership, aPage, organisationId } from '../../../test/builders/sync-page.ts';
import { leaseText } from '../../shared/credit/lease.ts';
import { organisationIdSchema } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import { type LogHead, type Membership, type ServerRow, startCursor } from '../../shared/wire.ts';
import { createContact } from './contact.ts';
import { createLeases, isForgedLease } from './lease-lane.ts';

const head: LogHead = { ...startCursor, position: 9, balances: {} };
const given = { head, lease: leaseId('L'), credits: 40, notAfterAt: 5 };
const wanted = { type: 'invite', wanted: 40, need: 1 };

function someLeases() {
  const transport = aTransport({ lease: () => given });
  const page = aPage();
  const heads: LogHead[] = [];
  const leases = createLeases(
    createContact(transport, () => 0),
    page,
    (each) => heads.push(each),
  );
  return { transport, page, heads, leases };
}

describe('leases', () => {
  it('are asked for when the page wants some, and never else', async () => {
    const { transport, page, heads, leases } = someLeases();
    expect(await leases.lane()).toBe('idle');
    page.wanted = wanted;
    expect(await leases.lane()).toBe('worked');
    expect(transport.asked).toEqual([{ route: 'lease', request: wanted }]);
    // The lease itself comes with the rows: now it is known that there are some.
    expect(heads).toEqual([head]);
    expect(leases.shortage()).toBeUndefined();
  });

  it('X-5 says how many credits are free and how many other laptops hold, until there are some or none are wanted', async () => {
    const { transport, page, leases } = someLeases();
    page.wanted = wanted;
    transport.script.lease = () => refused('no-credits', 409, { free: 3, held: 40 });
    expect(await leases.lane()).toMatchObject({ status: 409 });
    expect(leases.shortage()).toEqual({ type: 'invite', free: 3, held: 40 });
    transport.script = {};
    expect(await leases.lane()).toEqual(unreachable);
    expect(leases.shortage()).toEqual({ type: 'invite', free: 3, held: 40 });
    transport.script = { lease: () => given };
    await leases.lane();
    expect(leases.shortage()).toBeUndefined();
    transport.script = { lease: () => refused('no-credits', 409) };
    await leases.lane();
    expect(leases.shortage()).toEqual({ type: 'invite', free: 0, held: 0 });
    page.wanted = undefined;
    expect(await leases.lane()).toBe('idle');
    expect(leases.shortage()).toBeUndefined();
  });

  it.each([refused('unavailable', 503), refused('forbidden', 403)])('%j is no shortage', async (failure) => {
    const { transport, page, leases } = someLeases();
    page.wanted = wanted;
    transport.script.lease = () => failure;
    expect(await leases.lane()).toEqual(failure);
    expect(leases.shortage()).toBeUndefined();
  });
});

describe('a lease in the server’s log', () => {
  const seed = new Uint8Array(32).fill(7);
  const take = aTake({ id: 'take', ms: 1 }, { slices: { start: 40 }, notAfterAt: 900 });
  let ours: Membership;
  let signed: OperationOf<'takeLease'>;
  const rowOf = (operation: ServerRow['operation']): ServerRow => ({ position: 1, operation, entries: [] });

  beforeAll(async () => {
    ours = aMembership({ publicKey: bytesToHex(await getPublicKeyAsync(seed)) });
    const signature = await signAsync(utf8ToBytes(leaseText(organisationId, take)), seed);
    signed = { ...take, signature: bytesToHex(signature) };
  });

  it('X-5 is believed when the organisation has signed it', () => {
    expect(isForgedLease(rowOf(signed), ours)).toBe(false);
  });

  it.each<readonly [string, Partial<OperationOf<'takeLease'>>]>([
    ['for another laptop', { holder: deviceId('north') }],
    ['of more credits', { slices: take.slices.map((slice) => ({ ...slice, credits: 41 })) }],
    ['of more lots', { slices: [...take.slices, ...take.slices] }],
    ['for longer', { notAfterAt: 901 }],
    ['of another type', { type: 'gold' }],
    ['of another name', { lease: leaseId('M') }],
    ['without a signature', { signature: '0'.repeat(128) }],
    ['with letters for a signature', { signature: 'x' }],
  ])('X-5 one %s is forged', (_, change) => {
    expect(isForgedLease(rowOf({ ...signed, ...change }), ours)).toBe(true);
  });

  it.each<readonly [string, Partial<Membership>]>([
    ['by another key', { publicKey: 'a'.repeat(64) }],
    [
      'for another organisation',
      { organisation: { id: v.parse(organisationIdSchema, v5('other', eventId('gala'))), name: 'Other' } },
    ],
  ])('X-5 one signed %s is forged', (_, facts) => {
    expect(isForgedLease(rowOf(signed), { ...ours, ...facts })).toBe(true);
  });

  it.each([aCheckIn({ id: 'in', ms: 1 }), undefined])('no other row is', (operation) => {
    expect(isForgedLease(rowOf(operation), ours)).toBe(false);
  });
});
