import { test } from 'vitest';
import { cents, draft, expectList, readAt } from './expect-list.ts';

test('Luma, with a byte order mark', async () => {
  await expectList('luma.csv', {
    formatId: 'luma',
    encoding: 'utf-8',
    rowCount: 11,
    drafts: [
      [
        2,
        draft({
          code: 'g-r3DlcAelLjxttUG',
          orderCode: 'gst-Abc123',
          name: 'Ama Owusu',
          email: 'ama@example.gh',
          company: 'Kente Labs',
          ticketType: 'General',
          ...cents(0, 'USD'),
        }),
      ],
      [
        3,
        draft({
          code: 'g-m8Y112wpmIWvmpW',
          orderCode: 'gst-Abc124',
          name: 'Kofi Boateng',
          email: 'kofi@example.gh',
          company: 'Kente Labs, Ltd',
          ticketType: 'General',
          ...cents(0, 'USD'),
          arrivedAt: Date.UTC(2026, 10, 23, 17, 5, 9, 500),
        }),
      ],
      [
        4,
        draft({
          code: 'g-Xk2mVw9pq7',
          orderCode: 'gst-Abc125',
          name: 'Esi Darko',
          email: 'esi@example.gh',
          ticketType: 'General',
          ...cents(0, 'USD'),
          status: 'unapproved',
        }),
      ],
      [
        5,
        draft({
          code: 'g-Zc8nBx3rt4',
          orderCode: 'gst-Abc126',
          name: 'Yaw Asante',
          email: 'yaw@example.gh',
          ticketType: 'General',
          ...cents(0, 'USD'),
          status: 'canceled',
        }),
      ],
      [
        6,
        draft({
          code: 'g-Qd1wKs6vb5',
          orderCode: 'gst-Abc127',
          name: 'Lin Mei',
          email: 'lin@example.cn',
          ticketType: 'VIP',
          ...cents(2500, 'USD'),
        }),
      ],
      [
        7,
        draft({
          code: 'g-Hj7yTf8mn2',
          orderCode: 'gst-Abc128',
          name: 'Ana López',
          email: 'ana@example.mx',
          ticketType: 'VIP',
          ...cents(0, 'USD'),
        }),
      ],
      [
        8,
        draft({
          code: 'g-Lp3cRe4zx9',
          orderCode: 'gst-Abc129',
          email: 'beto@example.mx',
          ticketType: 'General',
          ...cents(0, 'USD'),
          status: 'unapproved',
        }),
      ],
      [
        9,
        draft({
          code: 'g-Fg8hJk2as6',
          orderCode: 'gst-Abc130',
          name: 'Zoë Ångström',
          email: 'zoe@example.se',
          ticketType: 'General',
          ...cents(0, 'USD'),
          status: 'unapproved',
        }),
      ],
      [
        11,
        draft({
          code: 'g-Er5tYu7qw3',
          orderCode: 'gst-Abc131',
          name: 'Жанна Петрова',
          email: 'zhanna@example.com',
          ticketType: 'Supporter',
          ...cents(1250, 'EUR'),
        }),
      ],
      [
        12,
        draft({
          code: 'g-Iu7yTr5po9',
          orderCode: 'gst-Abc132',
          name: 'Ravi Iyer',
          email: 'ravi@example.in',
          phone: '+14155550100',
          ticketType: 'General',
          ...cents(0, 'USD'),
          arrivedAt: readAt,
        }),
      ],
    ],
    problems: [
      [12, 'warning', '“yesterday”'],
      [13, 'error', 'line 6 already'],
    ],
  });
});
