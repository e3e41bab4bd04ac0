import { type CreditLedger, post, record } from '../../shared/credit/ledger.ts';
import type { ServerRow } from '../../shared/wire.ts';
import { type BookRow, openCredits } from './books.ts';

/** A row of the server's log, with what this version of the app understands of it. */
export interface PulledRow extends ServerRow {
  /** It holds more, which a newer version of the app wrote: what is understood does not make the balance. */
  readonly newer?: true;
}

/** The credit ledger by the server's rows alone, with the server's entries as they are. */
export interface Base {
  readonly credits: CreditLedger;
  /** Of the last row that it holds. */
  position: number;
  /** How many of the rows in the books are of this base. */
  shown: number;
  /** Which of the server's logs it is of, as this laptop counts them. */
  readonly generation: number;
  /** False once a row could not be posted in full: then its balances are not the server's. */
  isSound: boolean;
}

/** The base of no rows. */
export function openBase(generation = 0): Base {
  return { credits: openCredits(), position: 0, shown: 0, generation, isSound: true };
}

/** Takes the next row of the server's log into the base. */
export function growBase(base: Base, row: PulledRow): void {
  base.isSound = postRow(base.credits, row) && base.isSound;
  base.position = row.position;
}

/** What a ledger has of each credit type. */
export function balancesOf({ account }: CreditLedger): Readonly<Record<string, number>> {
  return Object.fromEntries([...account.holdings.values()].map(({ type, balance }) => [type, balance]));
}

/**
 * Posts what the server decided. False where that cannot be done in full, because it rests on what only a newer version
 * of the app understands.
 */
export function postRow(credits: CreditLedger, { operation, entries }: BookRow): boolean {
  try {
    if (operation !== undefined) return record(credits, operation, entries).length === 0;
    return entries.filter((entry) => post(credits, entry) === 'conflict').length === 0;
  } catch {
    return false;
  }
}
