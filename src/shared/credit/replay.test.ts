import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { anEmail, aPrint, aVoid } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aGrant, anOperation, anUndo } from '../../../test/builders/facts.ts';
import { inWords } from '../../../test/builders/story.ts';
import { openTill } from '../../../test/builders/till.ts';
import { type Operation, operationSchema } from '../operation.ts';
import { type Entry, entrySchema } from './entry.ts';
import { branchLedger, openCreditLedger, post, record } from './ledger.ts';
import { policies } from './policies/built-in.ts';
import { openReplay } from './replay.ts';

const start = aGrant({ id: 'start', ms: 0 }, 50);

describe('an operation that comes again', () => {
  const again: readonly { readonly name: string; readonly operation: Operation; readonly other: Operation }[] = [
    {
      name: 'a check-in',
      operation: aCheckIn({ id: 'x', ms: 1 }),
      other: aCheckIn({ id: 'x', ms: 1 }, { fee: 'per-ticket' }),
    },
    { name: 'a print', operation: aPrint({ id: 'x', ms: 1 }), other: aPrint({ id: 'x', ms: 1 }, 'T-2') },
    { name: 'an email', operation: anEmail({ id: 'x', ms: 1 }, 3), other: anEmail({ id: 'x', ms: 1 }, 4) },
    { name: 'a grant', operation: aGrant({ id: 'x', ms: 1 }, 3), other: aGrant({ id: 'x', ms: 1 }, 4) },
  ];

  it.each(again)('X-4 $name of the same content is a duplicate: a double click, a retry', ({ operation }) => {
    for (const take of ['act', 'settle'] as const) {
      const replay = openReplay(openCreditLedger(policies));
      replay.settle(start);
      replay[take](operation);
      const before = branchLedger(replay.ledger).account.holdings;
      expect(replay[take]({ ...operation })).toEqual({ kind: 'duplicate' });
      expect(replay.ledger.account.holdings).toEqual(before);
    }
  });

  it.each(again)('X-4 $name: same id with other content is a conflict (replay)', ({ operation, other }) => {
    for (const take of ['act', 'settle'] as const) {
      const replay = openReplay(openCreditLedger(policies));
      replay.settle(start);
      replay[take](operation);
      const before = branchLedger(replay.ledger).account.holdings;
      expect(replay[take](other)).toEqual({ kind: 'conflict' });
      expect(replay.ledger.account.holdings).toEqual(before);
    }
  });

  it('X-4 a restored backup that takes the whole log in again changes nothing', () => {
    const till = openTill();
    const taken = [aCheckIn({ id: 'a', ms: 1 }), anEmail({ id: 'e', ms: 2 }, 3), anUndo({ id: 'u', ms: 3 }, 'a')];
    const rows = taken.map((operation) => [operation, till.take(operation)] as const);
    const before = structuredClone(till.holding());
    for (const [operation, entries] of rows) expect(record(till.ledger, operation, entries)).toEqual([]);
    expect(till.holding()).toEqual(before);
  });
});

/** One entry of each kind, and one of its id that says something else. */
function entriesOfAllKinds(): readonly (readonly [Entry, Entry])[] {
  const till = openTill({ credits: 10 });
  till.take(aGrant({ id: 'brief', ms: 1 }, 5, { endsAt: 100 }));
  till.take(anEmail({ id: 'e', ms: 2 }, 3));
  till.take(aVoid({ id: 'v', ms: 3 }, 'e', 1));
  till.take(anOperation('setBillingContact', { id: 'c', ms: 100 }, { contact: 'bills@example.org' }));
  return till.entries.map((entry) => [entry, { ...entry, at: entry.at + 1 }] as const);
}

describe('an entry that comes again', () => {
  it.each(entriesOfAllKinds().map(([entry, other]) => ({ kind: entry.kind, entry, other })))(
    'X-4 $kind: same id with other content is a conflict (post, record), with the same a duplicate',
    ({ entry, other }) => {
      const ledger = openCreditLedger(policies);
      for (const [each] of entriesOfAllKinds()) post(ledger, each);
      const before = branchLedger(ledger).account.holdings;
      expect(post(ledger, structuredClone(entry))).toBe('duplicate');
      expect(post(ledger, other)).toBe('conflict');
      const about = anOperation('setBillingContact', { id: 'again', ms: 200 }, { contact: 'bills@example.org' });
      expect(record(ledger, about, [entry])).toEqual([]);
      expect(record(ledger, about, [entry, other])).toEqual([other]);
      expect(branchLedger(ledger).account.holdings).toEqual(before);
    },
  );

  it('the sample has all kinds', () => {
    const kinds = new Set(entriesOfAllKinds().map(([{ kind }]) => kind));
    expect([...kinds].sort()).toEqual(['charge', 'expiry', 'grant', 'reversal', 'terms']);
  });
});

describe('integers only', () => {
  const wrong = [0.5, 2 ** 53, -1];

  it.each(wrong)('an entry with %s credits is refused', (credits) => {
    for (const [entry] of entriesOfAllKinds()) {
      if (entry.kind === 'terms') continue;
      const changed = entry.kind === 'grant' ? { ...entry, lot: { ...entry.lot, credits } } : { ...entry, credits };
      expect(v.is(entrySchema, entry)).toBe(true);
      expect(v.is(entrySchema, changed)).toBe(false);
    }
  });

  it.each(wrong)('an operation on %s things is refused', (times) => {
    const operations = [
      anEmail({ id: 'e', ms: 1 }, times),
      anOperation('createInvites', { id: 'i', ms: 1 }, { via: 'list', count: times }),
      anOperation('issueTickets', { id: 't', ms: 1 }, { orderCode: 'A', free: times, paid: 0 }),
      aVoid({ id: 'v', ms: 1 }, 'e', times),
    ];
    for (const operation of operations) expect(v.is(operationSchema, operation)).toBe(false);
  });
});

describe('every line of the ledger', () => {
  it('X-6 can be written down and read back', () => {
    for (const [entry] of entriesOfAllKinds()) {
      expect(v.parse(entrySchema, JSON.parse(JSON.stringify(entry)))).toEqual(entry);
    }
    expect(inWords(entriesOfAllKinds().map(([entry]) => entry))).toEqual([
      'granted 10: start',
      'granted 5: brief',
      'spent 3: brief 3',
      'returned 1: brief 1',
      'expired 3: brief',
      'agreed: bills@example.org',
    ]);
  });
});
