import {
  everyToken,
  type FittingTokens,
  fittingTokens,
  lowerBound,
  prefixRange,
  type TokenRange,
} from './token-table.ts';

/** Shorter words are too like each other to guess. */
export const shortestForgiven = 4;

/** Tokens that a term may mean. */
export interface NearTokens extends FittingTokens {
  /** Whether two letters were swapped: what happens most. */
  readonly swapped: boolean;
}

/**
 * The tokens that are, or begin with, the term after one repair: a letter missing, one too many, one wrong, two swapped.
 * A term's last letter is taken to be meant unless the whole token fits: else any guess would do while people type.
 * Stretches may be empty and may overlap.
 */
export function nearTokens(tokens: readonly string[], term: string): readonly NearTokens[] {
  if (term.length < shortestForgiven) return [];
  const near: NearTokens[] = [];
  const push = (meant: FittingTokens, swapped = false) => near.push({ ...meant, swapped });
  let alike = everyToken(tokens);
  for (let at = 0; at < term.length; at += 1) {
    const head = term.slice(0, at);
    alike = prefixRange(tokens, head, alike);
    if (alike.from === alike.to) break;
    const letter = term.slice(at, at + 1);
    const tail = term.slice(at + 1);
    const fit = tail === '' ? wholeTokens : fittingTokens;
    push(fit(tokens, head + tail, alike));
    push(fit(tokens, head + tail.slice(0, 1) + letter + tail.slice(1), alike), true);
    eachNextLetter(tokens, head, alike, (other, range) => {
      if (other === letter) return;
      push(fit(tokens, head + other + tail, range));
      push(fittingTokens(tokens, head + other + letter + tail, range));
    });
  }
  return near;
}

function wholeTokens(tokens: readonly string[], term: string, range: TokenRange): FittingTokens {
  const { whole } = fittingTokens(tokens, term, range);
  return { whole, longer: { from: whole.to, to: whole.to } };
}

/** Visits the letters that follow `head` in the tokens of `range`, each with its tokens. */
function eachNextLetter(
  tokens: readonly string[],
  head: string,
  range: TokenRange,
  visit: (letter: string, range: TokenRange) => void,
): void {
  let from = lowerBound(tokens, `${head}\0`, range.from, range.to);
  while (from < range.to) {
    const letter = tokens[from]?.[head.length] ?? '';
    const following = prefixRange(tokens, head + letter, { from, to: range.to });
    visit(letter, following);
    from = following.to;
  }
}
