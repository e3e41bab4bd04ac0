import { describe, expect, it } from 'vitest';
import { anEmail, aPlanChange, aPrint, aVoid } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aGrant, anUndo, instant } from '../../../test/builders/facts.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import type { Operation } from '../operation.ts';
import { aPolicy, aType } from '../../../test/builders/policies.ts';
import { openCreditLedger, record } from './ledger.ts';

const emails = (id: string, ms: number, credits: number) => anEmail({ id, ms }, credits);
const pack = (id: string, ms: number, credits: number) => aGrant({ id, ms }, credits);

/** The notices that one operation sends: `low 39`. */
function noticesOf(till: Till, operation: Operation): readonly string[] {
  const before = till.ledger.account.notices.length;
  till.take(operation);
  return till.ledger.account.notices.slice(before).map(({ rule, balance }) => `${rule} ${String(balance)}`);
}

interface Story {
  readonly name: string;
  readonly credits: number;
  readonly steps: readonly (readonly [Operation, readonly string[]])[];
}

const stories: readonly Story[] = [
  {
    name: 'GM-7 at 40 none, below it one, once',
    credits: 50,
    steps: [
      [emails('a', 1, 10), []],
      [emails('b', 2, 1), ['low 39']],
      [emails('c', 3, 1), []],
      [emails('d', 4, 30), []],
    ],
  },
  {
    name: 'GM-7 at 1 none, at 0 one, below it no other',
    credits: 50,
    steps: [
      [emails('a', 1, 49), ['low 1']],
      [emails('b', 2, 1), ['used 0']],
      [emails('c', 3, 1), []],
    ],
  },
  {
    name: 'GM-7 crossing 40 and 0 in one step: two notices, once each',
    credits: 50,
    steps: [
      [emails('a', 1, 212), ['low -162', 'used -162']],
      [emails('b', 2, 1), []],
    ],
  },
  {
    name: 'GM-7 crossing back up and down again: armed at 40, and above 0',
    credits: 50,
    steps: [
      [emails('a', 1, 50), ['low 0', 'used 0']],
      [pack('p', 2, 1), []],
      [emails('b', 3, 1), ['used 0']],
      [pack('q', 4, 39), []],
      [emails('c', 5, 1), []],
      [pack('r', 6, 2), []],
      [emails('d', 7, 1), ['low 39']],
    ],
  },
  {
    name: 'GM-7 a top-up smaller than the debt arms nothing',
    credits: 50,
    steps: [
      [emails('a', 1, 90), ['low -40', 'used -40']],
      [pack('p', 2, 40), []],
      [emails('b', 3, 1), []],
    ],
  },
  {
    name: 'GM-7 an undo that brings it back to 40 arms it; a charge moved from one door to another does not',
    credits: 40,
    steps: [
      [aCheckIn({ id: 'a', ms: 1 }), ['low 39']],
      [aCheckIn({ id: 'b', ms: 2, device: 'two' }), []],
      [anUndo({ id: 'u', ms: 3 }, 'a'), []],
      [anUndo({ id: 'w', ms: 4 }, 'b'), []],
      [aCheckIn({ id: 'c', ms: 5 }), ['low 39']],
    ],
  },
  {
    name: 'GM-7 a refund that does not reach 40 does not',
    credits: 40,
    steps: [
      [emails('a', 1, 3), ['low 37']],
      [aVoid({ id: 'v', ms: 2 }, 'a', 2), []],
      [emails('b', 3, 1), []],
    ],
  },
  { name: 'GM-7 an account that begins with fewer has crossed nothing', credits: 39, steps: [[emails('a', 1, 1), []]] },
];

describe('notices', () => {
  it.each(stories)('$name', ({ credits, steps }) => {
    const till = openTill({ credits });
    for (const [operation, sent] of steps) expect(noticesOf(till, operation)).toEqual(sent);
  });

  it('GM-7 the first action of all can cross', () => {
    const till = openTill({ credits: 0, beginsAt: 0 });
    expect(noticesOf(till, emails('a', 1, 212))).toEqual(['low -162', 'used -162']);
  });

  it('GM-7 a refill arms, though the action that brings it to light spends it again', () => {
    const begin = instant('2027-01-10');
    const till = openTill({ credits: 0, beginsAt: begin });
    till.take(aPlanChange({ id: 'c', ms: begin }, 'guest-manager', 'starter'));
    expect(noticesOf(till, emails('a', begin + 1, 290))).toEqual(['low 10']);
    expect(noticesOf(till, emails('b', instant('2027-02-11'), 240))).toEqual(['low 20']);
  });

  it('an expiry can cross, and a refill at the same moment that makes up for it does not', () => {
    const notices = [{ id: 'few', below: 10, words: 'Few are left.' }];
    const policy = aPolicy({ creditTypes: [aType({ notices })] });
    const till = openTill({ policy, credits: 4 });
    till.take(aGrant({ id: 'brief', ms: 1 }, 20, { endsAt: 100 }));
    expect(noticesOf(till, aPrint({ id: 'p', ms: 100 }))).toEqual(['few -1']);
    expect(noticesOf(till, aGrant({ id: 'next', ms: 101 }, 20, { endsAt: 200 }))).toEqual([]);
    till.take(aGrant({ id: 'more', ms: 102 }, 50, { startsAt: 200 }));
    expect(noticesOf(till, aPrint({ id: 'q', ms: 200 }))).toEqual([]);
  });

  it('say what, when, through which operation, and each crossing has an id of its own', () => {
    const till = openTill({ credits: 40 });
    const print = aPrint({ id: 'p', ms: 7 });
    till.take(print);
    till.take(pack('q', 8, 1));
    till.take(aPrint({ id: 'r', ms: 9 }));
    expect(till.ledger.account.notices).toEqual([
      {
        id: 'notice/credit/low/1',
        type: 'credit',
        rule: 'low',
        words: 'Fewer than 40 credits are left.',
        balance: 39,
        at: 7,
        operation: print.id,
      },
      expect.objectContaining({ id: 'notice/credit/low/2', at: 9 }),
    ]);
  });

  it('are the same when the log is read again', () => {
    const till = openTill({ credits: 0 });
    const again = openCreditLedger(till.ledger.policies);
    for (const [operation] of stories.flatMap(({ credits, steps }, index) =>
      index === 3 ? [[pack('begin', 0, credits), []] as const, ...steps] : [],
    )) {
      record(again, operation, till.take(operation));
    }
    expect(again.account.notices).toHaveLength(4);
    expect(again.account.notices).toEqual(till.ledger.account.notices);
  });
});
