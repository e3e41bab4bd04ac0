import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { termsOfWord } from './words.ts';

describe('a word is filed under', () => {
  it.each([
    ['Smith,', ['smith']],
    ["O'Brien", ['obrien', 'o', 'brien']],
    ['Jean-Luc', ['jeanluc', 'jean', 'luc']],
    ['Müller', ['muller', 'mueller']],
    ['田中太郎', ['田中太郎', '中太郎', '太郎', '郎']],
    // One term a syllable, though folding takes syllables apart.
    ['김민수', ['김민수', '민수', '수'].map(fold)],
    ['ガク', ['ガク', 'ク'].map(fold)],
    ['—', []],
    ['x'.repeat(1_000), ['x'.repeat(64)]],
  ])('%s', (word, terms) => {
    expect(termsOfWord(word).map(({ term }) => term)).toEqual(terms);
  });

  it('leads with what it begins with', () => {
    expect(termsOfWord('Anna-Lena').filter(({ leads }) => leads)).toEqual([
      { term: 'annalena', leads: true },
      { term: 'anna', leads: true },
    ]);
  });
});
