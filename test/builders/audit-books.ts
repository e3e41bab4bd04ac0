import type { Account, HeldLot } from '../../src/shared/credit/account.ts';

/**
 * Throws unless the account's books agree: the balance is granted - spent + refunded - expired, and what the lots
 * hold less the debt; no lot holds less than nothing or more than it was granted; what burns is in its lots, and what a
 * laptop holds is in its own alone.
 */
export function auditBooks(account: Account): void {
  for (const { type, balance, granted, spent, refunded, expired, debt, burning, leased } of account.holdings.values()) {
    const lots = [...account.lots.values()].filter(({ lot }) => lot.type === type);
    const left = lots.reduce((sum, each) => sum + each.left, 0);
    claim(balance === granted - spent + refunded - expired, `the balance of ${type} follows from its entries`);
    claim(balance === left - debt, `the balance of ${type} is what its lots hold less the debt`);
    claim(debt >= 0, `the debt in ${type} is not negative`);
    claim(lots.every(isWithinItsCredits), `every lot of ${type} holds between nothing and what it was granted`);
    const burns = lots.filter((each) => each.left > 0 && each.lot.held === undefined);
    claim(areSame(burning, burns), `what burns of ${type} is what is left`);
    for (const [holder, ids] of Object.entries(leased)) {
      const held = lots.filter(({ lot, ...each }) => lot.held?.holder === holder && each.left + each.writtenOff > 0);
      claim(areSame(ids, held), `a laptop may have left of ${type} what was set aside for it`);
    }
    const holders = lots.flatMap(({ lot }) => lot.held?.holder ?? []);
    claim(
      holders.every((holder) => leased[holder] !== undefined),
      `who holds ${type} is known`,
    );
  }
}

function isWithinItsCredits({ lot, left, repaid, writtenOff }: HeldLot): boolean {
  return left >= 0 && repaid >= 0 && writtenOff >= 0 && left + repaid + writtenOff <= lot.credits;
}

function areSame(ids: readonly string[], lots: readonly HeldLot[]): boolean {
  return (
    [...ids].sort().join() ===
    lots
      .map(({ lot }) => lot.id)
      .sort()
      .join()
  );
}

function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It does not hold that ${what}`);
}
