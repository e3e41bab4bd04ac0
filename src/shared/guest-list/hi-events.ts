import { cellText, decidingText, lineText } from './cell.ts';
import { indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { fullName } from './full-name.ts';
import { type Arrival, type RowFacts, arrivedSomeTime, factsReader, noArrival, noFacts } from './row-facts.ts';
import { type StandingWords, canceled, readStanding, unpaid, valid } from './standing.ts';
import { readYesNo } from './yes-no.ts';

const standings: StandingWords = {
  active: valid,
  awaiting_payment: unpaid,
  cancelled: canceled,
  canceled,
};

/** Hi.Events' Excel list of attendees. The QR code holds the public ID; date-times are UTC; there are no prices. */
export const hiEvents: GuestListFormat = {
  id: 'hi-events',
  name: 'Hi.Events',
  recognises(header) {
    const columns = indexColumns(header);
    return columns.has('public id') && columns.has('short id') && columns.has('status');
  },
  reader(header, context) {
    const columns = indexColumns(header);
    const publicId = columns.of('public id');
    const firstName = columns.of('first name');
    const lastName = columns.of('last name');
    const email = columns.of('email');
    const ticketType = columns.of('product name', 'ticket name', 'ticket', 'product id', 'ticket id');
    const status = columns.of('status');
    const isCheckedIn = columns.of('is checked in');
    const checkedInAt = columns.of('checked in at');
    const checkIns = columns.of('check ins');
    const notes = columns.of('notes');
    const read = factsReader({ ...context, timeZone: 'UTC' });
    return (cells, line) => {
      const statusText = decidingText(cells, status);
      const inAt = lineText(cells, checkedInAt) || firstCheckIn(lineText(cells, checkIns));
      const facts: RowFacts = {
        ...noFacts,
        code: lineText(cells, publicId),
        name: fullName(lineText(cells, firstName), lineText(cells, lastName)),
        email: lineText(cells, email),
        ticketType: lineText(cells, ticketType),
        standing: readStanding(statusText, standings),
        statusText,
        arrival: readArrival(readYesNo(lineText(cells, isCheckedIn)), inAt),
        note: cellText(cells, notes),
      };
      return read(facts, line);
    };
  },
};

function readArrival(isCheckedIn: boolean | undefined, inAt: string): Arrival {
  if (inAt !== '') return { kind: 'at', text: inAt };
  return isCheckedIn === true ? arrivedSomeTime : noArrival;
}

/** Newer lists name each check-in list with its time: `Main door (2026-05-01 17:02:11), Lounge (…)`. */
function firstCheckIn(checkIns: string): string {
  return /\((?<at>\d{4}-\d{2}-\d{2} [\d:]+)\)/.exec(checkIns)?.groups?.['at'] ?? checkIns;
}
