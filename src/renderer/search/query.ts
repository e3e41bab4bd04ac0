import { spellings } from './fold.ts';
import { joinWord, partsOf, splitAddress, splitWords } from './words.ts';

/** One way to read a typed word: terms that must all be found. */
export type Reading = readonly string[];

/** Spaces in a number are for the eye, like its dashes: +49 170 1234567. */
const onlyNumber = /^[+\d\s()./-]*\d[+\d\s()./-]*$/;

/** What was typed, word by word; of each word one reading must fit. Empty when no letter or digit was typed. */
export function parseQuery(text: string): readonly (readonly Reading[])[] {
  const words = new Set(splitWords(onlyNumber.test(text) ? text.trim().replace(/\s+/g, '-') : text));
  return Array.from(words, readingsOf).filter((readings) => readings.length > 0);
}

/** `o'brien` is read as `obrien`, or as `o` and `brien`; `jane@acme.com` also as `jane` and `acmecom`. */
function readingsOf(word: string): readonly Reading[] {
  const readings = new Map<string, Reading>();
  const add = (...terms: string[]) => {
    if (terms.length > 0) readings.set(terms.join(' '), terms);
  };
  for (const spelling of spellings(word)) {
    const parts = partsOf(spelling);
    if (parts.length > 1) add(joinWord(spelling));
    add(...parts);
    if (spelling.includes('@')) {
      const [local, domain] = splitAddress(spelling);
      add(...partsOf(local), ...[joinWord(domain)].filter((term) => term !== ''));
    }
  }
  return [...readings.values()];
}
