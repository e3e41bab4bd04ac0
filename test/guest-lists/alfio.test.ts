import { test } from 'vitest';
import { cents, draft, expectList, readAt } from './expect-list.ts';

test('alf.io, with a TAB before what a spreadsheet would run', async () => {
  await expectList('alfio.csv', {
    formatId: 'alfio',
    encoding: 'utf-8',
    rowCount: 11,
    drafts: [
      [
        2,
        draft({
          code: alfioId(1),
          orderCode: alfioId(901),
          name: 'Giulia Rossi',
          email: 'giulia@example.ch',
          company: 'Rossi SA',
          phone: '+41 91 555 01 02',
          ticketType: 'Standard',
          ...cents(4000),
        }),
      ],
      [
        3,
        draft({
          code: alfioId(2),
          orderCode: alfioId(901),
          position: 2,
          name: 'Luca Bianchi',
          email: 'luca@example.ch',
          ticketType: 'Standard',
          ...cents(4000),
        }),
      ],
      [
        4,
        draft({
          code: alfioId(3),
          orderCode: alfioId(902),
          name: 'Aline Zürcher',
          email: 'aline@example.ch',
          ticketType: 'Standard',
          ...cents(4000),
          arrivedAt: readAt,
        }),
      ],
      [
        5,
        draft({
          code: alfioId(4),
          orderCode: alfioId(903),
          name: 'Reto Caflisch',
          email: 'reto@example.ch',
          ticketType: 'Standard',
          ...cents(4000),
          paid: false,
        }),
      ],
      [
        6,
        draft({
          code: alfioId(5),
          orderCode: alfioId(904),
          name: 'Ursina Camenisch',
          email: 'ursina@example.ch',
          ticketType: 'Standard',
          ...cents(4000),
          paid: false,
        }),
      ],
      [
        7,
        draft({
          code: alfioId(6),
          orderCode: alfioId(905),
          name: 'Noè Ponti',
          email: 'noe@example.ch',
          ticketType: 'Standard',
          ...cents(4000),
          status: 'canceled',
        }),
      ],
      [
        8,
        draft({
          code: alfioId(7),
          orderCode: alfioId(906),
          name: 'Josephine Baker',
          email: 'josephine@example.fr',
          ticketType: 'Speaker',
          ...cents(0),
        }),
      ],
      [
        9,
        draft({
          code: alfioId(8),
          orderCode: alfioId(907),
          name: '@nonym =SUM(1,2)',
          email: 'anon@example.com',
          company: '-none-',
          phone: '+41 79 555 99 88',
          ticketType: 'Community',
          ...cents(0),
        }),
      ],
      [
        10,
        draft({
          code: alfioId(9),
          orderCode: alfioId(908),
          name: 'Fritz Zwicky',
          email: 'fritz@example.ch',
          ticketType: 'Standard',
          ...cents(3550),
        }),
      ],
      [11, draft({ code: alfioId(10), orderCode: alfioId(908), position: 2, ticketType: 'Standard', ...cents(4000) })],
    ],
    problems: [[12, 'error', '“MYSTERY”']],
  });
});

function alfioId(number: number): string {
  return `${String(number).padStart(8, '0')}-1c2d-4e3f-8a9b-0c1d2e3f4a5b`;
}
