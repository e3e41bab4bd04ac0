/** Invisible characters that spreadsheets and web forms leave behind; joiners stay, because scripts and emoji need them. */
const invisible = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** How exports keep spreadsheets from running a cell: a TAB (alf.io) or an apostrophe before `= + - @`. */
const spreadsheetGuard = /^[\t'\u2019]+(?=[=+\-@])/;

/** What a cell says, repaired and trimmed; `''` where the row has no such cell. Formulas stay the text they are. */
export function cellText(cells: readonly string[], column: number): string {
  return cleanText(cells[column] ?? '');
}

/** As `cellText`, on one line: for names, codes and types. */
export function lineText(cells: readonly string[], column: number): string {
  return cleanText(cells[column] ?? '').replace(/\s+/g, ' ');
}

/**
 * As `lineText`, for cells that decide something: `undefined` where the list has such a column but this row ends
 * before it, so that a broken row is not taken for a blank cell.
 */
export function decidingText(cells: readonly string[], column: number): string | undefined {
  return column >= cells.length ? undefined : lineText(cells, column);
}

function cleanText(text: string): string {
  return text === '' ? text : text.replace(spreadsheetGuard, '').replace(invisible, '').trim();
}
