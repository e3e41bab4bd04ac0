import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { TextChunk } from './decode.ts';
import { type RowItem, readTextRows } from './read-rows.ts';

/** Gives the text in chunks of this length, as a file would come. */
async function* inChunks(text: string, length: number): AsyncGenerator<TextChunk> {
  for (let start = 0; start < text.length; start += length) {
    yield { text: text.slice(start, start + length), doneBytes: Math.min(start + length, text.length) };
  }
}

async function readAll(text: string, chunkLength = 7): Promise<readonly RowItem[]> {
  const items: RowItem[] = [];
  for await (const batch of readTextRows(inChunks(text, chunkLength))) items.push(...batch.items);
  return items;
}

/** Rows as line and cells; bad rows as line and code. */
async function outline(text: string, chunkLength?: number): Promise<readonly (readonly [number, unknown])[]> {
  const items = await readAll(text, chunkLength);
  return items.map((item) => [item.line, item.kind === 'row' ? item.cells : item.code]);
}

describe('rows and the lines they begin at', () => {
  test.each<[what: string, text: string, rows: readonly (readonly [number, unknown])[]]>([
    [
      'commas',
      'a,b\n1,2\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'semicolons, with commas in cells',
      'a;b\n1,5;2\n',
      [
        [1, ['a', 'b']],
        [2, ['1,5', '2']],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'one column',
      'Name\nAna\n',
      [
        [1, ['Name']],
        [2, ['Ana']],
      ],
    ],
    [
      'what Excel’s sep line says',
      'sep=;\na,x;b\n1;2\n',
      [
        [2, ['a,x', 'b']],
        [3, ['1', '2']],
      ],
    ],
    [
      'CR LF',
      'a,b\r\n1,"2"\r\n3,4\r\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [3, ['3', '4']],
      ],
    ],
    [
      'CR alone',
      'a,b\r1,2\r3,4',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [3, ['3', '4']],
      ],
    ],
    [
      'LF and CR LF mixed',
      'a,b\r\n1,2\n3,4\r\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [3, ['3', '4']],
      ],
    ],
    [
      'no line break at the end',
      'a,b\n1,"2"',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'a quoted cell, a space, the end',
      'a,b\n1,"2" ',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'line breaks in cells',
      'a,b\n"1\n\n1",2\n3,4\n',
      [
        [1, ['a', 'b']],
        [2, ['1\n\n1', '2']],
        [5, ['3', '4']],
      ],
    ],
    [
      'CR LF in cells',
      'a,b\r\n"1\r\n1",2\r\n3,4\r\n',
      [
        [1, ['a', 'b']],
        [2, ['1\r\n1', '2']],
        [4, ['3', '4']],
      ],
    ],
    [
      'blank lines',
      '\n\na,b\n\n,,\n1,2\n\n',
      [
        [3, ['a', 'b']],
        [6, ['1', '2']],
      ],
    ],
    [
      'doubled quotation marks',
      'a,b\n"say ""hi""",2\n',
      [
        [1, ['a', 'b']],
        [2, ['say "hi"', '2']],
      ],
    ],
    [
      'quotation marks within a cell',
      'a,b\n5" pipe,2\n',
      [
        [1, ['a', 'b']],
        [2, ['5" pipe', '2']],
      ],
    ],
    [
      'formulas stay text',
      'a,b\n=1+1,"=A1"\n',
      [
        [1, ['a', 'b']],
        [2, ['=1+1', '=A1']],
      ],
    ],
  ])('%s', async (_, text, rows) => {
    for (const chunkLength of [1, 2, 3, 7, 1000]) expect(await outline(text, chunkLength)).toEqual(rows);
  });
});

describe('broken quotation marks cost one row and are reported where they open', () => {
  test.each<[what: string, text: string, rows: readonly (readonly [number, unknown])[]]>([
    [
      'never closed',
      'a,b\n"1,2\n3,4\n5,6\n',
      [
        [1, ['a', 'b']],
        [2, 'quote-open'],
        [3, ['3', '4']],
        [4, ['5', '6']],
      ],
    ],
    [
      'closed in a later row’s cell',
      'a,b\n"1,2\n3,"4 x"\n5,6\n',
      [
        [1, ['a', 'b']],
        [2, 'quote-open'],
        [3, ['3', '4 x']],
        [4, ['5', '6']],
      ],
    ],
    [
      'something behind the closing one',
      'a,b\n"1" x,2\n3,4\n',
      [
        [1, ['a', 'b']],
        [2, 'quote-open'],
        [3, ['3', '4']],
      ],
    ],
    [
      'on the second line of a cell',
      'a,b\n"1\n1","2\n3,4\n',
      [
        [1, ['a', 'b']],
        [2, 'quote-open'],
        [4, ['3', '4']],
      ],
    ],
    [
      'in the last row',
      'a,b\n1,2\n"3,4',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [3, 'quote-open'],
      ],
    ],
    [
      'twice',
      'a,b\n"1,2\n3,4\n"5,6\n7,8\n',
      [
        [1, ['a', 'b']],
        [2, 'quote-open'],
        [3, ['3', '4']],
        [4, 'quote-open'],
        [5, ['7', '8']],
      ],
    ],
  ])('%s', async (_, text, rows) => {
    for (const chunkLength of [1, 5, 1000]) expect(await outline(text, chunkLength)).toEqual(rows);
  });

  test('the message names the line of the quotation mark', async () => {
    const [, bad] = await readAll('a,b\n"1\n1","2\n3,4\n');
    expect(bad).toMatchObject({ kind: 'bad', line: 2, message: expect.stringContaining('line 3') as string });
  });

  test('a file that has more than 100 of them is refused', async () => {
    const row = '"1,2\n';
    await expect(readAll(`a,b\n${row.repeat(100)}`, 1000)).resolves.toHaveLength(101);
    await expect(readAll(`a,b\n${row.repeat(101)}`, 1000)).rejects.toThrow('more than 100 rows');
  });

  test('in a large file the rows behind one are still read', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, index) => `guest ${String(index)},guest${String(index)}@example.com`,
    );
    rows[10] = `"${rows[10] ?? ''}`;
    const items = await readAll(`name,email\n${rows.join('\n')}\n`, 1 << 20);
    expect(items.filter(({ kind }) => kind === 'bad').map(({ line }) => line)).toEqual([12]);
    expect(items).toHaveLength(60_001);
    expect(items.at(-1)).toMatchObject({ line: 60_001 });
  });
});

test('a row of more than 1,000 columns is refused, the others are read', async () => {
  const wide = Array.from({ length: 10_000 }, () => 'x').join(',');
  const items = await readAll(`a,b\n${wide}\n1,2\n`, 4096);
  expect(items.map(({ kind }) => kind)).toEqual(['row', 'bad', 'row']);
  expect(items[1]).toMatchObject({ line: 2, message: expect.stringContaining('10,000 columns') as string });
});

test('a line that never ends is refused', async () => {
  await expect(readAll('x'.repeat(2_500_000), 1 << 20)).rejects.toThrow('a million characters');
});

test('any cells come back as they were, each row with its line, in whatever chunks they arrive', async () => {
  // Text decoders take off a byte order mark, and blank rows are nothing.
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\ufeff', ''));
  const awkward = fc.stringMatching(/^[",;\t\r\n '=a]{0,8}$/);
  const row = fc.array(fc.oneof(cell, awkward), { minLength: 2, maxLength: 5 });
  const width = fc.array(row, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      width,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 50 }),
      async (rows, delimiter, newline, chunkLength) => {
        const header = ['one', 'two', 'three', 'four', 'five', 'six'];
        const text = Papa.unparse([header, ...rows], { delimiter, newline, quotes: true });
        let line = 2;
        const expected = rows.flatMap((cells) => {
          const at = line;
          line += 1 + cells.join('').split('\n').length - 1;
          return cells.every((content) => content.trim() === '') ? [] : [[at, cells]];
        });
        const [first, ...rest] = await outline(text, chunkLength);
        expect(first).toEqual([1, header]);
        expect(rest).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});
