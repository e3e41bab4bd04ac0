import { decidingText, lineText } from './cell.ts';
import { absent, indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { fullName } from './full-name.ts';
import { type RowFacts, arrivedSomeTime, factsReader, noArrival, noFacts } from './row-facts.ts';
import { type StandingWords, canceled, readStanding, unpaid, valid } from './standing.ts';

const orderTitles = ['order #', 'order no.', 'order number', 'order id'] as const;
const attendeeTitles = ['attendee #', 'attendee no.', 'attendee number', 'attendee id'] as const;

const standings: StandingWords = {
  '': valid,
  attending: valid,
  'checked in': valid,
  'not attending': canceled,
  deleted: canceled,
  canceled,
  cancelled: canceled,
  refunded: canceled,
  transferred: canceled,
  unpaid,
  pending: unpaid,
};

/** Orders for which Eventbrite itself has collected no money. */
const paidElsewhere = /^(?:pay (?:at the door|by check|by cheque|by invoice)|offline|invoice)/i;

/** Eventbrite's attendee report. */
export const eventbrite: GuestListFormat = {
  id: 'eventbrite',
  name: 'Eventbrite',
  recognises(header) {
    const columns = indexColumns(header);
    return columns.has(...orderTitles) && columns.has('attendee status') && columns.has('ticket type');
  },
  reader(header, context) {
    const columns = indexColumns(header);
    const order = columns.of(...orderTitles);
    const attendee = columns.of(...attendeeTitles);
    const firstName = columns.of('first name');
    const lastName = columns.of('last name', 'surname');
    const email = columns.of('email', 'email address', 'attendee email');
    const phone = columns.of('cell phone', 'mobile phone', 'phone', 'work phone', 'home phone');
    const company = columns.of('company');
    const ticketType = columns.of('ticket type');
    const quantity = columns.of('quantity');
    const currency = columns.of('currency');
    const totalPaid = columns.of('total paid');
    const orderType = columns.of('order type');
    const status = columns.of('attendee status');
    const read = factsReader(context);
    return (cells, line) => {
      const orderCode = lineText(cells, order);
      const attendeeNumber = lineText(cells, attendee);
      const codeOf = barcodes(orderCode, attendeeNumber);
      const statusText = decidingText(cells, status);
      const type = lineText(cells, orderType);
      const check = paidElsewhere.test(type);
      const facts: RowFacts = {
        ...noFacts,
        code: codeOf(1),
        codeOf,
        orderCode,
        name: guestName(fullName(lineText(cells, firstName), lineText(cells, lastName))),
        email: lineText(cells, email),
        phone: lineText(cells, phone),
        company: lineText(cells, company),
        ticketType: lineText(cells, ticketType),
        price:
          totalPaid === absent
            ? undefined
            : { text: decidingText(cells, totalPaid), currency: lineText(cells, currency), decimal: '.' },
        complimentary: /^(?:free|complimentary)/i.test(type),
        standing: readStanding(statusText, standings),
        statusText,
        arrival: statusText?.toLowerCase() === 'checked in' ? arrivedSomeTime : noArrival,
        attention: check,
        note: check ? type : '',
        companionsText: furtherGuests(lineText(cells, quantity)),
      };
      return read(facts, line);
    };
  },
};

/** Eventbrite's barcode is order, attendee and the three-digit number of the ticket, without anything between. */
function barcodes(orderCode: string, attendeeNumber: string): (nth: number) => string {
  if (!/^\d+$/.test(orderCode) || !/^\d+$/.test(attendeeNumber)) return () => '';
  return (nth) => `${orderCode}${attendeeNumber}${String(nth).padStart(3, '0')}`;
}

/** Eventbrite's placeholder for guests whom nobody has named yet. */
function guestName(name: string): string {
  return name === 'Info Requested' ? '' : name;
}

/** A quantity of n stands for n tickets; what is not a number is left to be reported. */
function furtherGuests(quantity: string): string {
  if (quantity === '' || quantity === '0') return '';
  return /^\d+$/.test(quantity) ? String(Number(quantity) - 1) : quantity;
}
