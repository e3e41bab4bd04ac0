import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { CreditLedger } from '../../src/shared/credit/ledger.ts';
import type { Shelf } from '../../src/shared/credit/shelf.ts';

/**
 * Everything that a ledger knows, as plain values. Left out is `nextDueAt`, which is only a note of what can be found out
 * from the rest.
 */
export function pictureOf(ledger: CreditLedger): unknown {
  return plain(partsOf(ledger));
}

/** The same in one line: for a ledger before and after what must not change it. */
export function fingerprintOf(ledger: CreditLedger): string {
  return JSON.stringify(partsOf(ledger));
}

function partsOf({ account, posted }: CreditLedger) {
  const { holdings, lots, contract, notices, clock } = account;
  return {
    holdings: byName(holdings, ({ type }) => type),
    usage: [...holdings.values()].map(({ usage }) => usage && [...usage.byMember]),
    lots: byName(lots, ({ lot }) => lot.id),
    contract,
    notices,
    clock,
    billings: byName(posted.billings, ({ operation }) => operation),
    others: byName(posted.others, ({ id }) => id),
    subjects: byName(posted.subjects, ({ key }) => key),
    voids: byName(posted.voids, ({ target }) => target),
  };
}

function byName<K, V>(shelf: Pick<Shelf<K, V>, 'values'>, nameOf: (value: V) => string): Readonly<Record<string, V>> {
  return Object.fromEntries([...shelf.values()].map((value) => [nameOf(value), value]));
}

/** The value as it comes back from where it was stored: copied, and without what is undefined. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Fails with the differences. Much faster than `expect` while there are none. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}
