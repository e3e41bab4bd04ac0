import type { Account } from '../../src/shared/credit/account.ts';

/**
 * Throws unless the account's books agree: the balance is granted - spent + refunded - expired, and what the lots
 * hold less the debt; no lot holds less than nothing or more than it was granted; what burns is in its lots.
 */
export function auditBooks(account: Account): void {
  for (const { type, balance, granted, spent, refunded, expired, debt, burning } of account.holdings.values()) {
    const lots = [...account.lots.values()].filter(({ lot }) => lot.type === type);
    const left = lots.reduce((sum, each) => sum + each.left, 0);
    claim(balance === granted - spent + refunded - expired, `the balance of ${type} follows from its entries`);
    claim(balance === left - debt, `the balance of ${type} is what its lots hold less the debt`);
    claim(debt >= 0, `the debt in ${type} is not negative`);
    claim(
      lots.every(({ lot, ...held }) => held.left >= 0 && held.repaid >= 0 && held.left + held.repaid <= lot.credits),
      `every lot of ${type} holds between nothing and what it was granted`,
    );
    const burns = lots.filter((each) => each.left > 0).map(({ lot }) => lot.id);
    claim([...burning].sort().join() === burns.sort().join(), `what burns of ${type} is what is left`);
  }
}

function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It does not hold that ${what}`);
}
