import { cellText, decidingText, lineText } from './cell.ts';
import { absent } from './columns.ts';
import type { ReadingContext, RowReader } from './format.ts';
import { fullName } from './full-name.ts';
import { type Arrival, type RowFacts, arrivedSomeTime, factsReader, noArrival, noFacts } from './row-facts.ts';
import { type Standing, readStanding, unpaid, valid } from './standing.ts';
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
      ...combineStanding(statusText, paidText),
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
function combineStanding(
  statusText: string | undefined,
  paidText: string | undefined,
): Pick<RowFacts, 'standing' | 'statusText'> {
  if (statusText === undefined || paidText === undefined) return { standing: undefined, statusText: undefined };
  const standing = statusText === '' ? valid : readStanding(statusText);
  if (standing === undefined || paidText === '') return { standing, statusText };
  const payment = readPayment(paidText);
  if (payment === undefined) return { standing: undefined, statusText: paidText };
  return { standing: standing.status === 'valid' && !payment.paid ? payment : standing, statusText };
}

function readPayment(text: string): Standing | undefined {
  const isPaid = readYesNo(text);
  if (isPaid !== undefined) return isPaid ? valid : unpaid;
  return readStanding(text);
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
