import { test } from 'vitest';
import { cents, draft, expectList, readAt } from './expect-list.ts';

test('Eventbrite', async () => {
  await expectList('eventbrite.csv', {
    formatId: 'eventbrite',
    encoding: 'utf-8',
    rowCount: 13,
    drafts: [
      [
        2,
        draft({
          code: '1121191224318441583423001',
          orderCode: '11211912243',
          name: 'John Doe',
          email: 'john.doe@example.com',
          company: 'Acme, Inc.',
          ticketType: 'General Admission',
          ...cents(0, 'USD'),
        }),
      ],
      [
        3,
        draft({
          code: '1121198721318441700883001',
          orderCode: '11211987213',
          name: 'Jane Doe',
          email: 'jane.doe@example.com',
          phone: '+1 (555) 010-2030',
          company: 'Initech',
          ticketType: 'General Admission',
          ...cents(0, 'USD'),
        }),
      ],
      [
        4,
        draft({
          code: '1121198721318441700885001',
          orderCode: '11211987213',
          position: 2,
          name: 'Lin Mei',
          ticketType: 'General Admission',
          ...cents(0, 'USD'),
        }),
      ],
      [
        5,
        draft({
          code: '1121204451118441799001001',
          orderCode: '11212044511',
          name: 'María José Fernández Peña',
          email: 'mj@example.es',
          company: 'Nebula Labs',
          ticketType: 'VIP Experience',
          ...cents(125_000, 'USD'),
        }),
      ],
      [
        6,
        draft({
          code: '1121204451118441799003001',
          orderCode: '11212044511',
          position: 2,
          email: 'mj@example.es',
          ticketType: 'VIP Experience',
          ...cents(125_000, 'USD'),
        }),
      ],
      [
        7,
        draft({
          code: '1121210000718441811111001',
          orderCode: '11212100007',
          name: 'D’Andre Washington-Smythe',
          email: 'dandre@example.com',
          ticketType: 'Early Bird',
          ...cents(4550, 'USD'),
          arrivedAt: readAt,
        }),
      ],
      [
        8,
        draft({
          code: '1121210001918441811113001',
          orderCode: '11212100019',
          name: 'Oleksandr Шевченко',
          email: 'oleks@example.ua',
          ticketType: 'Early Bird',
          ...cents(4550, 'USD'),
          status: 'canceled',
        }),
      ],
      [
        9,
        draft({
          code: '1121210002318441811115001',
          orderCode: '11212100023',
          name: 'Priya Natarajan',
          email: 'priya@example.in',
          ticketType: 'Early Bird',
          ...cents(4550, 'USD'),
          status: 'canceled',
        }),
      ],
      [
        10,
        draft({
          code: '1121210003118441811117001',
          orderCode: '11212100031',
          name: 'Kwame Mensah',
          email: 'kwame@example.gh',
          ticketType: 'General Admission',
          ...cents(0, 'USD'),
        }),
      ],
      [
        11,
        draft({
          code: '1121210003718441811119001',
          orderCode: '11212100037',
          name: 'Ida Bjørnsen',
          email: 'ida@example.no',
          ticketType: 'General Admission',
          ...cents(3000, 'USD'),
          attention: true,
          note: 'Pay at the Door',
        }),
      ],
      [
        12,
        draft({
          code: '1121210004118441811121001',
          orderCode: '11212100041',
          name: 'Group Booker',
          email: 'groups@example.com',
          ticketType: 'Table',
          ...cents(9000, 'USD'),
        }),
      ],
      [
        12,
        draft({
          code: '1121210004118441811121002',
          orderCode: '11212100041',
          position: 2,
          plusOneOf: 'Group Booker',
          ticketType: 'Table',
          fee: 'per-ticket',
        }),
      ],
      [
        12,
        draft({
          code: '1121210004118441811121003',
          orderCode: '11212100041',
          position: 3,
          plusOneOf: 'Group Booker',
          ticketType: 'Table',
          fee: 'per-ticket',
        }),
      ],
      [
        14,
        draft({
          code: '1121210004718441811125001',
          orderCode: '11212100047',
          name: 'Tomasz Nowak',
          email: 'tomasz@example.pl',
          ticketType: 'Early Bird',
          ...cents(4550, 'USD'),
          paid: false,
        }),
      ],
    ],
    problems: [[13, 'error', '“about 45”']],
  });
});
