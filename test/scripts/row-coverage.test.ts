import { describe, expect, it } from 'vitest';
import { coverageTable, coverRows, findTitles, findUnknownRows, readRows } from '../../scripts/row-coverage.ts';

// Systems that the real specification does not have, so that no title here counts for one of its rows.
const specification = `
| id   | rule    |
| ---- | ------- |
| QA-1 | One     |
| QA-2 | Two     |
|Q-1|Three, not QA-3|
`;
const rows = readRows(specification);

describe('reading', () => {
  it('finds the rows in the first column', () => {
    expect(rows).toEqual(['QA-1', 'QA-2', 'Q-1']);
  });

  it.each([
    { source: `it('QA-1 one', () => {`, found: ['QA-1 one'] },
    { source: 'test.describe("QA-1", () => {', found: ['QA-1'] },
    { source: 'it(\n  `QA-1 ${more}`,\n', found: ['QA-1 ${more}'] },
    { source: `it.each([\n  { name: 'QA-1' },\n])('each $name', `, found: ['QA-1', 'each $name'] },
    { source: `test.each(rows)('%s holds', `, found: ['%s holds'] },
    { source: `it('the guest\\'s QA-1', () => {`, found: [`the guest\\'s QA-1`] },
    { source: `const title = 'QA-1'; submit('QA-2');`, found: [] },
  ])('finds the titles in $source', ({ source, found }) => {
    expect(findTitles(source)).toEqual(found);
  });
});

describe('covering', () => {
  const file = 'src/a.test.ts';

  it.each([
    { text: 'QA-1 and QA-2 hold', covers: ['QA-1', 'QA-2'], unknown: [] },
    { text: 'both (QA-2/Q-1)', covers: ['QA-2', 'Q-1'], unknown: [] },
    { text: 'QA-12 is no row', covers: [], unknown: ['QA-12'] },
    { text: 'nor QA-0', covers: [], unknown: ['QA-0'] },
    { text: 'ticket T-1, code QA-1-2, IQA-1 and QA-1b', covers: [], unknown: [] },
  ])('by "$text"', ({ text, covers, unknown }) => {
    const covered = coverRows(rows, [{ file, text }]).filter(({ titles }) => titles.length > 0);
    expect(covered.map(({ row }) => row)).toEqual(covers);
    expect(findUnknownRows(rows, [{ file, text }])).toEqual(unknown.map((row) => ({ file, text, row })));
  });

  it('is printed with the number of tests and the files', () => {
    const titles = ['a', 'b', 'c', 'd', 'd'].map((name) => ({ file: `src/${name}.test.ts`, text: 'QA-1' }));
    expect(coverageTable(coverRows(['QA-1', 'Q-1'], titles))).toBe(
      'QA-1    5  src/a.test.ts, src/b.test.ts, src/c.test.ts, and 1 more\nQ-1     0  no test',
    );
  });
});
