import { test } from 'vitest';
import { draft, expectList } from './expect-list.ts';

test('Guest Manager, which knows no codes and no prices (GM-13)', async () => {
  await expectList('guest-manager.csv', {
    formatId: 'guest-manager',
    encoding: 'utf-8',
    rowCount: 10,
    drafts: [
      [
        2,
        draft({
          name: 'Ana Ruiz',
          email: 'ana@example.com',
          company: 'Nebula Labs',
          ticketType: 'VIP',
          note: 'Sits with the sponsors',
        }),
      ],
      [3, draft({ name: 'Ben Okafor', email: 'ben@example.com', ticketType: 'General' })],
      [4, draft({ name: 'Chloé Martin-Dupont', email: 'chloe@example.fr', ticketType: 'General' })],
      [5, draft({ name: 'Dmitri Волков', ticketType: 'General' })],
      [6, draft({ name: 'noname@example.com', email: 'noname@example.com', ticketType: 'General' })],
      [7, draft({ name: 'Ed', company: 'Stagehands & Co', ticketType: 'Crew' })],
      [8, draft({ name: 'Prince', email: 'prince@example.com', ticketType: 'VIP', note: 'One name only' })],
      [9, draft({ position: 2, name: 'Ben Okafor', email: 'ben@example.com', ticketType: 'General' })],
      [10, draft({ name: '王 小明', email: 'wang@example.cn', company: '新华社', ticketType: 'Press' })],
      [11, draft({ name: 'Faith Ní Dhomhnaill', email: 'faith@example.ie' })],
    ],
    problems: [],
  });
});
