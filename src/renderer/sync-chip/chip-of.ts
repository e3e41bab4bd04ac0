import { mayManageDevices } from '../../shared/role.ts';
import type { Enrolled, SyncState } from '../sync/sync-handle.ts';
import { toSend } from '../sync/to-send.ts';

/** One thing that is true of a connected laptop. Instants are UTC milliseconds. */
export type SyncFact =
  /** What is here is not sent any more. `byOrganiser`: somebody has signed it out; else the server does not know it. */
  | { readonly kind: 'signed-out'; readonly byOrganiser: boolean; readonly unsent: number }
  /** Who is not found may be in the parts of the guest lists that are still to come. */
  | { readonly kind: 'list-incomplete'; readonly here: number; readonly all: number }
  /** What other laptops did since then is not known here. */
  | { readonly kind: 'list-old'; readonly at: number; readonly unsent: number }
  | { readonly kind: 'update-needed' }
  | { readonly kind: 'balance-alarm' }
  | { readonly kind: 'parked'; readonly count: number }
  /** Ahead of the server's clock; negative: behind it. */
  | { readonly kind: 'clock-off'; readonly minutes: number }
  | { readonly kind: 'lease-shortage'; readonly type: string; readonly free: number; readonly held: number }
  | { readonly kind: 'forged-lease' }
  | { readonly kind: 'not-kept' }
  | SyncCourse;

/** How sync goes: exactly one of these, unless it has stopped. */
type SyncCourse =
  | { readonly kind: 'offline'; readonly unsent: number }
  | { readonly kind: 'connecting'; readonly unsent: number }
  | { readonly kind: 'receiving'; readonly count: number }
  | { readonly kind: 'sending'; readonly count: number }
  | { readonly kind: 'up-to-date'; readonly at: number };

/** From the most important on, of which there is at least one. */
export type SyncFacts = readonly [shown: SyncFact, ...others: SyncFact[]];

/** So old a laptop's knowledge of the others may be without a word about it. */
const oldMs = 30 * 60 * 1_000;

/**
 * What a chip says of sync at an instant, first what changes the meaning of the door's answers, then what somebody has to
 * look into, at last how it goes. Undefined on a laptop that works alone: nothing is missing there. Credits are the
 * matter of those laptops alone that see them.
 */
export function chipOf(state: SyncState, now: number): SyncFacts | undefined {
  if (state.kind === 'alone') return undefined;
  const [first, ...others] = [...factsOf(state, now), ...courseOf(state)];
  return first && [first, ...others];
}

function factsOf(state: Enrolled, now: number): readonly SyncFact[] {
  const { revoked, listProgress, upToDateAt, parked, clockSkewMs, leaseShortage } = state;
  const { updateNeeded, alarm, hasForgedLease, storageProblem } = state;
  const unsent = toSend(state);
  const isOld = upToDateAt !== null && now - upToDateAt > oldMs;
  const seesCredits = mayManageDevices(state.membership.role);
  const facts: readonly (SyncFact | false | undefined)[] = [
    revoked && { kind: 'signed-out', byOrganiser: revoked.reason === 'revoked', unsent },
    listProgress.here < listProgress.all && { kind: 'list-incomplete', ...listProgress },
    isOld && { kind: 'list-old', at: upToDateAt, unsent },
    updateNeeded && { kind: 'update-needed' },
    seesCredits && alarm !== undefined && { kind: 'balance-alarm' },
    parked.length > 0 && { kind: 'parked', count: parked.length },
    clockSkewMs !== 0 && { kind: 'clock-off', minutes: Math.round(clockSkewMs / 60_000) },
    seesCredits && leaseShortage && { kind: 'lease-shortage', ...leaseShortage },
    seesCredits && hasForgedLease && { kind: 'forged-lease' },
    storageProblem !== undefined && { kind: 'not-kept' },
  ];
  return facts.filter((fact) => fact !== undefined && fact !== false);
}

function courseOf(state: Enrolled): readonly SyncCourse[] {
  if (state.revoked !== undefined) return [];
  const unsent = toSend(state);
  if (state.link !== 'online') return [{ kind: state.link, unsent }];
  if (state.toPull > 0) return [{ kind: 'receiving', count: state.toPull }];
  if (unsent > 0) return [{ kind: 'sending', count: unsent }];
  // The server answers, but has not said yet whether there is more.
  if (state.upToDateAt === null) return [{ kind: 'connecting', unsent }];
  return [{ kind: 'up-to-date', at: state.upToDateAt }];
}
