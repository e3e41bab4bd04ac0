import fc from 'fast-check';
import { afterAll, describe, it } from 'vitest';
import { holdingOf } from '../../src/shared/credit/account.ts';
import { type Bookkeeper, claim, openBookkeeper, sum } from './bookkeeper.ts';
import { happeningsOf } from './happenings.ts';
import { type Laptop, openLaptop } from './laptop.ts';
import { openTally } from './tally.ts';
import { worlds } from './worlds.ts';

const runs = 10_000;
const tally = openTally({
  charges: 2,
  'zero charges': 0.5,
  'charges into debt': 0.1,
  'charges from several lots': 0.1,
  reversals: 0.2,
  'partial reversals': 0.03,
  'reversals of repaid debt': 0.005,
  expiries: 0.3,
  'late restores': 0.01,
  refills: 1,
  terms: 1,
  refusals: 0.1,
  crossings: 0.1,
  rearmings: 0.01,
  'debts repaid': 0.03,
  'late arrivals': 0.5,
});

/** The account says what the bookkeeper wrote down. */
function compareBooks({ ledger: { account } }: Laptop, books: Bookkeeper, now: number): void {
  claim(account.holdings.size === books.pages.size, 'both know the same credit types');
  const left = new Map<string, number>();
  for (const { lot, left: credits } of account.lots.values()) {
    claim(credits === books.lots.get(lot.id)?.left, `lot ${lot.id} holds what was not taken from it`);
    claim(credits === 0 || now < (lot.endsAt ?? Infinity), `lot ${lot.id} holds nothing after its end`);
    left.set(lot.type, (left.get(lot.type) ?? 0) + credits);
  }
  for (const [type, page] of books.pages) {
    const { balance, granted, spent, refunded, expired, debt } = holdingOf(account, type);
    claim(granted === page.granted && spent === page.spent, 'granted and spent are what was written down');
    claim(refunded === page.refunded && expired === page.expired, 'refunded and expired are what was written down');
    claim(debt === page.debt && debt >= 0, 'debt is what was written down');
    claim(balance === granted - spent + refunded - expired, 'balance = granted - spent + refunded - expired (X-6)');
    claim(balance === (left.get(type) ?? 0) - debt, 'balance = what lots hold - debt');
    const unreversed = [...books.charges.values()].filter(({ charge }) => charge.type === type);
    const standing = sum(unreversed.map(({ charge, returned }) => charge.credits - returned));
    claim(spent - refunded === standing, 'spent - refunded = what unreversed charges come to');
  }
}

function compareNotices({ ledger: { account } }: Laptop, { notices }: Bookkeeper): void {
  const told = account.notices.map(({ type, rule, balance, operation }) => ({ type, rule, balance, operation }));
  claim(JSON.stringify(told) === JSON.stringify(notices), 'there is one notice a crossing (GM-7)');
  claim(new Set(account.notices.map(({ id }) => id)).size === notices.length, 'no two notices have one id');
}

describe('the books', () => {
  afterAll(() => tally.check(runs));

  it('X-6 X-3 GM-7 whatever happens, the account is what a bookkeeper makes of its entries', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const laptop = openLaptop();
        const books = openBookkeeper();
        let latestAt = 0;
        for (const happening of happeningsOf(world)) {
          const { id, at } = happening.operation;
          const acted = laptop.take(happening);
          if (acted.kind === 'refused') tally.count('refusals');
          if (acted.kind !== 'done') continue;
          if (at.ms < latestAt) tally.count('late arrivals');
          latestAt = Math.max(latestAt, at.ms);
          const repaid = books.repaid();
          books.write(id, acted.entries);
          if (books.repaid() > repaid) tally.count('debts repaid');
          for (const entry of acted.entries) tally.countEntry(entry);
          compareBooks(laptop, books, Math.max(at.ms, laptop.ledger.account.clock));
        }
        compareNotices(laptop, books);
        const crossings = books.notices.map(({ type, rule }) => `${type} ${rule}`);
        tally.count('crossings', crossings.length);
        tally.count('rearmings', crossings.length - new Set(crossings).size);
      }),
      { numRuns: runs, seed: 20_261_124 },
    );
  });
});
