import { sortedOrder } from './sorted-order.ts';
import type { Term } from './words.ts';

/** A half-open stretch of sorted tokens. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** The terms of one field, sorted, each with the guests it finds. */
export interface TokenTable {
  readonly tokens: readonly string[];
  /** Where each token's entries begin; one more at the end. */
  readonly starts: Uint32Array;
  /** A guest's number times two, plus one where the field does not begin with the term. */
  readonly entries: Uint32Array;
}

/** A table while guests are being added. */
export interface GrowingTable {
  /** By id; the same term may stand here more than once. */
  readonly terms: string[];
  /** Pairs: a term's id, then an entry. */
  readonly pairs: number[];
  /** The terms of texts met before, each as an entry with the term's id for the guest's number. */
  readonly known: Map<string, readonly number[]>;
}

/** The number of a guest who is not searched for: replaced by a later one of the same id. */
export const replacedGuest = -1;

export function growTable(): GrowingTable {
  return { terms: [], pairs: [], known: new Map() };
}

function toEntry(number: number, leads: boolean): number {
  return number * 2 + (leads ? 0 : 1);
}

/** Files a guest under a term that hardly anybody shares. */
export function fileUnderTerm(table: GrowingTable, guest: number, term: string): void {
  table.pairs.push(table.terms.push(term) - 1, toEntry(guest, true));
}

/** Files a guest under the terms of a text that others have too: they are worked out once. */
export function fileUnderText(
  table: GrowingTable,
  guest: number,
  text: string,
  termsOf: (text: string) => readonly Term[],
  leads: boolean,
): void {
  let known = table.known.get(text);
  if (known === undefined) {
    known = termsOf(text).map((found) => toEntry(table.terms.push(found.term) - 1, found.leads));
    table.known.set(text, known);
  }
  for (const entry of known) table.pairs.push(entry >> 1, toEntry(guest, leads && (entry & 1) === 0));
}

/** Sorts the table, giving each guest the number that `renumbered` has in its place. */
export function finishTable({ terms, pairs }: GrowingTable, renumbered: Int32Array): TokenTable {
  const { tokens, placeOf } = sortTerms(terms);
  const starts = new Uint32Array(tokens.length + 1);
  for (let at = 0; at < pairs.length; at += 2) {
    if (renumbered[(pairs[at + 1] ?? 0) >> 1] === replacedGuest) continue;
    const place = placeOf[pairs[at] ?? 0] ?? 0;
    starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  }
  for (let place = 1; place <= tokens.length; place += 1) {
    starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  }
  const next = starts.slice();
  const entries = new Uint32Array(starts[tokens.length] ?? 0);
  for (let at = 0; at < pairs.length; at += 2) {
    const entry = pairs[at + 1] ?? 0;
    const guest = renumbered[entry >> 1] ?? replacedGuest;
    if (guest === replacedGuest) continue;
    const place = placeOf[pairs[at] ?? 0] ?? 0;
    const slot = next[place] ?? 0;
    entries[slot] = guest * 2 + (entry & 1);
    next[place] = slot + 1;
  }
  return { tokens, starts, entries };
}

/** The different terms in order, and by term id the place of each in it. */
function sortTerms(terms: readonly string[]): { readonly tokens: readonly string[]; readonly placeOf: Uint32Array } {
  const tokens: string[] = [];
  const placeOf = new Uint32Array(terms.length);
  for (const termId of sortedOrder(terms)) {
    const term = terms[termId] ?? '';
    if (tokens.at(-1) !== term) tokens.push(term);
    placeOf[termId] = tokens.length - 1;
  }
  return { tokens, placeOf };
}

/** The first place from `from` on whose token is not before `text`. */
export function lowerBound(tokens: readonly string[], text: string, from = 0, to = tokens.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** No token contains it, so it sorts after everything that begins alike. */
const afterAll = '\uffff';

/** The tokens within `range` that begin with `prefix`. */
export function prefixRange(tokens: readonly string[], prefix: string, range: TokenRange): TokenRange {
  const from = lowerBound(tokens, prefix, range.from, range.to);
  return { from, to: lowerBound(tokens, prefix + afterAll, from, range.to) };
}

/** The tokens that are a term, and those that only begin with it. Either may be empty. */
export interface FittingTokens {
  readonly whole: TokenRange;
  readonly longer: TokenRange;
}

export function fittingTokens(tokens: readonly string[], term: string, range: TokenRange): FittingTokens {
  const { from, to } = prefixRange(tokens, term, range);
  const wholeTo = from < to && tokens[from] === term ? from + 1 : from;
  return { whole: { from, to: wholeTo }, longer: { from: wholeTo, to } };
}

export function everyToken(tokens: readonly string[]): TokenRange {
  return { from: 0, to: tokens.length };
}
