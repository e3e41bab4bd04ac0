import { decidingText, lineText } from './cell.ts';
import { absent, indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { fullName } from './full-name.ts';
import { type RowFacts, factsReader, noArrival, noFacts } from './row-facts.ts';
import { type StandingWords, canceled, readStanding, unapproved, valid } from './standing.ts';

const standings: StandingWords = {
  approved: valid,
  pending_approval: unapproved,
  waitlist: unapproved,
  invited: unapproved,
  session: unapproved,
  declined: canceled,
};

/** Luma's guest list; its columns come in any order. */
export const luma: GuestListFormat = {
  id: 'luma',
  name: 'Luma',
  recognises(header) {
    const columns = indexColumns(header);
    return columns.has('api_id', 'guest_id') && columns.has('approval_status');
  },
  reader(header, context) {
    const columns = indexColumns(header);
    const guestId = columns.of('api_id', 'guest_id');
    const qrCode = columns.of('qr_code_url');
    const name = columns.of('name');
    const firstName = columns.of('first_name');
    const lastName = columns.of('last_name');
    const email = columns.of('email');
    const phone = columns.of('phone_number');
    const company = columns.like(/\b(?:company|organi[sz]ation|employer)\b/);
    const ticketType = columns.of('ticket_name');
    const amount = columns.of('amount');
    const currency = columns.of('currency');
    const approval = columns.of('approval_status');
    const checkedIn = columns.of('checked_in_at');
    const read = factsReader(context);
    return (cells, line) => {
      const statusText = decidingText(cells, approval);
      const arrivedText = lineText(cells, checkedIn);
      const facts: RowFacts = {
        ...noFacts,
        code: guestKey(lineText(cells, qrCode)),
        orderCode: lineText(cells, guestId),
        name: lineText(cells, name) || fullName(lineText(cells, firstName), lineText(cells, lastName)),
        email: lineText(cells, email),
        phone: lineText(cells, phone),
        company: lineText(cells, company),
        ticketType: lineText(cells, ticketType),
        price:
          amount === absent
            ? undefined
            : { text: decidingText(cells, amount), currency: lineText(cells, currency), decimal: '.' },
        standing: readStanding(statusText, standings),
        statusText,
        arrival: arrivedText === '' ? noArrival : { kind: 'at', text: arrivedText },
      };
      return read(facts, line);
    };
  },
};

/** The QR code holds `https://lu.ma/check-in/evt-…?pk=g-…`; `pk` is the guest's own part of it. */
function guestKey(url: string): string {
  return /[?&]pk=(?<key>[^&#]+)/.exec(url)?.groups?.['key'] ?? '';
}
