import type { RowProblem } from './format.ts';

type RowProblemCode =
  | 'arrival-unreadable'
  | 'companions-unreadable'
  | 'date-unreadable'
  | 'left-again'
  | 'nobody'
  | 'price-unreadable'
  | 'row-too-short'
  | 'status-unknown';

/** `detail` is what the cell says. */
const rowWords = {
  'arrival-unreadable': (detail) =>
    `The check-in time ${detail} cannot be read. The guest comes in as checked in, at the time of this import.`,
  'companions-unreadable': (detail) =>
    `${detail} is not a number of accompanying guests from 0 to 200, so this row was left out. Write a whole number.`,
  'date-unreadable': (detail) =>
    `The date ${detail} cannot be read, so this row was left out. Write it like 2026-12-24 18:00.`,
  'left-again': (detail) => `Checked out again at the source (${detail}). The guest comes in as checked in.`,
  nobody: () => 'There is no name, e-mail address, ticket code or order in this row, so there is nobody to admit.',
  'price-unreadable': (detail) =>
    `The price ${detail} cannot be read for certain, so this row was left out. Write it like 1234.50.`,
  'row-too-short': () =>
    'This row ends before its price or status, so it was left out. A line break in a cell may have cut it in two.',
  'status-unknown': (detail) =>
    `The status ${detail} is not known, so this row was left out. Write whether the guest may come in, such as “valid” or “cancelled”.`,
} satisfies Record<RowProblemCode, (detail: string) => string>;

export function rowError(line: number, code: RowProblemCode, detail = ''): RowProblem {
  return { line, severity: 'error', message: rowWords[code](quote(detail)) };
}

export function rowWarning(line: number, code: RowProblemCode, detail = ''): RowProblem {
  return { line, severity: 'warning', message: rowWords[code](quote(detail)) };
}

function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}
