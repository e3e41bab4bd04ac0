import { decidingText, lineText } from './cell.ts';
import { absent, indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { fullName } from './full-name.ts';
import { type RowFacts, factsReader, noFacts } from './row-facts.ts';
import { type StandingWords, canceled, readStanding, valid } from './standing.ts';

const standings: StandingWords = {
  '': valid,
  false: valid,
  no: valid,
  true: canceled,
  yes: canceled,
  void: canceled,
  voided: canceled,
  cancelled: canceled,
  canceled,
};

/** Tito's list of tickets. */
export const tito: GuestListFormat = {
  id: 'tito',
  name: 'Tito',
  recognises(header) {
    const columns = indexColumns(header);
    return columns.has('ticket reference') && columns.has('ticket full name', 'ticket first name', 'ticket email');
  },
  reader(header, context) {
    const columns = indexColumns(header);
    const reference = columns.of('ticket reference');
    const ticketUrl = columns.of('unique ticket url');
    const order = columns.of('order reference');
    const buyer = columns.of('order name', 'registration name');
    const name = columns.of('ticket full name');
    const firstName = columns.of('ticket first name');
    const lastName = columns.of('ticket last name');
    const email = columns.of('ticket email');
    const company = columns.of('ticket company name');
    const phone = columns.of('ticket phone number');
    const ticketType = columns.of('ticket');
    const price = columns.of('price');
    const voided = columns.of('void status');
    const read = factsReader(context);
    return (cells, line) => {
      const place = readReference(lineText(cells, reference));
      const guest = lineText(cells, name) || fullName(lineText(cells, firstName), lineText(cells, lastName));
      const voidText = decidingText(cells, voided);
      const facts: RowFacts = {
        ...noFacts,
        code: ticketSlug(lineText(cells, ticketUrl)) || place.reference,
        orderCode: lineText(cells, order) || place.order,
        position: place.position,
        name: guest,
        email: lineText(cells, email),
        company: lineText(cells, company),
        phone: lineText(cells, phone),
        ticketType: lineText(cells, ticketType),
        price: price === absent ? undefined : { text: decidingText(cells, price), currency: '', decimal: '.' },
        standing: readStanding(voidText, standings),
        statusText: voidText,
        // A ticket that nobody is named on yet comes with whoever bought it.
        plusOneOf: guest === '' ? lineText(cells, buyer) : '',
      };
      return read(facts, line);
    };
  },
};

/** The QR code holds the ticket's address, `https://ti.to/tickets/ti_…`; its last part is the ticket's own. */
function ticketSlug(url: string): string {
  return /\/(?<slug>[^/?#]+)\/?(?:[?#].*)?$/.exec(url)?.groups?.['slug'] ?? '';
}

interface Reference {
  readonly reference: string;
  readonly order: string;
  readonly position: number | undefined;
}

/** `GIAO-2` is the second ticket of order `GIAO`; an order's only ticket has the order's reference. */
function readReference(text: string): Reference {
  const reference = text.replace(/^#/, '');
  const groups = /^(?<order>.+)-(?<position>[1-9]\d{0,3})$/.exec(reference)?.groups;
  if (groups === undefined) return { reference, order: reference, position: reference === '' ? undefined : 1 };
  return { reference, order: groups['order'] ?? '', position: Number(groups['position']) };
}
