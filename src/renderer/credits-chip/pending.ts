import type { Entry } from '../../shared/credit/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * A reader of what this laptop's own operations that no server has given back have spent, less what they have returned,
 * by credit type. The balance shown has it in it already; the server will decide it. Of a laptop that has always worked
 * alone that is everything. Each row is looked at once, as long as the rows before it stay.
 */
export function createPendingReader(): (ledger: Ledger) => ReadonlyMap<string, number> {
  let revision = -1;
  let settled = -1;
  let counted = 0;
  let pending = new Map<string, number>();

  function count(entry: Entry): void {
    const spent = entry.kind === 'charge' ? entry.credits : entry.kind === 'reversal' ? -entry.credits : 0;
    if (spent !== 0 && 'type' in entry) pending.set(entry.type, (pending.get(entry.type) ?? 0) + spent);
  }

  return ({ books }) => {
    if (books.revision !== revision || books.settled !== settled || books.rows.length < counted) {
      ({ revision, settled } = books);
      counted = settled;
      pending = new Map();
    }
    for (; counted < books.rows.length; counted += 1) books.rows[counted]?.entries.forEach(count);
    return pending;
  };
}
