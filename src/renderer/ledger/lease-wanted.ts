import { asOf } from '../../shared/credit/as-of.ts';
import { freeCredits, heldCredits, isLeasable } from '../../shared/credit/lease.ts';
import { type CreditLedger, ruleOf } from '../../shared/credit/ledger.ts';
import type { DeviceId } from '../../shared/ids.ts';
import type { OperationKind } from '../../shared/operation.ts';
import { mayRecord, type Role } from '../../shared/role.ts';

/** How many credits of a type to ask the server for: `wanted`, but `need` at least. */
export interface WantedLease {
  readonly type: string;
  readonly wanted: number;
  readonly need: number;
}

interface Holder {
  readonly device: DeviceId;
  readonly role: Role;
  /** What people have tried and could not pay for, by credit type. */
  readonly needs: ReadonlyMap<string, number>;
  /** UTC milliseconds. */
  readonly now: number;
}

/** A laptop keeps about so many at hand, so that it can go on for a while without the server. */
const atHand = 20;
/** Below this it asks for more. */
const lowWater = 5;
/** Held for less than this, a lease is taken anew: the laptop may be away for some days. */
const renewedBeforeMs = 3 * 24 * 3_600_000;
/** The others want some too. */
const mostOfFree = 1 / 4;

/** What the laptop should lease now, of types that are refused at zero and that its role lets it spend. */
export function leaseWanted(ledger: CreditLedger, holder: Holder): WantedLease | undefined {
  const then = asOf(ledger, holder.now);
  return spendableTypes(then, holder.role)
    .map((type) => wantedOf(then, type, holder))
    .find((wanted) => wanted !== undefined);
}

/** Every action of the policies chosen is called as the operation that does it. */
function spendableTypes(ledger: CreditLedger, role: Role): readonly string[] {
  const actions = ledger.account.contract.policies.flatMap((id) =>
    Object.keys(ledger.policies.byId.get(id)?.actions ?? {}),
  );
  const types = actions
    .filter((action) => mayRecord(role, action as OperationKind))
    .flatMap((action) => ruleOf(ledger, action)?.rule.type ?? []);
  return [...new Set(types)].filter((type) => isLeasable(ledger, type));
}

function wantedOf(ledger: CreditLedger, type: string, { device, needs, now }: Holder): WantedLease | undefined {
  const free = freeCredits(ledger, type, now);
  if (free === 0) return undefined;
  const held = heldCredits(ledger, type).filter(({ holder, notAfterAt }) => holder === device && notAfterAt > now);
  const left = held.reduce((sum, lease) => sum + lease.left, 0);
  const endsSoon = held.some((lease) => lease.left > 0 && lease.notAfterAt < now + renewedBeforeMs);
  const missing = Math.min((needs.get(type) ?? 0) - left, free);
  if (missing > 0) return { type, wanted: missing, need: missing };
  if (left >= lowWater && !endsSoon) return undefined;
  const wanted = endsSoon ? 1 : Math.min(atHand - left, Math.ceil(free * mostOfFree));
  return wanted > 0 ? { type, wanted, need: 1 } : undefined;
}
