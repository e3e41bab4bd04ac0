import { test } from 'vitest';
import { cents, draft, expectList } from './expect-list.ts';

test('Tito, with line breaks in answers and tickets without a name', async () => {
  await expectList('tito.csv', {
    formatId: 'tito',
    encoding: 'utf-8',
    rowCount: 10,
    drafts: [
      [
        2,
        draft({
          code: 'ti_pq7Xk2mVw9',
          orderCode: 'GIAO',
          name: 'Ada Lovelace',
          email: 'ada@example.com',
          company: 'Analytical Engines Ltd',
          ticketType: 'Early Bird',
          ...cents(29_900),
        }),
      ],
      [
        3,
        draft({
          code: 'ti_rt4Zc8nBx3',
          orderCode: 'GIAO',
          position: 3,
          name: 'Charles Babbage',
          email: 'charles@example.com',
          company: 'Analytical Engines Ltd',
          ticketType: 'Early Bird',
          ...cents(29_900),
        }),
      ],
      [
        6,
        draft({
          code: 'ti_vb5Qd1wKs6',
          orderCode: 'GIAO',
          position: 2,
          plusOneOf: 'Ada Lovelace',
          ticketType: 'Early Bird',
          ...cents(29_900),
        }),
      ],
      [
        7,
        draft({
          code: 'ti_mn2Hj7yTf8',
          orderCode: 'KLPW',
          name: 'Grace Hopper',
          email: 'grace@example.mil',
          ticketType: 'Speaker',
          ...cents(0),
        }),
      ],
      [
        8,
        draft({
          code: 'ti_zx9Lp3cRe4',
          orderCode: 'QRST',
          name: 'Bjarne Stroustrup',
          email: 'bjarne@example.dk',
          ticketType: 'Regular',
          ...cents(34_900),
          status: 'canceled',
        }),
      ],
      [
        9,
        draft({
          code: 'ti_as6Fg8hJk2',
          orderCode: 'UVWX',
          name: 'Barbara Liskov',
          email: 'barbara@example.edu',
          company: 'MIT',
          ticketType: 'Regular',
          ...cents(34_900),
        }),
      ],
      [
        11,
        draft({
          code: 'ti_qw3Er5tYu7',
          orderCode: 'YZAB',
          name: 'Fatoumata Diallo-N’Diaye',
          email: 'fatou@example.sn',
          ticketType: 'Scholarship',
          ...cents(0),
        }),
      ],
      [
        12,
        draft({
          code: 'ti_po9Iu7yTr5',
          orderCode: 'CDEF',
          name: '李 小龍',
          email: 'bruce@example.hk',
          phone: '+852 5550 1234',
          company: 'Golden Harvest',
          ticketType: 'Regular',
          ...cents(34_900),
        }),
      ],
      [
        13,
        draft({
          code: 'ti_lk8Jh6gFd4',
          orderCode: 'CDEF',
          position: 2,
          plusOneOf: '李 小龍',
          ticketType: 'Regular',
          ...cents(34_900),
          status: 'canceled',
        }),
      ],
    ],
    problems: [[14, 'error', '“349,00 EUR?”']],
  });
});
