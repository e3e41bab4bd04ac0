import { cellText, decidingText, lineText } from './cell.ts';
import { type Columns, absent, indexColumns } from './columns.ts';
import type { GuestListFormat } from './format.ts';
import { type RowFacts, factsReader, noArrival, noFacts } from './row-facts.ts';
import { type Standing, blocked, unpaid, valid } from './standing.ts';
import { readYesNo } from './yes-no.ts';

/** The header in English, German, French and Spanish; pretix writes it in the language of whoever exports. */
const titles = {
  orderCode: [
    'order code',
    'bestellnummer',
    'bestellcode',
    'code de commande',
    'code de la commande',
    'numéro de commande',
    'código de la orden',
    'código de pedido',
    'código del pedido',
  ],
  name: [
    'attendee name',
    'name des teilnehmers',
    'name der teilnehmenden person',
    'teilnehmername',
    'name teilnehmer*in',
    'nom du participant',
    'nom du participant·e',
    'nombre del asistente',
    'nombre del participante',
  ],
  product: ['product', 'produkt', 'produit', 'producto'],
  price: ['price', 'preis', 'prix', 'tarif', 'precio'],
  paid: ['paid', 'bezahlt', 'payé', 'payée', 'pagado', 'pagada'],
  secret: ['secret', 'geheimnis', 'secreto'],
  email: ['e-mail', 'email', 'adresse e-mail', 'courriel', 'correo electrónico'],
  phone: ['phone number', 'telefonnummer', 'numéro de téléphone', 'número de teléfono'],
  company: ['company', 'firma', 'unternehmen', 'société', 'entreprise', 'compañía', 'empresa'],
  orderDate: [
    'order date',
    'bestelldatum',
    'date de commande',
    'date de la commande',
    'fecha de la orden',
    'fecha de pedido',
    'fecha del pedido',
  ],
  attention: [
    'requires special attention',
    'benötigt besondere behandlung',
    'benötigt besondere aufmerksamkeit',
    'erfordert besondere aufmerksamkeit',
    'nécessite une attention particulière',
    'nécessite une attention spéciale',
    'requiere atención especial',
  ],
  comment: ['comment', 'kommentar', 'commentaire', 'comentario'],
  seat: [
    'seat name',
    'sitzplatz-name',
    'sitzplatzname',
    'name des sitzplatzes',
    'sitzplatz',
    'nom du siège',
    'siège',
    'nombre del asiento',
    'asiento',
  ],
  blocked: ['blocked', 'gesperrt', 'blockiert', 'bloqué', 'bloqueado'],
  validFrom: [
    'valid from',
    'gültig ab',
    'valable à partir du',
    'valable à partir de',
    'valide à partir de',
    'válido desde',
  ],
  validUntil: ['valid until', 'gültig bis', "valable jusqu'au", "valable jusqu'à", "valide jusqu'au", 'válido hasta'],
} as const satisfies Record<string, readonly string[]>;

function findColumns(columns: Columns): Record<keyof typeof titles, number> {
  return Object.fromEntries(Object.entries(titles).map(([field, names]) => [field, columns.of(...names)])) as Record<
    keyof typeof titles,
    number
  >;
}

/** pretix's check-in list, as CSV with commas or semicolons and as Excel. */
export const pretix: GuestListFormat = {
  id: 'pretix',
  name: 'pretix',
  recognises(header) {
    const at = findColumns(indexColumns(header));
    const always = [at.orderCode, at.name, at.product, at.price, at.email, at.orderDate];
    return always.every((column) => column !== absent) && !Object.values(at).includes(at.price + 1);
  },
  reader(header, context) {
    const at = findColumns(indexColumns(header));
    // pretix always writes these behind the price, whatever its language calls them.
    const checkedIn = at.price + 1;
    const checkedOut = at.price + 2;
    const read = factsReader(context);
    return (cells, line) => {
      const paidText = decidingText(cells, at.paid);
      const arrivedText = lineText(cells, checkedIn);
      const comment = cellText(cells, at.comment);
      const attention = readYesNo(lineText(cells, at.attention)) === true;
      const seat = lineText(cells, at.seat);
      const facts: RowFacts = {
        ...noFacts,
        code: lineText(cells, at.secret),
        orderCode: lineText(cells, at.orderCode),
        name: lineText(cells, at.name),
        email: lineText(cells, at.email),
        phone: lineText(cells, at.phone),
        company: lineText(cells, at.company),
        ticketType: lineText(cells, at.product),
        price: { text: decidingText(cells, at.price), currency: '', decimal: 'either' },
        statusText: paidText,
        standing: readStanding(lineText(cells, at.blocked), paidText, at.paid !== absent),
        arrival: arrivedText === '' ? noArrival : { kind: 'at', text: arrivedText },
        leftText: lineText(cells, checkedOut),
        validFromText: lineText(cells, at.validFrom),
        validUntilText: lineText(cells, at.validUntil),
        attention,
        // A note raises the blue star, so the seat alone does not make one.
        note: comment !== '' && seat !== '' ? `${comment}\n${seat}` : comment || (attention ? seat : ''),
      };
      return read(facts, line);
    };
  },
};

/** Lists that leave out pending orders have no `Paid` column. */
function readStanding(blockedText: string, paidText: string | undefined, hasPaid: boolean): Standing | undefined {
  if (readYesNo(blockedText) === true) return blocked;
  if (!hasPaid) return valid;
  const paid = paidText === '' ? undefined : readYesNo(paidText ?? '');
  if (paid === undefined) return undefined;
  return paid ? valid : unpaid;
}
