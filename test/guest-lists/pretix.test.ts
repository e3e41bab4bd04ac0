import { test } from 'vitest';
import { cents, draft, expectList } from './expect-list.ts';

test('pretix, in English with commas', async () => {
  await expectList('pretix.csv', {
    formatId: 'pretix',
    encoding: 'utf-8',
    rowCount: 13,
    drafts: [
      [
        2,
        draft({
          code: 'gw5j2q8mzc4kd7rtb3hxnpf6sy9vea2u',
          orderCode: 'A8KXZ',
          name: 'Ana Ruiz',
          email: 'ana.ruiz@example.org',
          phone: '+34612345678',
          company: 'Nebula Labs',
          ticketType: 'Regular ticket',
          ...cents(2300),
        }),
      ],
      [
        3,
        draft({
          code: 'm2k9dhq7v4xwzt8bnc5rjpy3fs6gae7u',
          orderCode: 'A8KXZ',
          position: 2,
          name: 'Jürgen Müller-Lüdenscheidt',
          email: 'ana.ruiz@example.org',
          ticketType: 'Regular ticket',
          ...cents(2300),
        }),
      ],
      [
        4,
        draft({
          code: 'p7wd3nn2c8x4ra1zk5vbmth9qj6ysegf',
          orderCode: 'A8KXZ',
          position: 3,
          name: 'Zoë Åström',
          email: 'zoe@example.org',
          ticketType: 'Student ticket – reduced',
          ...cents(1150),
          arrivedAt: Date.UTC(2026, 10, 23, 8, 12),
        }),
      ],
      [
        5,
        draft({
          code: 'q9ee4bb1v6m2kd8tzr7wcxh3np5jysag',
          orderCode: 'BC3RT',
          name: 'Siobhán O’Brien',
          email: 'siobhan@example.org',
          ticketType: 'Free guest',
          ...cents(0),
        }),
      ],
      [
        6,
        draft({
          code: 'z1aa2bb3cc4dd5ee6ff7gg8hh9jj2kk3',
          orderCode: 'BC3RT',
          position: 2,
          email: 'siobhan@example.org',
          ticketType: 'Free guest',
          ...cents(0),
        }),
      ],
      [
        7,
        draft({
          code: 'hx4tn8c2wq7vzk9rdm3bpj6fy5sgae2u',
          orderCode: 'D7PLM',
          name: '美咲 田中',
          email: 'misaki@example.jp',
          company: '株式会社オーロラ',
          ticketType: 'VIP',
          ...cents(14_900),
          attention: true,
          note: 'Speaker: wheelchair access,\nplease call the stage manager\nStalls, row 3, seat 12',
        }),
      ],
      [
        9,
        draft({
          code: 'k8vr2xj5tq9wzn4cbm7dhp3fys6gae2u',
          orderCode: 'D7PLM',
          position: 2,
          name: 'محمد الحسن',
          email: 'mohammed@example.com',
          ticketType: 'VIP',
          ...cents(14_900),
          attention: true,
          note: 'Stalls, row 3, seat 13',
        }),
      ],
      [
        10,
        draft({
          code: 't6bw9zc3xk7vqn2rdm8hjp4fys5gae3u',
          orderCode: 'E2QWX',
          name: 'Renée Dubois',
          email: 'renee@example.fr',
          ticketType: 'Regular ticket',
          ...cents(2300),
          paid: false,
        }),
      ],
      [
        11,
        draft({
          code: 'v3xz7kq2wc9tnb5rdm4hjp8fys6gae7u',
          orderCode: 'F5HJN',
          name: 'Bartholomew Maximilian Alexander Fitzgerald Montgomery-Featherstonehaugh the Third of Upper Little Snoring-on-the-Wold',
          email: 'bartholomew@example.co.uk',
          ticketType: 'Regular ticket',
          ...cents(2300),
        }),
      ],
      [
        12,
        draft({
          code: 'w5cn8xz2vq4ktb7rdm9hjp3fys6gae4u',
          orderCode: 'G9TYU',
          name: '=HYPERLINK("http://evil.example") Smith',
          email: 'smith@example.com',
          ticketType: 'Regular ticket',
          ...cents(2300),
        }),
      ],
      [
        13,
        draft({
          code: 'x7kq3wc8zv2tnb9rdm5hjp4fys6gae8u',
          orderCode: 'H4VBN',
          name: 'Ömer Yılmaz',
          email: 'omer@example.com',
          ticketType: 'Crew',
          ...cents(0),
          arrivedAt: Date.UTC(2026, 10, 23, 7),
        }),
      ],
      [
        14,
        draft({
          code: 'y2wc5xk8zq3vtn7brdm9hjp4fys6gae3',
          orderCode: 'J6MKL',
          name: 'Łukasz Wiśniewski',
          email: 'lukasz@example.pl',
          ticketType: 'Regular ticket',
          ...cents(2300),
          status: 'blocked',
        }),
      ],
      [
        15,
        draft({
          code: 'a4zc7kx2wq8vtn3brdm5hjp9fys6gae2',
          orderCode: 'K1XCV',
          name: 'Noor van der Berg',
          email: 'noor@example.nl',
          ticketType: 'Evening ticket',
          ...cents(1500),
          validFromAt: Date.UTC(2026, 10, 23, 17),
          validUntilAt: Date.UTC(2026, 10, 24, 1),
        }),
      ],
    ],
    problems: [[13, 'warning', 'Checked out again']],
  });
});

test('pretix, in German with semicolons and decimal commas', async () => {
  await expectList('pretix-german.csv', {
    formatId: 'pretix',
    encoding: 'utf-8',
    rowCount: 10,
    drafts: [
      [
        2,
        draft({
          code: 'b2c3d4e5f6g7h8j9k2m3n4p5q6r7s8t9',
          orderCode: 'XK3PA',
          name: 'Björn Østergård',
          email: 'bjoern@example.de',
          company: 'Müller & Söhne GmbH',
          ticketType: 'Tageskarte',
          ...cents(123_450),
        }),
      ],
      [
        3,
        draft({
          code: 'c3d4e5f6g7h8j9k2m3n4p5q6r7s8t9v2',
          orderCode: 'XK3PA',
          position: 2,
          name: 'Käthe Weiß',
          email: 'kaethe@example.de',
          ticketType: 'Tageskarte',
          ...cents(2300),
          arrivedAt: Date.UTC(2026, 10, 23, 8, 30),
        }),
      ],
      [
        4,
        draft({
          code: 'd4e5f6g7h8j9k2m3n4p5q6r7s8t9v2w3',
          orderCode: 'YL4QB',
          name: 'Hans-Peter Groß',
          email: 'hp@example.de',
          ticketType: 'Freikarte',
          ...cents(0),
          attention: true,
          note: 'Geburtstag; bitte gratulieren',
        }),
      ],
      [
        5,
        draft({
          code: 'e5f6g7h8j9k2m3n4p5q6r7s8t9v2w3x4',
          orderCode: 'ZM5RC',
          name: 'Ines Öztürk',
          email: 'ines@example.de',
          ticketType: 'Tageskarte',
          ...cents(2300),
          paid: false,
        }),
      ],
      [
        6,
        draft({
          code: 'f6g7h8j9k2m3n4p5q6r7s8t9v2w3x4y5',
          orderCode: 'ZM5RC',
          position: 2,
          name: 'Élodie Lefèvre',
          email: 'elodie@example.fr',
          ticketType: 'Abendkarte',
          ...cents(1500),
          validFromAt: Date.UTC(2026, 10, 23, 17),
          validUntilAt: Date.UTC(2026, 10, 24, 1),
        }),
      ],
      // The row of this order's first ticket is refused and keeps its place.
      [
        8,
        draft({
          code: 'h8j9k2m3n4p5q6r7s8t9v2w3x4y5z6a7',
          orderCode: 'AN6SD',
          position: 2,
          name: 'Mia Nowak',
          email: 'theo@example.de',
          ticketType: 'Abendkarte',
          ...cents(1500, 'EUR'),
        }),
      ],
      [
        9,
        draft({
          code: 'j9k2m3n4p5q6r7s8t9v2w3x4y5z6a7b8',
          orderCode: 'BP7TE',
          name: 'Jörg Schäfer',
          email: 'joerg@example.de',
          ticketType: 'Tageskarte',
          ...cents(2300),
        }),
      ],
      [
        10,
        draft({
          code: 'k2m3n4p5q6r7s8t9v2w3x4y5z6a7b8c9',
          orderCode: 'BP7TE',
          position: 2,
          email: 'joerg@example.de',
          ticketType: 'Tageskarte',
          ...cents(2300),
        }),
      ],
      [
        11,
        draft({
          code: 'm3n4p5q6r7s8t9v2w3x4y5z6a7b8c9d2',
          orderCode: 'CQ8UF',
          name: 'Nguyễn Thị Minh Khai',
          email: 'khai@example.vn',
          ticketType: 'Tageskarte',
          ...cents(2300),
        }),
      ],
    ],
    problems: [[7, 'error', '“15;00”']],
  });
});
