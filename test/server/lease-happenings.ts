import * as v from 'valibot';
import type { CreditLedger } from '../../src/shared/credit/ledger.ts';
import { leasesOf, sliceLease } from '../../src/shared/credit/lease.ts';
import { leaseIdSchema } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { anOperation, deviceId } from '../builders/facts.ts';
import type { Happening } from '../credit-properties/happenings.ts';
import { day } from '../credit-properties/worlds.ts';

const leases = [1, 2, 3].map((n) => v.parse(leaseIdSchema, `00000000-0000-7000-8000-00000000000${String(n)}`));

/**
 * The operations of a world, and between them laptops that take, return and lose leases, as the ledger is by then:
 * settle each one before you ask for the next.
 */
export function* addLeases(
  happenings: readonly Happening[],
  ledger: CreditLedger,
  seed: number,
): Generator<Operation, void> {
  for (const [index, { operation }] of happenings.entries()) {
    yield operation;
    const pick = (seed + index * 7) % 10;
    const added = pick < 4 ? leaseOperation(ledger, pick, index, operation.at.ms) : undefined;
    if (added !== undefined) yield added;
  }
}

function leaseOperation(ledger: CreditLedger, pick: number, index: number, ms: number): Operation | undefined {
  const types = [...ledger.policies.types.values()].filter(({ atZero }) => atZero !== 'negative');
  const held = types.filter(({ id }) => ledger.account.holdings.has(id));
  const type = held[index % Math.max(1, held.length)]?.id;
  const device = index % 2 === 0 ? 'one' : 'two';
  const when = { id: `lease ${String(index)}`, ms, device };
  const open = leasesOf(ledger);
  const known = open[index % Math.max(1, open.length)];
  if (pick === 3 && known !== undefined) {
    return anOperation('writeOffLease', when, { lease: known.lease, note: 'Lost' });
  }
  if (pick === 2 && known !== undefined) {
    const returned = anOperation('returnLease', when, { lease: known.lease });
    return { ...returned, at: { ...returned.at, device: known.holder } };
  }
  const lease = leases[(index + (device === 'one' ? 0 : 1)) % leases.length];
  if (type === undefined || lease === undefined) return undefined;
  const slices = [...sliceLease(ledger, type, 1 + (index % 4), ms)];
  const terms = { lease, holder: deviceId(device), type, slices, notAfterAt: ms + 7 * day };
  return anOperation('takeLease', when, { ...terms, signature: '0'.repeat(128) });
}
