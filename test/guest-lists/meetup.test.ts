import { test } from 'vitest';
import { draft, expectList, readAt } from './expect-list.ts';

test('Meetup: an .xls that is tab-separated text in UTF-16, with plus-ones', async () => {
  await expectList('meetup.xls', {
    formatId: 'meetup',
    encoding: 'utf-16le',
    rowCount: 10,
    drafts: [
      [2, draft({ orderCode: '12537919', name: 'Ian Ozsvald', ticketType: 'Organizer' })],
      [3, draft({ orderCode: '20481122', name: 'Priya S.' })],
      [3, draft({ orderCode: '20481122', position: 2, plusOneOf: 'Priya S.' })],
      [3, draft({ orderCode: '20481122', position: 3, plusOneOf: 'Priya S.' })],
      [4, draft({ orderCode: '30911873', name: 'Tomás Ó Súilleabháin' })],
      [5, draft({ orderCode: '41220087', name: 'Wei-Chen Hsu 徐偉辰', arrivedAt: readAt })],
      [5, draft({ orderCode: '41220087', position: 2, plusOneOf: 'Wei-Chen Hsu 徐偉辰' })],
      [6, draft({ orderCode: '50771204', name: 'Gaëlle', status: 'canceled' })],
      [7, draft({ orderCode: '61882290', name: 'Marco Aurélio', status: 'unapproved' })],
      [7, draft({ orderCode: '61882290', position: 2, plusOneOf: 'Marco Aurélio', status: 'unapproved' })],
      [8, draft({ orderCode: '70013391', name: 'שרה לוי' })],
      [10, draft({ orderCode: '90235513', name: 'Nadia B', ticketType: 'Event Host' })],
      [11, draft({ orderCode: '10346624', name: 'O\'Malley, Pat "Patsy"' })],
    ],
    problems: [[9, 'error', '“lots”']],
  });
});
