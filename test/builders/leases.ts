import { v5 } from 'uuid';
import * as v from 'valibot';
import { deriveEntryId, leaseIdSchema } from '../../src/shared/ids.ts';
import type { OperationOf } from '../../src/shared/operation.ts';
import { anOperation, deviceId, eventId, type When } from './facts.ts';

/** A lease by name, the same in every run. */
export const leaseId = (name: string) => v.parse(leaseIdSchema, v5(`lease ${name}`, eventId('leases')));

interface LeaseTerms {
  readonly lease?: string;
  readonly holder?: string;
  readonly type?: string;
  /** How many credits of which lot. */
  readonly slices?: Readonly<Record<string, number>>;
  /** UTC milliseconds. */
  readonly notAfterAt?: number;
}

/** The server sets credits of lots aside for a laptop: for "south" where none is named. */
export function aTake(
  when: When,
  { lease = 'L', holder = 'south', type = 'credit', slices = {}, notAfterAt = 1_000 }: LeaseTerms = {},
): OperationOf<'takeLease'> {
  const list = Object.entries(slices).map(([lot, credits]) => ({ lot: deriveEntryId(lot), credits }));
  const terms = { lease: leaseId(lease), holder: deviceId(holder), type, slices: list, notAfterAt };
  return anOperation('takeLease', when, { ...terms, signature: '0'.repeat(128) });
}

/** The holder gives its lease back: "south" where no other laptop is named. */
export function aHandBack(when: When, lease = 'L'): OperationOf<'returnLease'> {
  return anOperation('returnLease', { device: 'south', ...when }, { lease: leaseId(lease) });
}

export function aLoss(when: When, lease = 'L'): OperationOf<'writeOffLease'> {
  return anOperation('writeOffLease', when, { lease: leaseId(lease), note: 'Lost on the way home' });
}
