import type { OperationKind } from '../shared/operation.ts';
import { mayManageDevices, mayRecord, type Role } from '../shared/role.ts';
import type { Screen } from './session/session.ts';

/** What this laptop shows and offers. The server refuses the rest anyway. */
export interface Permissions {
  readonly screens: ReadonlySet<Screen>;
  /** Balance, ledger and billing. */
  readonly seesCredits: boolean;
  /** Buying credits, changing plans. */
  readonly mayBuy: boolean;
  /** Choosing policies, limiting members. */
  readonly mayAgree: boolean;
  readonly maySetBillingContact: boolean;
  readonly mayDefineLists: boolean;
  readonly mayCreateEvents: boolean;
  readonly maySettleConflicts: boolean;
  readonly mayManageLaptops: boolean;
  readonly mayWriteOffLeases: boolean;
  readonly mayRunHub: boolean;
}

/** A laptop that works alone (no role) may do everything. */
export function permissionsOf(role: Role | undefined): Permissions {
  const may = (kind: OperationKind): boolean => role === undefined || mayRecord(role, kind);
  const isOrganiser = role === undefined || mayManageDevices(role);
  const screens: Readonly<Record<Screen, boolean>> = {
    door: may('checkIn'),
    import: may('importTickets'),
    conflicts: may('checkIn'),
    credits: isOrganiser,
    settings: true,
    events: true,
  };
  return {
    screens: new Set((Object.keys(screens) as readonly Screen[]).filter((screen) => screens[screen])),
    seesCredits: isOrganiser,
    mayBuy: may('buyPack'),
    mayAgree: may('choosePolicy'),
    maySetBillingContact: may('setBillingContact'),
    mayDefineLists: may('defineList'),
    mayCreateEvents: may('createEvent'),
    maySettleConflicts: may('settleConflict'),
    mayManageLaptops: role !== undefined && isOrganiser,
    mayWriteOffLeases: role !== undefined && may('writeOffLease'),
    mayRunHub: isOrganiser,
  };
}
