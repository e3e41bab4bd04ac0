import type { TicketId } from '../../shared/ids.ts';
import { ownersOfEnding } from './ending-table.ts';
import { both, collect, type Collector, either, type Matches, nearest, nobody, takeMatches } from './matches.ts';
import { nearTokens, shortestForgiven } from './near-tokens.ts';
import { parseQuery, type Reading } from './query.ts';
import { searchedFields, type SearchIndex } from './search-index.ts';
import type { Found } from './search-protocol.ts';
import { everyToken, fittingTokens, type TokenRange, type TokenTable } from './token-table.ts';

/** With fewer guests than this, names that differ by a typing error are offered too. */
const enoughFound = 10;

/** Fewer characters say too little about the end of a code or a phone number. */
const shortestEnding = 3;

/** How a token fits a term; every step outweighs all differences of field and place. */
const fit = { exact: 0, beginning: 1, typo: 2, typoInBeginning: 3 } as const;
const fitStep = 1 << 10;
const fieldStep = 1 << 5;
const endingDistance = fit.beginning * fitStep + searchedFields.length * fieldStep;

/** Finds the guests of one term. */
type MatchTerm = (term: string) => Matches;

/**
 * Finds guests of whom every typed word is, or begins, some word; in any order. Names with a typing error come after those
 * without, and only when there are few of these. Best first: how well it fits, then where (name, company, email, code,
 * end of a code or phone number), first words before later ones, then by name.
 */
export function findTickets(index: SearchIndex, text: string, limit: number): Found {
  const words = parseQuery(text);
  const matchTyped = remember((term) => matchTerm(index, term));
  let matches = matchWords(index.collector, words, matchTyped);
  if (matches.guests.length < enoughFound && words.flat(2).some((term) => term.length >= shortestForgiven)) {
    const matchMeant = (term: string) => either(index.collector, matchTyped(term), matchMistyped(index, term));
    matches = matchWords(index.collector, words, matchMeant);
  }
  const tickets = nearest(matches, limit).map((guest) => index.guests[guest] as TicketId);
  return { tickets, total: matches.guests.length };
}

function remember(match: MatchTerm): MatchTerm {
  const known = new Map<string, Matches>();
  return (term) => {
    const matches = known.get(term) ?? match(term);
    known.set(term, matches);
    return matches;
  };
}

function matchWords(collector: Collector, words: readonly (readonly Reading[])[], match: MatchTerm): Matches {
  return everyOne(collector, words, (readings) =>
    readings
      .map((reading) => everyOne(collector, reading, match))
      .reduce((one, other) => either(collector, one, other)),
  );
}

/** Guests whom every one of the parts finds; nobody when there are no parts. */
function everyOne<T>(collector: Collector, parts: readonly T[], match: (part: T) => Matches): Matches {
  let matches: Matches | undefined;
  for (const part of parts) {
    matches = matches === undefined ? match(part) : both(collector, matches, match(part));
    if (matches.guests.length === 0) break;
  }
  return matches ?? nobody;
}

function matchTerm({ collector, tables, codeEndings, phoneEndings }: SearchIndex, term: string): Matches {
  for (const [place, field] of searchedFields.entries()) {
    const table = tables[field];
    const { whole, longer } = fittingTokens(table.tokens, term, everyToken(table.tokens));
    collectRange(collector, table, whole, fit.exact * fitStep + place * fieldStep);
    collectRange(collector, table, longer, fit.beginning * fitStep + place * fieldStep);
  }
  if (term.length >= shortestEnding && /\d/.test(term)) {
    for (const place of ownersOfEnding(codeEndings, term)) {
      if (tables.code.tokens[place]?.endsWith(term) !== true) continue;
      collectRange(collector, tables.code, { from: place, to: place + 1 }, endingDistance);
    }
    const owners = /^\d+$/.test(term) ? ownersOfEnding(phoneEndings, term) : [];
    for (const guest of owners) collect(collector, guest, endingDistance);
  }
  return takeMatches(collector);
}

/** Guests whose name has the term with a typing error. */
function matchMistyped({ collector, tables }: SearchIndex, term: string): Matches {
  for (const { whole, longer, swapped } of nearTokens(tables.name.tokens, term)) {
    const likelihood = swapped ? 0 : fieldStep;
    collectRange(collector, tables.name, whole, fit.typo * fitStep + likelihood);
    collectRange(collector, tables.name, longer, fit.typoInBeginning * fitStep + likelihood);
  }
  return takeMatches(collector);
}

/** An entry's lowest bit says that the field does not begin with the term: one step further away. */
function collectRange(
  collector: Collector,
  { starts, entries }: TokenTable,
  range: TokenRange,
  distance: number,
): void {
  const end = starts[range.to] ?? 0;
  for (let at = starts[range.from] ?? 0; at < end; at += 1) {
    const entry = entries[at] ?? 0;
    collect(collector, entry >> 1, distance + (entry & 1));
  }
}
