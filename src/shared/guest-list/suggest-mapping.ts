import { type ColumnMapping, type MappedField, mappedFields } from './mapped.ts';

/** Fields whose words say the same in a longer title (`Your e-mail address`); others mean too many things there. */
const looseFields = ['email', 'phone', 'company'] as const satisfies readonly MappedField[];

/**
 * Titles by which lists in English, German, French and Spanish call their columns, best first, without accents and
 * punctuation, between bars.
 */
const titles = {
  fullName:
    'full name|name|guest name|attendee name|guest|attendee|participant|vollstandiger name|gast' +
    '|teilnehmer|gastname|nom complet|nom et prenom|invite|nombre completo|nombre y apellidos|invitado' +
    '|asistente',
  firstName: 'first name|firstname|given name|forename|vorname|prenom|nombre|nombre de pila',
  lastName: 'last name|lastname|surname|family name|nachname|familienname|nom de famille|nom|apellido|apellidos',
  code:
    'ticket code|barcode|qr code|qr|ticket number|ticket no|ticket id|code|secret|ticketcode' +
    '|ticketnummer|strichcode|code barre|code barres|code du billet|numero de billet|codigo' +
    '|codigo de barras|numero de entrada|codigo de entrada',
  orderCode:
    'order code|order number|order no|order id|order|order reference|booking reference|booking' +
    '|reservation|reference|bestellnummer|bestellung|buchungsnummer|commande|numero de commande|pedido' +
    '|numero de pedido|reserva',
  ticketType:
    'ticket type|ticket name|ticket category|ticket|type|category|product|ticketart|tickettyp|kategorie' +
    '|produkt|type de billet|categorie|produit|tarif|billet|tipo de entrada|tipo|categoria|producto',
  email: 'email|e mail|mail|email address|e mail adresse|adresse e mail|courriel|correo electronico|correo',
  phone:
    'phone|phone number|mobile|mobile phone|cell phone|telephone|telefon|telefonnummer|handy|mobil|tel' +
    '|portable|telefono|movil',
  company:
    'company|organisation|organization|employer|company name|firma|unternehmen|societe|entreprise' +
    '|empresa|compania|organizacion',
  price:
    'price|amount|total paid|price paid|paid amount|ticket price|cost|total|preis|betrag|summe|prix' +
    '|montant|precio|importe|coste',
  currency: 'currency|wahrung|devise|monnaie|moneda|divisa',
  paid: 'paid|is paid|payment status|payment|bezahlt|zahlungsstatus|paye|paiement|pagado|estado del pago',
  status:
    'status|attendee status|ticket status|order status|rsvp|response|state|teilnahme|zusage|statut' +
    '|reponse|estado|respuesta',
  checkedIn:
    'checked in|checked in at|check in|check in time|checkin|arrived|attended|eingecheckt|angekommen' +
    '|anwesend|enregistre|arrive|present|registrado|llegada|asistio',
  attention: 'vip|attention|special attention|flag|achtung|attention particuliere|atencion',
  note:
    'note|notes|comment|comments|remark|remarks|bemerkung|bemerkungen|notiz|notizen|kommentar|hinweis' +
    '|remarque|remarques|commentaire|nota|notas|comentario|comentarios|observaciones',
  companions:
    'plus ones|plus one|+1|guests|number of guests|additional guests|extra guests|begleitung' +
    '|begleitpersonen|anzahl gaste|accompagnants|nombre d invites|acompanantes|numero de invitados',
  validFrom: 'valid from|gultig ab|valable a partir de|valable a partir du|valido desde',
  validUntil: 'valid until|valid to|gultig bis|valable jusqu au|valido hasta',
} as const satisfies Record<MappedField, string>;

/**
 * The most likely meaning of each column of an unknown list, from its titles and, for e-mail addresses, from what the
 * first rows hold. Every column means at most one thing; what is not likely anything is left out.
 */
export function suggestMapping(header: readonly string[], sampleRows: readonly (readonly string[])[]): ColumnMapping {
  const keys = header.map(plainWords);
  const claimed = new Map<MappedField, number>();
  const isFree = (column: number): boolean => ![...claimed.values()].includes(column);
  for (const field of mappedFields)
    claim(claimed, field, bestColumn(keys, isFree, titles[field].split('|'), isWholeTitle));
  for (const field of looseFields)
    claim(claimed, field, bestColumn(keys, isFree, titles[field].split('|'), isWithinTitle));
  claim(
    claimed,
    'email',
    header.findIndex((_, column) => isFree(column) && holdsAddresses(sampleRows, column)),
  );
  return sortOutNames(Object.fromEntries(claimed), keys);
}

/** Lower case, without accents and punctuation: `E-Mail-Adresse:` is `e mail adresse`. */
function plainWords(title: string): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.replace(/[^\p{L}\p{N}+]+/gu, ' ').trim();
}

function isWholeTitle(key: string, title: string): boolean {
  return key === title;
}

function isWithinTitle(key: string, title: string): boolean {
  return ` ${key} `.includes(` ${title} `);
}

/** The free column that has the best of these titles, else -1. */
function bestColumn(
  keys: readonly string[],
  isFree: (column: number) => boolean,
  candidates: readonly string[],
  matches: (key: string, title: string) => boolean,
): number {
  const columns = candidates.map((title) => keys.findIndex((key, column) => isFree(column) && matches(key, title)));
  return columns.find((column) => column !== -1) ?? -1;
}

function claim(claimed: Map<MappedField, number>, field: MappedField, column: number): void {
  if (column !== -1 && !claimed.has(field)) claimed.set(field, column);
}

function holdsAddresses(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell));
}

/**
 * `Nom` and `Nombre` are the last and the first name beside the other one, and whole names alone; so is `Name` a last
 * name beside `Vorname`.
 */
function sortOutNames(mapping: ColumnMapping, keys: readonly string[]): ColumnMapping {
  const { firstName, lastName, fullName, ...rest } = mapping;
  if (firstName !== undefined && lastName !== undefined) return { ...rest, firstName, lastName };
  const part = firstName ?? lastName;
  if (fullName === undefined) return part === undefined ? rest : { ...rest, fullName: part };
  if (firstName !== undefined && keys[fullName] === 'name') return { ...rest, firstName, lastName: fullName };
  return { ...rest, fullName };
}
