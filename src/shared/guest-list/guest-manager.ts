import { cellText, lineText } from './cell.ts';
import { absent, indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { fullName } from './full-name.ts';
import { type RowFacts, factsReader, noFacts } from './row-facts.ts';

/** Titles that other systems put beside a `Ticket Name` or `Ticket Email` of their own. */
const othersTitles = [
  'ticket reference',
  'ticket full name',
  'approval_status',
  'attendee status',
  'order code',
] as const;

/** Guest Manager's own columns. It has no prices: whom it lists comes in free (GM-13). */
export const guestManager: GuestListFormat = {
  id: 'guest-manager',
  name: 'Guest Manager',
  recognises(header) {
    const columns = indexColumns(header);
    const hasGuest = columns.has('name', 'first name', 'ticket name') && columns.has('email', 'ticket email');
    return hasGuest && columns.has('ticket name', 'ticket email') && !columns.has(...othersTitles);
  },
  reader(header, context) {
    const columns = indexColumns(header);
    const name = columns.of('name');
    const firstName = columns.of('first name');
    const lastName = columns.of('last name');
    const ticketName = columns.of('ticket name');
    const ticketType = columns.of('ticket type', 'list', 'guest list');
    const email = columns.of('email');
    const ticketEmail = columns.of('ticket email');
    const barcode = columns.of('barcode');
    const company = columns.of('company');
    const phone = columns.of('phone', 'phone number');
    const notes = columns.of('notes', 'note');
    // `Ticket Name` is the name on the ticket: the guest's, unless other columns name the guest and none the type.
    const namesType = columns.has('name', 'first name') && ticketType === absent;
    const read = factsReader(context);
    return (cells, line) => {
      const contact = lineText(cells, name) || fullName(lineText(cells, firstName), lineText(cells, lastName));
      const onTicket = lineText(cells, ticketName);
      const facts: RowFacts = {
        ...noFacts,
        code: lineText(cells, barcode),
        name: namesType ? contact : onTicket || contact,
        email: lineText(cells, ticketEmail) || lineText(cells, email),
        company: lineText(cells, company),
        phone: lineText(cells, phone),
        ticketType: namesType ? onTicket : lineText(cells, ticketType),
        note: cellText(cells, notes),
      };
      return read(facts, line);
    };
  },
};
