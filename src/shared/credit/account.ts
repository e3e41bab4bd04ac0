import type { DeviceId, EntryId, OperationId } from '../ids.ts';
import type { Contract } from './contract.ts';
import { foldName } from './fold-name.ts';
import type { Lot } from './lot.ts';
import type { Notice } from './notice.ts';
import type { Period } from './period.ts';
import { layerOver, type Shelf } from './shelf.ts';

/** A lot and what is left in it. Replaced, never changed. */
export interface HeldLot {
  readonly lot: Lot;
  readonly left: number;
  /** What of it went into debt that was there before it. */
  readonly repaid: number;
  /** What of it counts as gone, unless the laptop that held it turns up. */
  readonly writtenOff: number;
  /** How the hold of a lot that a laptop held has ended, if it has. */
  readonly ended?: 'returned' | 'written-off';
}

/** What members have spent in the period that runs. */
export interface Usage {
  readonly period: Period;
  spent: number;
  readonly byMember: Map<string, number>;
}

/**
 * What an account has of one credit type. `balance = granted - spent + refunded - expired` at all times, which is
 * what its lots hold less the debt.
 */
export interface Holding {
  readonly type: string;
  balance: number;
  granted: number;
  spent: number;
  refunded: number;
  expired: number;
  /** What has been spent beyond the lots (GM-9). */
  debt: number;
  /** The lots that have credits left and that no laptop holds, in burn order. */
  burning: readonly EntryId[];
  /** Of each laptop that has ever held a lease: its lots that it may have credits of, in burn order. */
  leased: Readonly<Record<DeviceId, readonly EntryId[]>>;
  usage: Usage | undefined;
  /** Ids of the notices that the next crossing sends (GM-7). */
  armed: readonly string[];
  /** Since when, and through which operation, the balance is below zero. */
  negativeSince: { readonly at: number; readonly operation: OperationId } | undefined;
}

/**
 * The running projection of an organisation's credit ledger. It grows with its lots, not with its charges: one with a
 * million charges takes the next as fast as an empty one.
 */
export interface Account {
  readonly holdings: Map<string, Holding>;
  readonly lots: Shelf<EntryId, HeldLot>;
  contract: Contract;
  notices: readonly Notice[];
  /** The latest instant that anything counted at (UTC milliseconds). */
  clock: number;
  /** When a lot ends or a period begins next (UTC milliseconds); undefined where that is to be found out. */
  nextDueAt: number | undefined;
}

export function openAccount(contract: Contract): Account {
  return { holdings: new Map(), lots: new Map(), contract, notices: [], clock: 0, nextDueAt: undefined };
}

const nothing = {
  balance: 0,
  granted: 0,
  spent: 0,
  refunded: 0,
  expired: 0,
  debt: 0,
  burning: [],
  leased: {},
  usage: undefined,
  armed: [],
  negativeSince: undefined,
} as const;

/** What the account has of a credit type: nothing, where it has never had any. */
export function holdingOf(account: Pick<Account, 'holdings'>, type: string): Readonly<Holding> {
  return account.holdings.get(type) ?? { type, ...nothing };
}

/** The same, to be changed. */
export function openHolding(account: Account, type: string): Holding {
  let holding = account.holdings.get(type);
  if (holding === undefined) {
    holding = { type, ...nothing };
    account.holdings.set(type, holding);
  }
  return holding;
}

/** An account that starts as this one is and goes its own way: what is tried on it never shows on this one. */
export function branchAccount(account: Account): Account {
  const holdings = new Map<string, Holding>();
  for (const [type, holding] of account.holdings) {
    const { usage } = holding;
    holdings.set(type, { ...holding, usage: usage && { ...usage, byMember: new Map(usage.byMember) } });
  }
  return { ...account, holdings, lots: layerOver(account.lots, ({ lot }) => lot.id) };
}

/** The lots that have credits left: those that nobody holds in burn order, then what each laptop holds. */
export function lotsWithCredits(account: Pick<Account, 'holdings' | 'lots'>, type: string): readonly HeldLot[] {
  const { burning, leased } = holdingOf(account, type);
  const lots = [burning, ...Object.values(leased)].flat().flatMap((id) => account.lots.get(id) ?? []);
  return lots.filter(({ left }) => left > 0);
}

/** What a member has spent in the period that holds the instant (UTC milliseconds), however the name is written. */
export function spentBy({ usage }: Pick<Holding, 'usage'>, member: string, at: number): number {
  if (usage === undefined || at >= usage.period.endsAt) return 0;
  const name = foldName(member);
  let spent = 0;
  for (const [each, credits] of usage.byMember) if (foldName(each) === name) spent += credits;
  return spent;
}
