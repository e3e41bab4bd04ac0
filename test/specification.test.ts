import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverRows, findUnknownRows, readRows, readTitles } from '../scripts/row-coverage.ts';
import { refusalCodes } from '../src/shared/admission/verdict.ts';

const rows = readRows(readFileSync('docs/credit-systems.md', 'utf8'));
const titles = readTitles('.');

describe('docs/credit-systems.md', () => {
  it('numbers the rows of each system from 1, each once', () => {
    const counts = { GM: 16, AI: 8, AP: 6, II: 10, ZP: 10, X: 6 };
    const expected = Object.entries(counts).flatMap(([system, count]) =>
      Array.from({ length: count }, (_, index) => `${system}-${String(index + 1)}`),
    );
    expect(rows).toEqual(expected);
  });

  it.each(coverRows(rows, titles))('$row has a test that names it', ({ titles: naming }) => {
    expect(naming).not.toEqual([]);
  });

  it('has every row that a test names', () => {
    expect(findUnknownRows(rows, titles)).toEqual([]);
  });
});

it.each(refusalCodes)('the verdict %s has a test that names it', (code) => {
  const named = new RegExp(`\\b${code}\\b`);
  expect(titles.filter(({ text }) => named.test(text))).not.toEqual([]);
});
