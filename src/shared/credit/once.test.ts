import { describe, expect, it } from 'vitest';
import { aChoice, anUnlock, aVoid } from '../../../test/builders/account-facts.ts';
import { aPolicy, anAction } from '../../../test/builders/policies.ts';
import { follow } from '../../../test/builders/story.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { intentOf } from './intent.ts';
import { quote } from './quote.ts';

/** Unlocking a lead costs 5, once; with `reopens`, it is to be paid again when its charge is taken back. */
function leads(reopens: boolean): Till {
  const actions = { unlockLead: anAction(5, { once: { words: 'Unlocked already: free', reopens } }) };
  return openTill({ policy: aPolicy({ actions }), credits: 50 });
}

function costOf({ ledger }: Till, lead: string, ms: number): number | undefined {
  const intent = intentOf(anUnlock({ id: 'asked', ms }, lead));
  const answer = intent && quote(ledger, intent);
  return answer?.kind === 'quote' ? answer.credits : undefined;
}

describe('charge-once by two people', () => {
  it('ZP-2 the first pays, the second has it for nothing, and the line says why', () => {
    const till = leads(true);
    expect(costOf(till, 'Lea', 1)).toBe(5);
    till.take(anUnlock({ id: 'a', ms: 1, actor: 'Kim' }, 'Lea'));
    expect(costOf(till, 'Lea', 2)).toBe(0);
    expect(till.take(anUnlock({ id: 'b', ms: 2, actor: 'Ola' }, 'Lea'))).toMatchObject([
      { credits: 0, again: true, member: 'Ola', rules: [{ words: 'Unlocked already: free', times: 1, credits: 0 }] },
    ]);
    expect(till.holding().balance).toBe(45);
  });

  it('ZP-2 another lead is another subject; another spelling of one is not', () => {
    follow(leads(true), [
      { take: anUnlock({ id: 'a', ms: 1 }, 'Lea'), posts: ['spent 5: start 5'] },
      { take: anUnlock({ id: 'b', ms: 2 }, 'Max'), posts: ['spent 5: start 5'] },
      { take: anUnlock({ id: 'c', ms: 3 }, ' lea'), posts: ['spent 0'], balance: 40 },
    ]);
  });

  it('X-4 on two laptops: the earlier pays, whichever arrives first, and it is paid once', () => {
    follow(leads(true), [
      { take: anUnlock({ id: 'b', ms: 2, device: 'two' }, 'Lea'), posts: ['spent 5: start 5'] },
      {
        take: anUnlock({ id: 'a', ms: 1 }, 'Lea'),
        posts: ['returned 5: start 5', 'spent 5: start 5', 'spent 0'],
        balance: 45,
      },
    ]);
  });

  it('X-4 of two with the same clock reading, all laptops let the same one pay', () => {
    const both = [anUnlock({ id: 'a', ms: 1 }, 'Lea'), anUnlock({ id: 'b', ms: 1 }, 'Lea')] as const;
    const payers = [both, [both[1], both[0]]].map((order) => {
      const till = leads(true);
      for (const each of order) till.take(each);
      return [...till.ledger.posted.billings.values()].find(({ stands, charge }) => stands && charge.credits > 0)
        ?.operation;
    });
    expect(payers[0]).toBe(payers[1]);
  });
});

describe('taking back what is paid once', () => {
  it('undo then charge again: the next of those who have it pays', () => {
    const till = leads(true);
    follow(till, [
      { take: anUnlock({ id: 'a', ms: 1 }, 'Lea'), posts: ['spent 5: start 5'] },
      { take: anUnlock({ id: 'b', ms: 2 }, 'Lea'), posts: ['spent 0'] },
      {
        take: aVoid({ id: 'v', ms: 3 }, 'a'),
        posts: ['returned 5: start 5', 'returned 0', 'spent 5: start 5'],
        balance: 45,
      },
      { take: aVoid({ id: 'w', ms: 4 }, 'b'), posts: ['returned 5: start 5'], balance: 50 },
    ]);
    expect(costOf(till, 'Lea', 5)).toBe(5);
    follow(till, [{ take: anUnlock({ id: 'c', ms: 5 }, 'Lea'), posts: ['spent 5: start 5'], balance: 45 }]);
  });

  it('taking back a repeat returns nothing and leaves the payer alone', () => {
    follow(leads(true), [
      { take: anUnlock({ id: 'a', ms: 1 }, 'Lea'), posts: ['spent 5: start 5'] },
      { take: anUnlock({ id: 'b', ms: 2 }, 'Lea'), posts: ['spent 0'] },
      { take: aVoid({ id: 'v', ms: 3 }, 'b'), posts: ['returned 0'], balance: 45 },
    ]);
  });

  it('where it does not reopen, it stays paid for', () => {
    const till = leads(false);
    follow(till, [
      { take: anUnlock({ id: 'a', ms: 1 }, 'Lea'), posts: ['spent 5: start 5'] },
      { take: aVoid({ id: 'v', ms: 2 }, 'a'), posts: ['returned 5: start 5'], balance: 50 },
    ]);
    expect(costOf(till, 'Lea', 3)).toBe(0);
    follow(till, [{ take: anUnlock({ id: 'b', ms: 3 }, 'Lea'), posts: ['spent 0'], balance: 50 }]);
  });

  it('a part of it returns that part, and it stays paid for', () => {
    const till = leads(true);
    follow(till, [
      { take: anUnlock({ id: 'a', ms: 1 }, 'Lea'), posts: ['spent 5: start 5'] },
      { take: aVoid({ id: 'v', ms: 2 }, 'a', 2), posts: ['returned 2: start 2'], balance: 47 },
      { take: anUnlock({ id: 'b', ms: 3 }, 'Lea'), posts: ['spent 0'], balance: 47 },
    ]);
    expect(costOf(till, 'Lea', 4)).toBe(0);
    follow(till, [
      {
        take: aVoid({ id: 'w', ms: 4 }, 'a', 3),
        posts: ['returned 3: start 3', 'returned 0', 'spent 5: start 5'],
        balance: 45,
      },
    ]);
  });

  it.each([
    { name: 'all of it', credits: undefined, posts: [] },
    { name: 'all of it, in numbers', credits: 5, posts: ['spent 5: start 5', 'returned 5: start 5'] },
    { name: 'a part', credits: 2, posts: ['spent 5: start 5', 'returned 2: start 2'] },
  ])('a void that arrives before its target takes back $name', ({ credits, posts }) => {
    follow(leads(true), [
      { take: aVoid({ id: 'v', ms: 2 }, 'a', credits), posts: [] },
      { take: anUnlock({ id: 'a', ms: 1 }, 'Lea'), posts },
    ]);
  });
});

describe('what was done before anything metered it', () => {
  it('X-2 counts as done: a repeat costs what the quote says, 0', () => {
    const till = openTill({ credits: 50 });
    follow(till, [
      { take: anUnlock({ id: 'a', ms: 1 }, 'Lea'), posts: [] },
      {
        take: aChoice({ id: 'c', ms: 2 }, ['zaplify']),
        posts: ['agreed: zaplify', 'agreed: monthly-100', 'granted 100: month 0'],
      },
    ]);
    expect(costOf(till, 'Lea', 3)).toBe(0);
    follow(till, [{ take: anUnlock({ id: 'b', ms: 3 }, 'Lea'), posts: ['spent 0'] }]);
    expect(till.holding('lead').balance).toBe(100);
  });
});
