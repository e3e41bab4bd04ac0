import { cellText, decidingText, lineText } from './cell.ts';
import { indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { type RowFacts, arrivedSomeTime, factsReader, noArrival, noFacts } from './row-facts.ts';
import { type StandingWords, canceled, readStanding, unapproved, valid } from './standing.ts';
import { readYesNo } from './yes-no.ts';

const standings: StandingWords = {
  yes: valid,
  attended: valid,
  no: canceled,
  'not going': canceled,
  waitlist: unapproved,
  'wait list': unapproved,
  waiting: unapproved,
  maybe: unapproved,
};

/** Meetup's attendee list: an `.xls` that is tab-separated text. It has no codes and no prices. */
export const meetup: GuestListFormat = {
  id: 'meetup',
  name: 'Meetup',
  recognises(header) {
    const columns = indexColumns(header);
    return columns.has('rsvp') && columns.has('user id') && columns.has('rsvped on', 'url of member profile');
  },
  reader(header, context) {
    const columns = indexColumns(header);
    const name = columns.of('name');
    const userId = columns.of('user id');
    const title = columns.of('title');
    const host = columns.of('event host');
    const rsvp = columns.of('rsvp');
    const guests = columns.of('guests');
    const attendance = columns.of('attendance');
    const notes = columns.of('notes');
    const read = factsReader(context);
    return (cells, line) => {
      const statusText = decidingText(cells, rsvp);
      const standing = readStanding(statusText, standings);
      const isHost = readYesNo(lineText(cells, host)) === true;
      const facts: RowFacts = {
        ...noFacts,
        orderCode: lineText(cells, userId).replace(/^user\s*/i, ''),
        name: lineText(cells, name),
        ticketType: lineText(cells, title) || (isHost ? 'Event Host' : ''),
        standing,
        statusText,
        arrival: readYesNo(lineText(cells, attendance)) === true ? arrivedSomeTime : noArrival,
        note: cellText(cells, notes),
        companionsText: standing === canceled ? '' : lineText(cells, guests),
      };
      return read(facts, line);
    };
  },
};
