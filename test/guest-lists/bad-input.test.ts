import { describe, expect, test } from 'vitest';
import { parseGuestList } from '../../src/renderer/import/parse-guest-list.ts';
import {
  brokenQuotesFile,
  formulaFile,
  garbageFile,
  htmlTableFile,
  oldExcelFile,
  pdfFile,
  pngFile,
  wideFile,
} from '../fixtures/bad-files.ts';
import { makeWorkbook } from '../fixtures/workbook.ts';
import { parseList, parseOptions } from './expect-list.ts';

const text = (content: string) => new TextEncoder().encode(content);
const workbook = await makeWorkbook([['Name'], ['Ana']]);
const header = 'First Name,Last Name,Ticket Name,Email\n';

describe('a file that is no guest list is refused in words', () => {
  test.each<[what: string, bytes: Uint8Array<ArrayBuffer>, words: string]>([
    ['a PDF named .csv', pdfFile(), 'This is a PDF'],
    ['a picture', pngFile(), 'This is a picture'],
    ['an Excel file of before 2007', oldExcelFile(), 'old Excel version'],
    ['a web page named .xls', htmlTableFile(), 'holds a web page'],
    ['an empty file', new Uint8Array(), 'This file is empty'],
    ['a file of blank lines', text('\n\r\n  \n'), 'This file is empty'],
    ['only a header', text(header), 'no guests below'],
    ['garbage', garbageFile(300_000, 1), 'not a table of text'],
    ['a few bytes of garbage', garbageFile(40, 2), 'not a table of text'],
    ['text with a zero byte far down', text(`${header}${'Ana,Ruiz,VIP,\n'.repeat(90_000)}\0`), 'not a table of text'],
    ['an archive', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, ...text('holiday/beach.jpg')), 'This is an archive'],
    ['half a workbook', workbook.subarray(0, workbook.length - 100), 'damaged or incomplete'],
    ['a header with a quotation mark that stays open', text('"First Name,Email\nAna,a@example.com\n'), 'first row'],
    ['a header of 10,000 columns', text(`${'x,'.repeat(10_000)}\n1\n`), 'more than 1,000 columns'],
  ])('%s', async (_, bytes, words) => {
    const result = await parseGuestList(new Blob([bytes]), parseOptions());
    expect(result).toEqual({ kind: 'refused', message: expect.stringContaining(words) as string });
  });

  test('1 GB of garbage, without reading any of it', async () => {
    const huge = { size: 1_000_000_000, slice: () => expect.unreachable('read') } as unknown as Blob;
    const result = await parseGuestList(huge, parseOptions());
    expect(result).toEqual({ kind: 'refused', message: expect.stringContaining('too large') as string });
  });
});

describe('bad rows are reported with their line, and the others come in', () => {
  test('a quotation mark too many', async () => {
    const list = await parseList(new Blob([brokenQuotesFile()]));
    expect(list.drafts.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Chloé Martin']);
    expect(list).toMatchObject({ rowCount: 3, problems: [{ line: 3, severity: 'error' }] });
  });

  test('10,000 columns', async () => {
    const list = await parseList(new Blob([wideFile()]));
    expect(list.drafts.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Ben Okafor']);
    expect(list).toMatchObject({ rowCount: 3, problems: [{ line: 3, severity: 'error' }] });
  });

  test('more cells than the header has columns', async () => {
    const list = await parseList(
      new Blob([`${header}Ruiz, Ana,VIP,ana@example.com,seat 4\nBen,Okafor,VIP,b@example.com,,\n`]),
    );
    expect(list.drafts.map(({ name }) => name)).toEqual(['Ben Okafor']);
    expect(list).toMatchObject({ rowCount: 2, problems: [{ line: 2, severity: 'error' }] });
  });

  test('formulas are text, and nothing runs', async () => {
    const list = await parseList(new Blob([formulaFile()]));
    expect(list.problems).toEqual([]);
    expect(list.drafts).toMatchObject([
      { name: '=1+1 =HYPERLINK("http://evil.example","click")', ticketType: '@SUM(A1)' },
      { name: "+cmd|' /C calc'!A0 -2+3", ticketType: 'VIP' },
    ]);
  });
});
