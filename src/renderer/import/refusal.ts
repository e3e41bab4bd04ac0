/** Why a file cannot be read as a guest list at all. */
export type RefusalCode =
  | 'archive'
  | 'document'
  | 'empty'
  | 'header-broken'
  | 'html-table'
  | 'image'
  | 'line-too-long'
  | 'no-guests'
  | 'not-text'
  | 'old-excel'
  | 'password'
  | 'pdf'
  | 'quotes-broken'
  | 'spreadsheet-broken'
  | 'too-large'
  | 'too-many-columns'
  | 'unreadable'
  | 'workbook-xml';

const refusalWords = {
  archive: 'This is an archive. Unpack it and import the guest list that is inside.',
  document:
    'This is a text document, not a list. Save the guests as CSV or as an Excel workbook (.xlsx) and import that.',
  empty: 'This file is empty. Export the guest list again and import the new file.',
  'header-broken':
    'The first row of this file cannot be read: a quotation mark opens in it and is not closed properly. Correct it, or export the list again.',
  'html-table':
    'This file is named like an Excel file but holds a web page. Open it in a spreadsheet program, save it as CSV or as an Excel workbook (.xlsx), and import that.',
  image: 'This is a picture, not a list. Export the guests as CSV or as an Excel workbook (.xlsx) and import that.',
  'line-too-long':
    'A row of this file is longer than a million characters, so it is not a guest list. Choose the file you exported.',
  'no-guests': 'This file has a header row but no guests below it.',
  'not-text':
    'This file is not a table of text. Export the guests as CSV or as an Excel workbook (.xlsx) and import that.',
  'old-excel':
    'This file is of an old Excel version. Open it in a spreadsheet program, save it as CSV or as an Excel workbook (.xlsx), and import that.',
  password: 'This workbook is protected with a password. Save it without one, or as CSV, and import that.',
  pdf: 'This is a PDF, not a list. Export the guests as CSV or as an Excel workbook (.xlsx) and import that.',
  'quotes-broken':
    'The quotation marks of this file are broken in more than 100 rows. Export the list again, or save it as an Excel workbook (.xlsx), and import that.',
  'spreadsheet-broken':
    'This Excel workbook is damaged or incomplete. Open it in a spreadsheet program, save it again, and import that.',
  'too-large':
    'This file is too large for a guest list (the limit is 200 MB, and 50 MB for Excel workbooks). Check that it is the right file, or import it in parts.',
  'too-many-columns': 'This file has more than 1,000 columns. Remove those that are not needed and import it again.',
  unreadable:
    'This file could not be read. It may have been moved, be open elsewhere, or be on a drive that is gone. Check it and choose it again.',
  'workbook-xml':
    'This file holds Excel data as XML. Open it in a spreadsheet program, save it as an Excel workbook (.xlsx), and import that.',
} satisfies Record<RefusalCode, string>;

/** Thrown while a file is read, to end the reading; what is shown is in the refusal words. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(refusalWords[code], options);
    this.name = 'Refusal';
    this.code = code;
  }
}
