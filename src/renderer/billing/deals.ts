import type { OperationOf } from '../../shared/operation.ts';
import type { BookRow } from '../ledger/books.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A purchase or a change of plan that has been recorded. */
export type Deal = OperationOf<'buyPack' | 'changePlan'>;

/**
 * A reader of all deals, newest first. It looks at each row of the log once, however often it is asked, and at all of
 * them again once the last ones have become others.
 */
export function createDealReader(): (ledger: Ledger) => readonly Deal[] {
  let rowsRead = 0;
  let revisionRead = 0;
  let deals: readonly Deal[] = [];
  return ({ books: { rows, revision } }) => {
    if (revision !== revisionRead) {
      rowsRead = 0;
      deals = [];
      revisionRead = revision;
    }
    const found = rows.slice(rowsRead).flatMap(dealIn);
    rowsRead = rows.length;
    if (found.length > 0) deals = [...found.reverse(), ...deals];
    return deals;
  };
}

function dealIn({ operation }: BookRow): readonly Deal[] {
  return operation?.kind === 'buyPack' || operation?.kind === 'changePlan' ? [operation] : [];
}
