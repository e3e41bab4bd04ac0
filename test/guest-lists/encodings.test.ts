import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { utf16File, windows1252File } from '../fixtures/bad-files.ts';
import { parseList } from './expect-list.ts';

const rows = [
  ['First Name', 'Last Name', 'Ticket Name', 'Email', 'Notes'],
  ['Jürgen', 'Groß', 'VIP, backstage; early', 'juergen@example.de', 'costs 5 €\nsits in row "A"'],
  ['Zoë', 'Ruiz', 'General', 'zoe@example.org', ''],
];

const encodings = {
  'UTF-8': (text: string) => new TextEncoder().encode(text),
  'UTF-8 with a mark': (text: string) => new TextEncoder().encode(`\ufeff${text}`),
  'UTF-16LE': (text: string) => utf16File(text, { bigEndian: false, mark: false }),
  'UTF-16LE with a mark': (text: string) => utf16File(text, { bigEndian: false, mark: true }),
  'UTF-16BE with a mark': (text: string) => utf16File(text, { bigEndian: true, mark: true }),
  'Windows-1252': windows1252File,
} as const;

describe.each(Object.entries(encodings))('%s', (_, encode) => {
  test.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('with %s, LF or CR LF, is the same list', async (_name, delimiter) => {
    for (const newline of ['\n', '\r\n']) {
      const list = await parseList(new Blob([encode(Papa.unparse(rows, { delimiter, newline }))]));
      expect(list).toMatchObject({
        formatId: 'guest-manager',
        rowCount: 2,
        lines: [2, 4],
        problems: [],
        drafts: [
          { name: 'Jürgen Groß', ticketType: 'VIP, backstage; early', note: 'costs 5 €\nsits in row "A"' },
          { name: 'Zoë Ruiz', ticketType: 'General' },
        ],
      });
    }
  });
});
