import { cellText, decidingText, lineText } from './cell.ts';
import { absent } from './columns.ts';
import type { ReadingContext, RowReader } from './format.ts';
import { fullName } from './full-name.ts';
import {
  type Arrival,
  type RowFacts,
  type Standing,
  arrivedSomeTime,
  blocked,
  canceled,
  factsReader,
  noArrival,
  noFacts,
  unapproved,
  unpaid,
  valid,
} from './row-facts.ts';
import { readYesNo } from './yes-no.ts';

/** What a column of a list that no format recognises can mean. */
export const mappedFields = [
  'fullName',
  'firstName',
  'lastName',
  'code',
  'orderCode',
  'ticketType',
  'email',
  'phone',
  'company',
  'price',
  'currency',
  'paid',
  'status',
  'checkedIn',
  'attention',
  'note',
  'companions',
  'validFrom',
  'validUntil',
] as const;
export type MappedField = (typeof mappedFields)[number];

/** Which column (counted from 0) holds what; a field that is missing is in no column. */
export type ColumnMapping = Readonly<Partial<Record<MappedField, number>>>;

/** Whether a list mapped like this names or identifies anybody. */
export function isUsableMapping(mapping: ColumnMapping): boolean {
  return (['fullName', 'firstName', 'lastName', 'code', 'orderCode'] as const).some(
    (field) => mapping[field] !== undefined,
  );
}

const standingWords: readonly (readonly [Standing, readonly string[]])[] = [
  [
    valid,
    ['', 'valid', 'active', 'confirmed', 'approved', 'accepted', 'going', 'attending', 'registered', 'ok', 'yes'],
  ],
  [valid, ['paid', 'complete', 'completed', 'checked in', 'checked-in', 'checked_in', 'attended']],
  [valid, ['gültig', 'aktiv', 'bestätigt', 'zugesagt', 'angemeldet', 'bezahlt', 'eingecheckt', 'ja']],
  [valid, ['valide', 'valable', 'actif', 'confirmé', 'accepté', 'inscrit', 'payé', 'oui']],
  [valid, ['válido', 'válida', 'activo', 'confirmado', 'confirmada', 'aceptado', 'pagado', 'pagada', 'sí', 'si']],
  [unpaid, ['unpaid', 'not paid', 'pending', 'payment pending', 'awaiting payment', 'awaiting_payment', 'to be paid']],
  [unpaid, ['unbezahlt', 'nicht bezahlt', 'offen', 'ausstehend', 'impayé', 'non payé', 'en attente de paiement']],
  [unpaid, ['pendiente', 'pendiente de pago', 'impagado', 'no pagado']],
  [canceled, ['canceled', 'cancelled', 'refunded', 'void', 'voided', 'declined', 'rejected', 'deleted', 'transferred']],
  [canceled, ['no', 'not going', 'not attending', 'storniert', 'abgesagt', 'erstattet', 'abgelehnt', 'nein']],
  [canceled, ['annulé', 'annulée', 'remboursé', 'refusé', 'non']],
  [canceled, ['cancelado', 'cancelada', 'anulado', 'reembolsado', 'rechazado']],
  [unapproved, ['waitlist', 'waitlisted', 'waiting list', 'waiting', 'invited', 'maybe', 'unapproved']],
  [unapproved, ['pending approval', 'pending_approval', 'warteliste', 'eingeladen']],
  [unapproved, ["liste d'attente", 'en attente', 'invité', 'lista de espera', 'invitado']],
  [blocked, ['blocked', 'gesperrt', 'blockiert', 'bloqué', 'bloqueado']],
];

const standings: ReadonlyMap<string, Standing> = new Map(
  standingWords.flatMap(([standing, words]) => words.map((word) => [word, standing] as const)),
);

/** A reader for a list whose columns somebody has named by hand. */
export function mappedReader(mapping: ColumnMapping, context: ReadingContext): RowReader {
  const at = (field: MappedField): number => mapping[field] ?? absent;
  const read = factsReader(context);
  return (cells, line) => {
    const statusText = decidingText(cells, at('status'));
    const paidText = decidingText(cells, at('paid'));
    const facts: RowFacts = {
      ...noFacts,
      code: lineText(cells, at('code')),
      orderCode: lineText(cells, at('orderCode')),
      name:
        lineText(cells, at('fullName')) || fullName(lineText(cells, at('firstName')), lineText(cells, at('lastName'))),
      email: lineText(cells, at('email')),
      phone: lineText(cells, at('phone')),
      company: lineText(cells, at('company')),
      ticketType: lineText(cells, at('ticketType')),
      price:
        mapping.price === undefined
          ? undefined
          : { text: decidingText(cells, mapping.price), currency: lineText(cells, at('currency')), decimal: 'either' },
      ...readStanding(statusText, paidText),
      arrival: readArrival(lineText(cells, at('checkedIn')), statusText),
      attention: isMarked(lineText(cells, at('attention'))),
      note: cellText(cells, at('note')),
      companionsText: lineText(cells, at('companions')),
      validFromText: lineText(cells, at('validFrom')),
      validUntilText: lineText(cells, at('validUntil')),
    };
    return read(facts, line);
  };
}

/** A list may say in one column whether the guest comes and in another whether the ticket is paid. */
function readStanding(
  statusText: string | undefined,
  paidText: string | undefined,
): Pick<RowFacts, 'standing' | 'statusText'> {
  if (statusText === undefined || paidText === undefined) return { standing: undefined, statusText: undefined };
  const standing = standings.get(statusText.toLowerCase());
  if (standing === undefined || paidText === '') return { standing, statusText };
  const payment = readPayment(paidText);
  if (payment === undefined) return { standing: undefined, statusText: paidText };
  return { standing: standing.status === 'valid' && !payment.paid ? payment : standing, statusText };
}

function readPayment(text: string): Standing | undefined {
  const isPaid = readYesNo(text);
  if (isPaid !== undefined) return isPaid ? valid : unpaid;
  return standings.get(text.toLowerCase());
}

/** A check-in column says yes, no or when. */
function readArrival(text: string, statusText: string | undefined): Arrival {
  const said = readYesNo(text);
  if (said === true || /^(?:checked[ _-]in|attended)$/i.test(statusText ?? '')) return arrivedSomeTime;
  return said === false ? noArrival : { kind: 'at', text };
}

/** A VIP column holds yes, a star or the word itself; whatever is not a no counts. */
function isMarked(text: string): boolean {
  return readYesNo(text) !== false;
}
