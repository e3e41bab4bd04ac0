import { expect } from 'vitest';
import type { Entry } from '../../src/shared/credit/entry.ts';

/** What the runs of a property really did: a property over nothing proves nothing. */
export interface Tally<K extends string> {
  count(what: K, times?: number): void;
  /** Counts the cases that an entry is one of. */
  countEntry(entry: Entry): void;
  /** Fails unless each thing happened at least so often, as a share of the runs. */
  check(runs: number): void;
}

export function openTally<K extends string>(shares: Readonly<Record<K, number>>): Tally<K> {
  const seen = new Map<string, number>();
  function count(what: string, times = 1): void {
    seen.set(what, (seen.get(what) ?? 0) + times);
  }
  return {
    count,
    countEntry(entry) {
      for (const each of casesOf(entry)) count(each);
    },
    check(runs) {
      const rare = Object.entries<number>(shares)
        .map(([what, share]) => ({ what, seen: seen.get(what) ?? 0, least: share * runs }))
        .filter((each) => each.seen < each.least);
      expect(rare).toEqual([]);
    },
  };
}

type EntryCase =
  | 'charges'
  | 'zero charges'
  | 'charges into debt'
  | 'charges from several lots'
  | 'reversals'
  | 'partial reversals'
  | 'reversals of repaid debt'
  | 'expiries'
  | 'late restores'
  | 'refills'
  | 'transfers'
  | 'hand-backs'
  | 'write-offs'
  | 'revivals'
  | 'terms';

function casesOf(entry: Entry): readonly EntryCase[] {
  switch (entry.kind) {
    case 'charge': {
      const cases: EntryCase[] = [entry.credits === 0 ? 'zero charges' : 'charges'];
      if (entry.debt > 0) cases.push('charges into debt');
      if (entry.draws.length > 1) cases.push('charges from several lots');
      return cases;
    }
    case 'reversal': {
      const cases: EntryCase[] = ['reversals'];
      if (!entry.whole) cases.push('partial reversals');
      if (entry.repaid.length > 0) cases.push('reversals of repaid debt');
      return cases;
    }
    case 'expiry':
      return [entry.id === `${entry.lot}/expired` ? 'expiries' : 'late restores'];
    case 'grant':
      return entry.lot.source === 'allowance' ? ['refills'] : [];
    case 'transfer':
      return [entry.held === undefined ? 'hand-backs' : 'transfers'];
    case 'writeOff':
      return ['write-offs'];
    case 'revival':
      return ['revivals'];
    case 'terms':
      return ['terms'];
  }
}
