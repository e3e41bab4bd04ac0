import { deriveEntryId, type EntryId, type OperationId } from '../ids.ts';
import type { HeldLot } from './account.ts';
import type { Draw, Entry, Transfer, WriteOff } from './entry.ts';
import { type CreditLedger, postNew } from './ledger.ts';

/** The entry or the operation by which credits come back, and when (UTC milliseconds). */
export interface Cause {
  readonly id: EntryId | OperationId;
  readonly at: number;
}

/**
 * Posts what becomes of credits that have come back to lots. In a lot that has ended they expire at once, with a line of
 * its own. What a laptop held goes on to the lot that it was split off, once its lease was returned; once that was
 * written off it counts as gone too, because the lost laptop may have got it back itself and spent it.
 */
export function comeBack(ledger: CreditLedger, back: readonly Draw[], cause: Cause): readonly Entry[] {
  const credits = new Map<EntryId, number>();
  for (const each of back) credits.set(each.lot, (credits.get(each.lot) ?? 0) + each.credits);
  return [...credits].flatMap(([id, amount]) => {
    const held = ledger.account.lots.get(id);
    return held === undefined || amount === 0 ? [] : passOn(ledger, held, amount, cause);
  });
}

function passOn(ledger: CreditLedger, held: HeldLot, credits: number, cause: Cause): readonly Entry[] {
  const { lot, ended } = held;
  if (lot.held === undefined) return expireLate(ledger, held, credits, cause);
  if (ended === 'returned') return handBack(ledger, held, credits, cause);
  return ended === 'written-off' ? writeOff(ledger, held, credits, cause) : [];
}

function expireLate(ledger: CreditLedger, { lot }: HeldLot, credits: number, { id, at }: Cause): readonly Entry[] {
  if (lot.endsAt === undefined || lot.endsAt > at) return [];
  const { type } = lot;
  return postNew(ledger, { kind: 'expiry', id: deriveEntryId(lot.id, 'expired', id), at, type, lot: lot.id, credits });
}

/** Moves credits of a held lot, be they none, back to the lot that it was split off: its hold is over. */
export function handBack(ledger: CreditLedger, { lot }: HeldLot, credits: number, cause: Cause): readonly Entry[] {
  if (lot.held === undefined) return [];
  const { of: to } = lot.held;
  const id = deriveEntryId(cause.id, 'transfer', lot.id);
  const transfer: Transfer = { kind: 'transfer', id, at: cause.at, type: lot.type, from: lot.id, to, credits };
  return [...postNew(ledger, transfer), ...comeBack(ledger, [{ lot: to, credits }], transfer)];
}

/** Counts credits of a held lot, be they none, as gone: its hold is over. */
export function writeOff(
  ledger: CreditLedger,
  { lot }: HeldLot,
  credits: number,
  { id, at }: Cause,
): readonly WriteOff[] {
  const entry = { id: deriveEntryId(id, 'written-off', lot.id), at, type: lot.type, lot: lot.id, credits };
  return postNew(ledger, { kind: 'writeOff', ...entry });
}
