import { describe, expect, test } from 'vitest';
import type { TicketDraft } from '../ticket.ts';
import type { ReadingContext } from './format.ts';
import { type ColumnMapping, type MappedField, isUsableMapping, mappedReader } from './mapped.ts';

const context: ReadingContext = { timeZone: 'Europe/Berlin', readAt: Date.UTC(2026, 10, 23, 12) };

/** Reads one row given as field and cell. */
function read(row: Partial<Record<MappedField, string>>) {
  const fields = Object.keys(row) as MappedField[];
  const mapping: ColumnMapping = Object.fromEntries(fields.map((field, column) => [field, column]));
  return mappedReader(mapping, context)(Object.values(row), 2);
}

describe('what a hand-made column mapping makes of a row', () => {
  test.each<[what: string, row: Partial<Record<MappedField, string>>, ticket: Partial<TicketDraft>]>([
    [
      'a whole name',
      { fullName: 'Ana Ruiz' },
      { name: 'Ana Ruiz', fee: 'none', status: 'valid', paid: true, position: 1 },
    ],
    ['a split name', { lastName: 'Ruiz', firstName: 'Ana' }, { name: 'Ana Ruiz' }],
    [
      'only an address',
      { fullName: '', email: 'ana@example.com' },
      { name: 'ana@example.com', email: 'ana@example.com' },
    ],
    ['a code alone', { code: ' T-17 ' }, { code: 'T-17', name: '' }],
    ['no price column: free (GM-13)', { fullName: 'Ana' }, { fee: 'none' }],
    ['a price', { fullName: 'Ana', price: '12,50 €' }, { fee: 'per-ticket', price: { minor: 1250, currency: 'EUR' } }],
    [
      'a price and its currency',
      { fullName: 'Ana', price: '12.50', currency: 'usd' },
      { price: { minor: 1250, currency: 'USD' } },
    ],
    ['a price of nothing (GM-14)', { fullName: 'Ana', price: '0,00' }, { fee: 'none' }],
    ['a blank price (GM-14)', { fullName: 'Ana', price: '' }, { fee: 'none' }],
    ['complimentary (GM-13)', { fullName: 'Ana', price: 'Complimentary' }, { fee: 'none' }],
    ['cancelled', { fullName: 'Ana', status: 'Storniert' }, { status: 'canceled' }],
    ['refunded', { fullName: 'Ana', status: 'Refunded' }, { status: 'canceled' }],
    ['waiting', { fullName: 'Ana', status: "Liste d'attente" }, { status: 'unapproved' }],
    ['blocked', { fullName: 'Ana', status: 'bloqueado' }, { status: 'blocked' }],
    ['unpaid by status', { fullName: 'Ana', status: 'Pendiente de pago' }, { status: 'valid', paid: false }],
    ['unpaid by its own column', { fullName: 'Ana', paid: 'Nein' }, { status: 'valid', paid: false }],
    ['paid by its own column', { fullName: 'Ana', paid: 'Sí' }, { status: 'valid', paid: true }],
    ['cancelled and unpaid', { fullName: 'Ana', status: 'canceled', paid: 'no' }, { status: 'canceled' }],
    ['valid but unpaid', { fullName: 'Ana', status: 'confirmed', paid: 'no' }, { status: 'valid', paid: false }],
    ['checked in, nobody knows when', { fullName: 'Ana', checkedIn: 'x' }, { arrivedAt: context.readAt }],
    ['checked in by status', { fullName: 'Ana', status: 'Checked In', checkedIn: '' }, { arrivedAt: context.readAt }],
    ['checked in at', { fullName: 'Ana', checkedIn: '23.11.2026 09:30' }, { arrivedAt: Date.UTC(2026, 10, 23, 8, 30) }],
    ['VIP', { fullName: 'Ana', attention: 'VIP' }, { attention: true }],
    ['not VIP', { fullName: 'Ana', attention: 'no' }, { attention: false }],
    ['a note of two lines', { fullName: 'Ana', note: 'one\ntwo' }, { note: 'one\ntwo' }],
    [
      'valid from and until',
      { fullName: 'Ana', validFrom: '2026-11-23 18:00', validUntil: '2026-11-24 02:00' },
      { validFromAt: Date.UTC(2026, 10, 23, 17), validUntilAt: Date.UTC(2026, 10, 24, 1) },
    ],
  ])('%s', (_, row, ticket) => {
    const { tickets, problems } = read(row);
    expect(problems).toEqual([]);
    expect(tickets).toMatchObject([ticket]);
  });

  test('plus-ones get tickets of their own beside the guest they come with', () => {
    const { tickets } = read({ fullName: 'Ana Ruiz', code: 'T-17', companions: '+2', ticketType: 'VIP' });
    expect(tickets).toEqual([
      {
        code: 'T-17',
        orderCode: 'T-17',
        position: 1,
        name: 'Ana Ruiz',
        ticketType: 'VIP',
        fee: 'none',
        status: 'valid',
        paid: true,
        attention: false,
      },
      {
        orderCode: 'T-17',
        position: 2,
        name: '',
        plusOneOf: 'Ana Ruiz',
        ticketType: 'VIP',
        fee: 'none',
        status: 'valid',
        paid: true,
        attention: false,
      },
      {
        orderCode: 'T-17',
        position: 3,
        name: '',
        plusOneOf: 'Ana Ruiz',
        ticketType: 'VIP',
        fee: 'none',
        status: 'valid',
        paid: true,
        attention: false,
      },
    ]);
  });

  test.each<[what: string, row: Partial<Record<MappedField, string>>, words: string]>([
    ['nobody', { fullName: ' ', email: '' }, 'nobody to admit'],
    ['a price that may mean two amounts', { fullName: 'Ana', price: '1,234' }, '“1,234”'],
    ['an unknown status', { fullName: 'Ana', status: 'sold elsewhere' }, '“sold elsewhere”'],
    ['an unknown payment', { fullName: 'Ana', paid: 'half' }, '“half”'],
    ['an unreadable date', { fullName: 'Ana', validFrom: 'Easter' }, '“Easter”'],
    ['half a guest', { fullName: 'Ana', companions: '1.5' }, '“1.5”'],
    ['a bus', { fullName: 'Ana', companions: '201' }, '“201”'],
    ['less than nobody', { fullName: 'Ana', companions: '-1' }, '“-1”'],
  ])('%s is reported with its line and yields no ticket', (_, row, words) => {
    expect(read(row)).toEqual({
      tickets: [],
      problems: [{ line: 2, severity: 'error', message: expect.stringContaining(words) as string }],
    });
  });

  test('a row that ends before its price is not taken for a free ticket', () => {
    const { tickets, problems } = mappedReader({ fullName: 0, price: 2 }, context)(['Ana'], 5);
    expect(tickets).toEqual([]);
    expect(problems).toMatchObject([{ line: 5, severity: 'error' }]);
  });

  test('an unreadable check-in time still counts the guest in, with a warning', () => {
    const { tickets, problems } = read({ fullName: 'Ana', checkedIn: 'this morning' });
    expect(tickets).toMatchObject([{ arrivedAt: context.readAt }]);
    expect(problems).toMatchObject([{ line: 2, severity: 'warning' }]);
  });
});

/** The places of the guests of an order whose first row has this price. */
function placesOf(price: string) {
  const reader = mappedReader({ orderCode: 0, fullName: 1, price: 2 }, context);
  const rows = [
    ['A', 'Ana', price],
    ['A', 'Ben', '5.00'],
  ];
  return rows.flatMap((row) => reader(row, 2).tickets).map(({ name, position }) => [name, position]);
}

describe('places', () => {
  test('are counted within each order', () => {
    const reader = mappedReader({ orderCode: 0, fullName: 1 }, context);
    const rows = [
      ['A', 'Ana'],
      ['B', 'Ben'],
      ['A', 'Chloé'],
      ['A', 'Ana'],
    ];
    expect(rows.map((row, index) => reader(row, index + 2).tickets[0]?.position)).toEqual([1, 1, 2, 3]);
  });

  test('are counted among guests that nothing tells apart where there are neither codes nor orders', () => {
    const reader = mappedReader({ fullName: 0, email: 1 }, context);
    const rows = [
      ['Ana', 'a@example.com'],
      ['Ana', 'b@example.com'],
      ['ANA', 'a@example.com'],
      ['Ana', 'a@example.com'],
    ];
    expect(rows.map((row, index) => reader(row, index + 2).tickets[0]?.position)).toEqual([1, 1, 2, 3]);
  });

  test('stay with their rows when a refused row of the order is put right', () => {
    expect(placesOf('?')).toEqual([['Ben', 2]]);
    expect(placesOf('5.00')).toEqual([
      ['Ana', 1],
      ['Ben', 2],
    ]);
  });
});

test('a mapping is usable when it says who is meant', () => {
  expect(isUsableMapping({ email: 0, price: 1 })).toBe(false);
  expect(isUsableMapping({ lastName: 0 })).toBe(true);
  expect(isUsableMapping({ code: 3 })).toBe(true);
});
