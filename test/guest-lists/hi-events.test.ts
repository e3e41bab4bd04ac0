import { test } from 'vitest';
import { draft, expectList } from './expect-list.ts';

test('Hi.Events, an Excel workbook', async () => {
  await expectList('hi-events.xlsx', {
    formatId: 'hi-events',
    encoding: 'xlsx',
    rowCount: 10,
    drafts: [
      [2, draft({ code: 'A-2D1A3', name: 'Aoife Ní Bhriain', email: 'aoife@example.ie', ticketType: '12' })],
      [3, draft({ code: 'A-2D7E2', name: "Cillian O'Dowd", email: 'cillian@example.ie', ticketType: '12' })],
      [
        4,
        draft({
          code: 'A-2DDI1',
          name: 'Σοφία Παπαδοπούλου',
          email: 'sofia@example.gr',
          ticketType: '12',
          arrivedAt: Date.UTC(2026, 10, 23, 17, 2, 11),
        }),
      ],
      [
        5,
        draft({
          code: 'A-2DJM0',
          name: 'Bram de Groot',
          email: 'bram@example.nl',
          ticketType: '14',
          status: 'canceled',
        }),
      ],
      [6, draft({ code: 'A-2DPPZ', name: 'Hana Kim 김하나', email: 'hana@example.kr', ticketType: '14', paid: false })],
      [7, draft({ code: 'A-2DVTY', name: '=1+1 Formula', email: 'formula@example.com', ticketType: '14' })],
      [
        8,
        draft({
          code: 'A-2E1XX',
          name: 'Iñaki Etxeberria',
          email: 'inaki@example.eus',
          ticketType: '14',
          arrivedAt: Date.UTC(2026, 10, 23, 17, 30, 59),
        }),
      ],
      [9, draft({ code: 'A-2E81W', email: 'unnamed@example.com', ticketType: '12' })],
      [11, draft({ code: 'A-2EK9U', name: 'Kateřina Dvořáková', email: 'katerina@example.cz', ticketType: '12' })],
    ],
    problems: [[10, 'error', '“RESERVED”']],
  });
});
