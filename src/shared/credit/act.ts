import type { Operation } from '../operation.ts';
import type { Entry } from './entry.ts';
import { admissionItems, type Intent, intentOf } from './intent.ts';
import type { CreditLedger } from './ledger.ts';
import { type Quote, quote, type Refusal, type Unmetered } from './quote.ts';
import { type HistoryChange, settle } from './settle.ts';

/** What a person was told that an action costs. */
export type Quoted = Pick<Quote, 'credits' | 'terms'>;

export type Acted =
  | { readonly kind: 'done'; readonly entries: readonly Entry[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** It would cost another amount, or come on other terms, than was said: ask again. */
  | { readonly kind: 'requote'; readonly quote: Quote | Unmetered };

/**
 * Does an operation on the ledger if its policy lets it: posts it and returns its entries, or changes nothing and says
 * why. With `quoted`, it costs what was said or is not done.
 */
export function act(ledger: CreditLedger, operation: Operation, change?: HistoryChange, quoted?: Quoted): Acted {
  const intent = intentToAct(operation, change);
  if (intent !== undefined) {
    const answer = quote(ledger, intent);
    if (answer.kind === 'refusal') return { kind: 'refused', refusal: answer };
    if (quoted !== undefined && !isAsQuoted(answer, quoted)) return { kind: 'requote', quote: answer };
  }
  return { kind: 'done', entries: settle(ledger, operation, change) };
}

/** A check-in that its ticket's history does not count costs nothing; one that comes back in is priced as that. */
function intentToAct(operation: Operation, change: HistoryChange | undefined): Intent | undefined {
  const intent = intentOf(operation);
  if (operation.kind !== 'checkIn' || intent === undefined) return intent;
  const place = change?.history.admissions.findIndex(({ id }) => id === operation.id) ?? -1;
  return place < 0 ? undefined : { ...intent, items: admissionItems(operation.fee, place > 0) };
}

function isAsQuoted(answer: Quote | Unmetered, { credits, terms }: Quoted): boolean {
  const now = answer.kind === 'unmetered' ? { credits: 0, terms: [] } : answer;
  return now.credits === credits && [...now.terms].sort().join() === [...terms].sort().join();
}
