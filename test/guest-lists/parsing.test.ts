import { describe, expect, test } from 'vitest';
import { parseGuestList } from '../../src/renderer/import/parse-guest-list.ts';
import { generateGuestList } from '../fixtures/generate-guest-list.ts';
import { makeWorkbook } from '../fixtures/workbook.ts';
import { parseList, parseOptions, readFixture } from './expect-list.ts';

describe('a ticket that the file holds twice comes in once', () => {
  test.each<[what: string, text: string, problemLine: number, firstLine: number]>([
    [
      'the same code',
      'Ticket Name,Ticket Email,Barcode\nAna,a@example.com,T-1\nBen,b@example.com,T-2\nAna,a@example.com,T-1\n',
      4,
      2,
    ],
    [
      'the same code in other letters',
      'Ticket Name,Ticket Email,Barcode\nAna,a@example.com,t-1\nAna,a@example.com,T-1\n',
      3,
      2,
    ],
    [
      'the same order and place',
      'Ticket,Ticket Full Name,Ticket Reference,Unique Ticket URL,Order Reference,Price\nRegular,Ana,ABCD-2,,ABCD,0\nRegular,Ana,ABCD-2,,ABCD,0\n',
      3,
      2,
    ],
  ])('%s', async (_, text, problemLine, firstLine) => {
    const list = await parseList(new Blob([text]));
    expect(list.problems).toEqual([
      {
        line: problemLine,
        severity: 'error',
        message: expect.stringContaining(`line ${String(firstLine)} already`) as string,
      },
    ]);
    expect(list.drafts).toHaveLength(list.rowCount - 1);
  });

  test('guests that nothing identifies may be two of one name', async () => {
    const list = await parseList(new Blob(['Name,Ticket Name,Email\nAna,VIP,\nAna,VIP,\n']));
    expect(list.drafts.map(({ name, position }) => [name, position])).toEqual([
      ['Ana', 1],
      ['Ana', 2],
    ]);
  });
});

describe('an unknown list', () => {
  const text = 'Gast;Betrag;Quatsch\nAna Ruiz;0,00;x\nBen Okafor;12,50;y\n';

  test('is given back with its header, its first rows and what its columns may mean', async () => {
    expect(await parseGuestList(new Blob([text]), parseOptions())).toEqual({
      kind: 'unknown',
      header: ['Gast', 'Betrag', 'Quatsch'],
      sampleRows: [
        ['Ana Ruiz', '0,00', 'x'],
        ['Ben Okafor', '12,50', 'y'],
      ],
      suggestedMapping: { fullName: 0, price: 1 },
    });
  });

  test('comes in once somebody has said what its columns mean', async () => {
    const list = await parseList(new Blob([text]), { mapping: { fullName: 0, price: 1 } });
    expect(list).toMatchObject({
      formatId: 'mapped',
      drafts: [
        { name: 'Ana Ruiz', fee: 'none' },
        { name: 'Ben Okafor', fee: 'per-ticket' },
      ],
      problems: [],
    });
  });

  test('a mapping said by hand goes before what is recognised', async () => {
    const list = await parseList(await readFixture('guest-manager.csv'), { mapping: { lastName: 0 } });
    expect(list.formatId).toBe('mapped');
    expect(list.drafts[0]?.name).toBe('Ana');
  });
});

describe('Excel workbooks', () => {
  test('hold any of the formats; whole numbers, prices and dates are read as Excel shows them', async () => {
    const workbook = await makeWorkbook([
      [
        'Order code',
        'Attendee name',
        'Product',
        'Price',
        'Checked in',
        'Checked out',
        'Automatically checked in',
        'Paid',
        'Secret',
        'E-mail',
        'Company',
        'Order date',
        'Requires special attention',
        'Comment',
      ],
      [
        'A8KXZ',
        'Ana Ruiz',
        'Regular',
        12.3 + 0.000_000_000_000_002,
        new Date('2026-11-23T09:12:00Z'),
        null,
        'No',
        'Yes',
        1_234_567_890_123,
        'ana@example.org',
        null,
        '2026-09-01',
        'No',
        null,
      ],
      [],
      [
        'BC3RT',
        'Ben Okafor',
        'Regular',
        0,
        null,
        null,
        'No',
        'Yes',
        'abc',
        'ben@example.org',
        null,
        '2026-09-01',
        'No',
        null,
      ],
    ]);
    const list = await parseList(new Blob([workbook]));
    expect(list).toMatchObject({ formatId: 'pretix', encoding: 'xlsx', rowCount: 2, lines: [2, 4], problems: [] });
    expect(list.drafts).toMatchObject([
      { code: '1234567890123', price: { minor: 1230 }, arrivedAt: Date.UTC(2026, 10, 23, 8, 12) },
      { code: 'abc', fee: 'none' },
    ]);
  });

  test('larger ones are read too', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [
      `Guest ${String(index)}`,
      'VIP',
      `g${String(index)}@example.com`,
    ]);
    const workbook = await makeWorkbook([['Name', 'Ticket Name', 'Email'], ...rows]);
    const list = await parseList(new Blob([workbook]));
    expect(list.drafts).toHaveLength(20_000);
    expect(list.drafts.at(-1)).toMatchObject({ name: 'Guest 19999', ticketType: 'VIP' });
  });
});

describe('large lists', () => {
  const file = new Blob([generateGuestList({ format: 'pretix', rows: 30_000, seed: 4 })]);

  test('report their progress up to the last byte', async () => {
    const done: number[] = [];
    const list = await parseList(file, { onProgress: (doneBytes) => done.push(doneBytes) });
    expect(list).toMatchObject({ rowCount: 30_000, problems: [] });
    expect(done.length).toBeGreaterThan(3);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(file.size);
  });

  test('end with the reason of whoever cancels', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const parsing = parseGuestList(
      file,
      parseOptions({ signal: controller.signal, onProgress: () => controller.abort(reason) }),
    );
    await expect(parsing).rejects.toBe(reason);
  });

  test('hold line breaks in cells, and every line is told right', async () => {
    const list = await parseList(file);
    const lines = (await file.text()).split('\r\n').join('\n').split('\n');
    for (const [index, draft] of list.drafts.entries()) {
      expect(lines[(list.lines[index] ?? 0) - 1]).toContain(draft.code);
    }
  });
});
