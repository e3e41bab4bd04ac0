import type { EntryId, OperationId } from '../ids.ts';
import { unreachable } from '../unreachable.ts';
import type { Charge, Draw, Entry, Reversal } from './entry.ts';
import type { Lot } from './lot.ts';

/** A lot and what is left in it. */
export interface HeldLot {
  readonly lot: Lot;
  left: number;
}

/**
 * The running projection of the credit ledger. `balance = granted - spent + refunded` at all times;
 * nothing here expires (GM-10). Posting changes it in place: an account with a million entries takes one as fast
 * as an empty one.
 */
export interface Account {
  balance: number;
  granted: number;
  spent: number;
  refunded: number;
  /** What has been spent beyond the lots (GM-9). */
  debt: number;
  /** In the order they were granted, which is the order they are drawn. */
  readonly lots: Map<EntryId, HeldLot>;
  /** The charge that is posted and not reversed, by the operation it pays for. */
  readonly outstanding: Map<OperationId, Charge>;
  /** How many charges an operation has had, reversed ones included: makes the next one's id. */
  readonly chargesMade: Map<OperationId, number>;
  /** Ids of all entries: the same entry never counts twice. */
  readonly posted: Set<EntryId>;
}

export function openAccount(): Account {
  return {
    balance: 0,
    granted: 0,
    spent: 0,
    refunded: 0,
    debt: 0,
    lots: new Map(),
    outstanding: new Map(),
    chargesMade: new Map(),
    posted: new Set(),
  };
}

/** Posts one entry; an entry that is already there changes nothing. */
export function post(account: Account, entry: Entry): void {
  if (account.posted.has(entry.id)) return;
  account.posted.add(entry.id);
  switch (entry.kind) {
    case 'grant':
      return postGrant(account, entry.lot);
    case 'charge':
      return postCharge(account, entry);
    case 'reversal':
      return postReversal(account, entry);
    default:
      return unreachable(entry);
  }
}

/** A new lot repays the debt first. */
function postGrant(account: Account, lot: Lot): void {
  const repaid = Math.min(account.debt, lot.credits);
  account.balance += lot.credits;
  account.granted += lot.credits;
  account.debt -= repaid;
  account.lots.set(lot.id, { lot, left: lot.credits - repaid });
}

function postCharge(account: Account, charge: Charge): void {
  account.balance -= charge.credits;
  account.spent += charge.credits;
  account.debt += charge.debt;
  for (const draw of charge.draws) heldLot(account, draw.lot).left -= draw.credits;
  account.outstanding.set(charge.operation, charge);
  account.chargesMade.set(charge.operation, (account.chargesMade.get(charge.operation) ?? 0) + 1);
}

/** Debt that a lot has repaid meanwhile comes back as credits in the newest lot, which is the one that paid. */
function postReversal(account: Account, reversal: Reversal): void {
  account.balance += reversal.credits;
  account.refunded += reversal.credits;
  for (const draw of reversal.draws) heldLot(account, draw.lot).left += draw.credits;
  const owed = Math.min(reversal.debt, account.debt);
  account.debt -= owed;
  const newest = [...account.lots.values()].at(-1);
  if (newest !== undefined) newest.left += reversal.debt - owed;
  account.outstanding.delete(reversal.charged);
}

function heldLot(account: Account, id: EntryId): HeldLot {
  const held = account.lots.get(id);
  if (held === undefined) throw new Error(`The ledger draws from lot ${id}, which was never granted`);
  return held;
}

/** What an amount takes from which lots, oldest first, once `pending` entries are posted; the rest is debt (GM-9). */
export function drawCredits(
  account: Account,
  credits: number,
  pending: readonly Entry[],
): { readonly draws: Draw[]; readonly debt: number } {
  const left = new Map([...account.lots].map(([id, held]) => [id, held.left]));
  for (const entry of pending) {
    if (entry.kind === 'grant') {
      left.set(entry.lot.id, entry.lot.credits - Math.min(account.debt, entry.lot.credits));
      continue;
    }
    const sign = entry.kind === 'reversal' ? 1 : -1;
    for (const draw of entry.draws) left.set(draw.lot, (left.get(draw.lot) ?? 0) + sign * draw.credits);
  }
  let missing = credits;
  const draws: Draw[] = [];
  for (const [lot, available] of left) {
    const taken = Math.min(missing, available);
    if (taken > 0) draws.push({ lot, credits: taken });
    missing -= taken;
  }
  return { draws, debt: missing };
}
