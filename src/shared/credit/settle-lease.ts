import { deriveEntryId, type EntryId } from '../ids.ts';
import type { OperationOf } from '../operation.ts';
import { type Cause, handBack, writeOff } from './come-back.ts';
import type { Entry, Transfer } from './entry.ts';
import { isLeasable, lotsOfLease } from './lease.ts';
import { type CreditLedger, postNew } from './ledger.ts';
import type { Held } from './lot.ts';

/**
 * Splits lots for one laptop: of each slice as much as is left in its lot. A slice of a lot that is not there, that
 * a laptop holds, or of another type moves nothing; so does the whole lease of a type that goes negative instead, or one
 * that another laptop has had. What the laptop holds by this lease already is held until the later end.
 */
export function takeLease(ledger: CreditLedger, operation: OperationOf<'takeLease'>): readonly Entry[] {
  const { lease, holder, type } = operation;
  const before = lotsOfLease(ledger.account, lease);
  if (!isLeasable(ledger, type)) return [];
  if (before.some(({ lot }) => lot.type !== type || lot.held?.holder !== holder)) return [];
  const open = before.flatMap(({ lot, ended }) => (ended === undefined && lot.held !== undefined ? [lot.held] : []));
  const notAfterAt = Math.max(operation.notAfterAt, ...open.map((held) => held.notAfterAt));
  const wanted = new Map<EntryId, number>();
  for (const { lot, credits } of operation.slices) wanted.set(lot, (wanted.get(lot) ?? 0) + credits);
  const taken = [...wanted].flatMap(([of, credits]) => split(ledger, operation, { of, notAfterAt }, credits));
  const prolonged = open
    .filter((held) => held.notAfterAt < notAfterAt && !taken.some(({ from }) => from === held.of))
    .flatMap(({ of }) => postNew(ledger, toTransfer(operation, { of, notAfterAt }, 0)));
  return [...taken, ...prolonged];
}

type Split = Pick<Held, 'of' | 'notAfterAt'>;

function split(
  ledger: CreditLedger,
  operation: OperationOf<'takeLease'>,
  held: Split,
  wanted: number,
): readonly Transfer[] {
  const { lots } = ledger.account;
  const source = lots.get(held.of);
  if (source === undefined || source.lot.held !== undefined || source.lot.type !== operation.type) return [];
  const credits = Math.min(wanted, source.left);
  const transfer = toTransfer(operation, held, credits);
  const namesake = lots.get(transfer.to);
  if (credits === 0 || (namesake !== undefined && namesake.lot.held === undefined)) return [];
  return postNew(ledger, transfer);
}

function toTransfer(
  { id, at, type, lease, holder }: OperationOf<'takeLease'>,
  { of, notAfterAt }: Split,
  credits: number,
): Transfer {
  const to = deriveEntryId(of, 'lease', lease);
  return {
    kind: 'transfer',
    id: deriveEntryId(id, 'transfer', to),
    at: at.ms,
    type,
    from: of,
    to,
    credits,
    held: { lease, holder, of, notAfterAt },
  };
}

/**
 * Moves what is left of a lease back to its lots, what was written off of it too: the laptop has turned up, and says by
 * this that it spends no more of it. Only the holder can say that; from anybody else it moves nothing.
 */
export function returnLease(ledger: CreditLedger, { id, at, lease }: OperationOf<'returnLease'>): readonly Entry[] {
  const cause = { id, at: at.ms };
  return lotsOfLease(ledger.account, lease)
    .filter(({ lot, ended }) => lot.held?.holder === at.device && ended !== 'returned')
    .flatMap((held) => [
      ...revive(ledger, held.lot.id, held.lot.type, held.writtenOff, cause),
      ...handBack(ledger, held, held.left + held.writtenOff, cause),
    ]);
}

/** Counts what is left of a lease as gone. What its laptop turns out to have spent of it is found again. */
export function writeOffLease(ledger: CreditLedger, { id, at, lease }: OperationOf<'writeOffLease'>): readonly Entry[] {
  return lotsOfLease(ledger.account, lease)
    .filter(({ ended }) => ended === undefined)
    .flatMap((held) => writeOff(ledger, held, held.left, { id, at: at.ms }));
}

/** Finds credits of a write-off again. */
export function revive(
  ledger: CreditLedger,
  lot: EntryId,
  type: string,
  credits: number,
  { id, at }: Cause,
): readonly Entry[] {
  if (credits === 0) return [];
  const entry = { id: deriveEntryId(id, 'revival', lot), at, type, lot, credits };
  return postNew(ledger, { kind: 'revival', ...entry });
}
