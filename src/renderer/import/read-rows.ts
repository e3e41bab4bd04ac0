import Papa from 'papaparse';
import type { TextChunk } from './decode.ts';
import { Refusal } from './refusal.ts';

/** A row of the file, or why there is none. */
export type RowItem =
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: 'bad'; readonly line: number; readonly code: BadRowCode; readonly message: string };

export type BadRowCode = 'quote-open' | 'too-many-columns';

/** Rows as they become known. */
export interface RowBatch {
  readonly items: readonly RowItem[];
  /** Bytes of the file read so far. */
  readonly doneBytes: number;
}

const maxColumns = 1000;
const maxRowLength = 1_000_000;
const maxBrokenQuotes = 100;

const badRowWords = {
  'quote-open': (quoteLine) =>
    `A quotation mark opens on line ${String(quoteLine)} and is not closed properly, so this row was left out. Reading went on with the next line.`,
  'too-many-columns': (columns) =>
    `This row has ${columns.toLocaleString('en')} columns, and at most 1,000 can be read, so it was left out.`,
} satisfies Record<BadRowCode, (detail: number) => string>;

/** The row, unless it has too many columns. */
export function toRowItem(line: number, cells: readonly string[]): RowItem {
  return cells.length > maxColumns ? badRow(line, 'too-many-columns', cells.length) : { kind: 'row', line, cells };
}

function badRow(line: number, code: BadRowCode, detail: number): RowItem {
  return { kind: 'bad', line, code, message: badRowWords[code](detail) };
}

/** Whether nothing stands in any cell: such rows are neither guests nor problems. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/**
 * Splits text into rows with the line of the file (from 1) at which each begins, line breaks inside quotation marks
 * counted. Delimiter: comma, semicolon or tab, whichever splits the first row into most cells, or what Excel's
 * `sep=` line says. A quotation mark that is never closed properly costs its own row, not the rest of the file.
 */
export async function* readTextRows(chunks: AsyncIterable<TextChunk>): AsyncGenerator<RowBatch> {
  const splitter = startSplitter();
  let doneBytes = 0;
  for await (const chunk of chunks) {
    doneBytes = chunk.doneBytes;
    yield { items: splitter.push(chunk.text), doneBytes };
  }
  yield { items: splitter.end(), doneBytes };
}

interface Splitter {
  push(text: string): readonly RowItem[];
  end(): readonly RowItem[];
}

/** How much of a file shows how it separates cells and lines, or the first line with anything in it. */
const headLength = 65_536;
const completeLine = /^\s*\S.*(?:\n|\r[^\n])/;

/** How this file separates cells and lines. */
interface Dialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** Characters of the `sep=` line before the table. */
  readonly skip: number;
}

function startSplitter(): Splitter {
  let pending = '';
  let line = 1;
  let dialect: Dialect | undefined;
  let brokenQuotes = 0;

  function drop(length: number, newline: string): void {
    line += countBreaks(pending, 0, length, newline);
    pending = pending.slice(length);
  }

  function take(isEnd: boolean): readonly RowItem[] {
    if (dialect === undefined) {
      if (!isEnd && pending.length < headLength && !completeLine.test(pending)) return [];
      dialect = readDialect(pending);
      drop(dialect.skip, dialect.newline);
    }
    const { newline } = dialect;
    const items: RowItem[] = [];
    for (;;) {
      // Papa Parse takes off a byte order mark, and then counts characters without it.
      if (pending.startsWith('\ufeff')) pending = pending.slice(1);
      const { rows, length, brokenAt } = splitRows(pending, dialect, isEnd);
      for (const row of rows) {
        if (!isBlankRow(row.cells)) items.push(toRowItem(line, row.cells));
        line += row.lines;
      }
      pending = pending.slice(length);
      if (brokenAt === undefined) return items;
      brokenQuotes += 1;
      if (brokenQuotes > maxBrokenQuotes) throw new Refusal('quotes-broken');
      const quoteAt = brokenAt - length;
      items.push(badRow(line, 'quote-open', line + countBreaks(pending, 0, quoteAt, newline)));
      const nextBreak = pending.indexOf(newline, quoteAt);
      drop(nextBreak === -1 ? pending.length : nextBreak + 1, newline);
    }
  }

  return {
    push(text) {
      pending += text;
      const items = take(false);
      if (pending.length > maxRowLength) throw new Refusal('line-too-long');
      return items;
    },
    end() {
      const newline = dialect?.newline ?? '\n';
      if (pending !== '' && !pending.endsWith(newline)) pending += newline;
      return take(true);
    },
  };
}

interface SplitRow {
  readonly cells: readonly string[];
  /** Lines of the file it takes up. */
  readonly lines: number;
}

interface Split {
  readonly rows: readonly SplitRow[];
  /** Characters that the rows take up. */
  readonly length: number;
  /** Where a quotation mark opens that is not closed properly; what follows is not split. */
  readonly brokenAt: number | undefined;
}

/** The complete rows at the start of a text. Only at the end of the file the last row is known to be complete. */
function splitRows(text: string, { delimiter, newline }: Dialect, isEnd: boolean): Split {
  const rows: SplitRow[] = [];
  let length = 0;
  let brokenAt: number | undefined;
  Papa.parse<string[]>(text, {
    delimiter,
    newline,
    step({ data: cells, errors, meta: { cursor } }, parser) {
      // Papa Parse finds an empty row behind the last line break.
      if (length === text.length) return;
      const quote = errors.find(({ type }) => type === 'Quotes');
      const mayGoOn = cursor === text.length && !isEnd;
      if (mayGoOn && (quote === undefined || cursor - length <= maxRowLength)) return;
      if (quote === undefined) {
        rows.push({ cells: withoutReturn(cells, text, cursor), lines: countBreaks(text, length, cursor, newline) });
        length = cursor;
      } else {
        brokenAt = (quote.index ?? length + 1) - 1;
        parser.abort();
      }
    },
  });
  return { rows, length, brokenAt };
}

/** Lines may end in CR LF although rows are split at LF; a CR inside quotation marks belongs to the cell. */
function withoutReturn(cells: readonly string[], text: string, end: number): readonly string[] {
  const last = cells.at(-1);
  if (last === undefined || !last.endsWith('\r') || !text.startsWith('\r\n', end - 2) || text[end - 3] === '"')
    return cells;
  return [...cells.slice(0, -1), last.slice(0, -1)];
}

function countBreaks(text: string, start: number, end: number, newline: string): number {
  let count = 0;
  for (let at = text.indexOf(newline, start); at !== -1 && at < end; at = text.indexOf(newline, at + 1)) count += 1;
  return count;
}

function readDialect(text: string): Dialect {
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  const declared = /^\ufeff?sep=(?<delimiter>[^\r\n])\r?[\r\n]/i.exec(text);
  if (declared?.groups !== undefined) {
    return { delimiter: declared.groups['delimiter'] ?? ',', newline, skip: declared[0].length };
  }
  const head = text.slice(0, headLength).trimStart();
  const widths = [',', ';', '\t'].map((delimiter) => {
    const { data } = Papa.parse<string[]>(head, { delimiter, newline, preview: 1 });
    return { delimiter, cells: data[0]?.length ?? 0 };
  });
  const widest = widths.reduce((best, candidate) => (candidate.cells > best.cells ? candidate : best));
  return { delimiter: widest.delimiter, newline, skip: 0 };
}
