import canonicalize from 'canonicalize';
import type { DeviceId, EntryId, LeaseId, OrganisationId } from '../ids.ts';
import type { OperationOf } from '../operation.ts';
import type { Slice } from '../operations/lease.ts';
import { type Account, type HeldLot, holdingOf } from './account.ts';
import { asOf } from './as-of.ts';
import type { CreditLedger } from './ledger.ts';
import { type Held, isCurrent, isUsable, type Lot } from './lot.ts';

/** The most slices of one `takeLease`. */
const mostSlices = 200;

/**
 * What to set aside for a laptop that asks for so many credits of a type at an instant (UTC milliseconds): of lots that
 * nobody holds, in burn order. Credits that only some actions may use are leased too: up to as many again for each such
 * set of actions. Empty where there is nothing, or where the type is not refused at zero.
 */
export function sliceLease(ledger: CreditLedger, type: string, credits: number, at: number): readonly Slice[] {
  if (!isLeasable(ledger, type)) return [];
  const { account } = asOf(ledger, at);
  const missing = new Map<string, number>();
  const slices: Slice[] = [];
  for (const { lot, left } of freeLots(account, type)) {
    if (!isCurrent(lot, at) || slices.length === mostSlices) continue;
    const scope = JSON.stringify(lot.scope === undefined ? null : [...lot.scope].sort());
    const wanted = missing.get(scope) ?? credits;
    const taken = Math.min(wanted, left);
    if (taken > 0) slices.push({ lot: lot.id, credits: taken });
    missing.set(scope, wanted - taken);
  }
  return slices;
}

/** Leases are for credit types that are refused at zero: the others go negative instead (GM-9). */
export function isLeasable({ policies }: CreditLedger, type: string): boolean {
  const rule = policies.types.get(type);
  return rule !== undefined && rule.atZero !== 'negative';
}

/** Credits of a type that nobody holds at an instant (UTC milliseconds); only those for an action, where one is named. */
export function freeCredits(ledger: CreditLedger, type: string, at: number, action?: string): number {
  const { account } = asOf(ledger, at);
  return leftIn(freeLots(account, type), at, action);
}

/** Credits of a type that other laptops than this one hold, of those that could be used at an instant. */
export function heldElsewhere(
  { account }: CreditLedger,
  type: string,
  device: DeviceId | undefined,
  at: number,
  action?: string,
): number {
  const others = Object.entries(holdingOf(account, type).leased).filter(([holder]) => holder !== device);
  return leftIn(
    others.flatMap(([, ids]) => lotsNamed(account, ids)),
    at,
    action,
  );
}

function leftIn(lots: readonly HeldLot[], at: number, action: string | undefined): number {
  const mayUse = (lot: Lot): boolean => (action === undefined ? isCurrent(lot, at) : isUsable(lot, action, at));
  return lots.reduce((sum, { lot, left }) => (mayUse(lot) ? sum + left : sum), 0);
}

function freeLots(account: Account, type: string): readonly HeldLot[] {
  return lotsNamed(account, holdingOf(account, type).burning);
}

function lotsNamed({ lots }: Account, ids: readonly EntryId[]): readonly HeldLot[] {
  return ids.flatMap((id) => lots.get(id) ?? []);
}

/** What one laptop holds, or has held. */
export interface Lease {
  readonly lease: LeaseId;
  readonly holder: DeviceId;
  readonly type: string;
  /** `open` until all of it is returned or written off. */
  readonly state: 'open' | 'returned' | 'written-off';
  /** What has been set aside in all. */
  readonly taken: number;
  /** What the laptop still has, as far as is known: it may have spent of it since. */
  readonly left: number;
  /** What counts as gone, unless the laptop turns up. */
  readonly writtenOff: number;
  /** The laptop spends none of it from this instant on (UTC milliseconds). */
  readonly notAfterAt: number;
}

/** All leases that there have been, the oldest first. */
export function leasesOf({ account }: CreditLedger): readonly Lease[] {
  const leases = new Map<LeaseId, Lease>();
  for (const each of account.lots.values()) {
    const { held } = each.lot;
    if (held === undefined) continue;
    const known = leases.get(held.lease);
    leases.set(held.lease, known === undefined ? toLease(each, held) : joined(known, toLease(each, held)));
  }
  return [...leases.values()];
}

function toLease({ lot, left, writtenOff, ended }: HeldLot, held: Held): Lease {
  const { lease, holder, notAfterAt } = held;
  return { lease, holder, type: lot.type, state: ended ?? 'open', taken: lot.credits, left, writtenOff, notAfterAt };
}

function joined(a: Lease, b: Lease): Lease {
  return {
    ...a,
    state: a.state === 'open' ? 'open' : b.state,
    taken: a.taken + b.taken,
    left: a.left + b.left,
    writtenOff: a.writtenOff + b.writtenOff,
    notAfterAt: Math.max(a.notAfterAt, b.notAfterAt),
  };
}

/** The leases of a type that are open: `left` is what writing one off would cost. */
export function heldCredits(ledger: CreditLedger, type: string): readonly Lease[] {
  return leasesOf(ledger).filter((each) => each.type === type && each.state === 'open');
}

/** The lots of a lease, ended or not. */
export function lotsOfLease({ lots }: Account, lease: LeaseId): readonly HeldLot[] {
  return [...lots.values()].filter(({ lot }) => lot.held?.lease === lease);
}

/** What the server signs of a lease, as RFC 8785 JSON: the operation's id too, so that it counts once. */
export function leaseText(
  organisation: OrganisationId,
  take: Pick<OperationOf<'takeLease'>, 'id' | 'lease' | 'holder' | 'type' | 'slices' | 'notAfterAt'>,
): string {
  const { id, lease, holder, type, slices, notAfterAt } = take;
  const text = canonicalize({ organisation, id, lease, holder, type, slices, notAfterAt });
  if (text === undefined) throw new Error('A lease has a canonical text');
  return text;
}
