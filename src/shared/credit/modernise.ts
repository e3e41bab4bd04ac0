import type { LogRow } from '../journal-line.ts';
import type { Charge, Entry, Reversal } from './entry.ts';
import type { Lot } from './lot.ts';

type Early<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** Entries as version 0.1 wrote them, which knew one credit type and no time limits. */
type EarlyEntry =
  | { readonly kind: 'grant'; readonly id: Entry['id']; readonly at?: number; readonly lot: EarlyLot }
  | Early<Charge, 'at' | 'type' | 'action' | 'member' | 'again'>
  | Early<Reversal, 'at' | 'type' | 'whole' | 'repaid'>;

type EarlyLot = Early<Lot, 'type' | 'startsAt' | 'words'>;

const earlyWords = { welcome: 'Welcome credits', pack: 'Credit pack' } as const;

/** Gives a row that version 0.1 wrote what its entries lack; rows of later versions are given back as they are. */
export function modernise(row: LogRow): LogRow {
  const isEarly = row.entries.some(({ at }) => (at as number | undefined) === undefined);
  if (!isEarly) return row;
  const entries = (row.entries as readonly EarlyEntry[]).map((entry) => moderniseEntry(row, entry));
  const { operation } = row;
  if (operation.kind !== 'grantCredits') return { ...row, entries };
  return { ...row, operation: { ...operation, lot: moderniseLot(row, operation.lot) }, entries };
}

function moderniseEntry({ operation, ...row }: LogRow, entry: EarlyEntry): Entry {
  const since = { at: operation.at.ms, type: 'credit' };
  switch (entry.kind) {
    case 'grant':
      return { ...entry, at: since.at, lot: moderniseLot({ operation, ...row }, entry.lot) };
    case 'charge': {
      const action = operation.kind === 'importTickets' ? 'issueTickets' : 'checkIn';
      return { ...entry, ...since, action, member: operation.actor, again: false };
    }
    case 'reversal':
      return { ...entry, ...since, whole: true, repaid: [] };
  }
}

function moderniseLot({ operation }: LogRow, lot: EarlyLot): Lot {
  const words = lot.source === 'welcome' ? earlyWords.welcome : earlyWords.pack;
  return { ...lot, type: 'credit', startsAt: operation.at.ms, words };
}
