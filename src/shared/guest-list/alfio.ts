import { decidingText, lineText } from './cell.ts';
import { type Columns, absent, indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { fullName } from './full-name.ts';
import { readMoney } from './money.ts';
import { type RowFacts, arrivedSomeTime, factsReader, noArrival, noFacts } from './row-facts.ts';
import { type StandingWords, canceled, readStanding, unpaid, valid } from './standing.ts';

const standings: StandingWords = {
  acquired: valid,
  checked_in: valid,
  to_be_paid: unpaid,
  pending: unpaid,
  pre_reserved: unpaid,
  cancelled: canceled,
  canceled,
  released: canceled,
  revoked: canceled,
  expired: canceled,
  invalidated: canceled,
  free: canceled,
};

/** The organiser chooses among alf.io's columns; these names are its own. */
function ownColumns(columns: Columns): number {
  return ['originalprice', 'paidprice', 'reservationid', 'locked'].filter((title) => columns.has(title)).length;
}

/** alf.io's export of attendees. The QR code holds the ID, a slash and a signature. */
export const alfio: GuestListFormat = {
  id: 'alfio',
  name: 'alf.io',
  recognises(header) {
    const columns = indexColumns(header);
    return columns.has('id') && ownColumns(columns) >= 2;
  },
  reader(header, context) {
    const columns = indexColumns(header);
    const id = columns.of('id');
    const reservation = columns.of('reservationid');
    const name = columns.of('full name', 'name');
    const firstName = columns.of('first name');
    const lastName = columns.of('last name');
    const email = columns.of('e-mail', 'email');
    const company = columns.like(/\b(?:company|organi[sz]ation|employer)\b/);
    const phone = columns.like(/\b(?:phone|mobile)\b/);
    const category = columns.of('category');
    const price = columns.of('paidprice', 'originalprice');
    const originalPrice = columns.of('originalprice');
    const discount = columns.of('discount');
    const status = columns.of('status');
    const read = factsReader(context);
    return (cells, line) => {
      const statusText = decidingText(cells, status);
      const statusKey = (statusText ?? '').toLowerCase();
      const facts: RowFacts = {
        ...noFacts,
        code: lineText(cells, id),
        orderCode: lineText(cells, reservation),
        name: lineText(cells, name) || fullName(lineText(cells, firstName), lineText(cells, lastName)),
        email: lineText(cells, email),
        company: lineText(cells, company),
        phone: lineText(cells, phone),
        ticketType: lineText(cells, category),
        price: price === absent ? undefined : { text: decidingText(cells, price), currency: '', decimal: '.' },
        complimentary: isWholly(lineText(cells, discount), lineText(cells, originalPrice)),
        standing: status === absent ? valid : readStanding(statusText, standings),
        statusText,
        arrival: statusKey === 'checked_in' ? arrivedSomeTime : noArrival,
      };
      return read(facts, line);
    };
  },
};

/** A discount of 100 % (GM-14). */
function isWholly(discount: string, originalPrice: string): boolean {
  const off = readMoney(discount, '', '.');
  const full = readMoney(originalPrice, '', '.');
  return off.kind === 'money' && full.kind === 'money' && off.money.minor > 0 && off.money.minor >= full.money.minor;
}
