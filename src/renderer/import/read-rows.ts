import Papa from 'papaparse';
import type { TextChunk } from './decode.ts';
import { Refusal } from './refusal.ts';

/** A row of the file, or why there is none. */
export type RowItem =
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: 'bad'; readonly line: number; readonly message: string };

/** Rows as they become known. */
export interface RowBatch {
  readonly items: readonly RowItem[];
  readonly doneBytes: number;
}

export const maxColumns = 1000;
const maxRowLength = 1_000_000;
const maxBrokenQuotes = 100;

const badRowWords = {
  'too-many-columns': (columns: number) =>
    `This row has ${columns.toLocaleString('en')} columns, and at most 1,000 can be read, so it was left out.`,
  'quote-open': (quoteLine: number) =>
    `A quotation mark opens on line ${String(quoteLine)} and is not closed properly, so this row was left out. Reading went on with the next line.`,
} satisfies Record<string, (detail: number) => string>;

/** The message for a row that has too many columns, `undefined` for one that has not. */
export function columnsProblem(cells: readonly string[]): string | undefined {
  return cells.length > maxColumns ? badRowWords['too-many-columns'](cells.length) : undefined;
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

function startSplitter(): Splitter {
  let pending = '';
  let line = 1;
  let brokenQuotes = 0;
  let dialect: Dialect | undefined;

  /** Takes complete rows off `pending`; the last row is complete only at the end of the file. */
  function take(isEnd: boolean): readonly RowItem[] {
    dialect ??= readDialect(pending);
    const items: RowItem[] = [];
    for (;;) {
      const { rows, length, broken } = splitRows(pending, dialect, isEnd);
      for (const row of rows) {
        items.push(...toItems(row.cells, line + row.linesBefore));
      }
      line += broken === undefined ? countBreaks(pending, 0, length, dialect) : 0;
      if (broken === undefined) {
        pending = pending.slice(length);
        return items;
      }
      brokenQuotes += 1;
      if (brokenQuotes > maxBrokenQuotes) throw new Refusal('quotes-broken');
      const message = badRowWords['quote-open'](line + countBreaks(pending, 0, broken.quoteAt, dialect));
      items.push({ kind: 'bad', line: line + countBreaks(pending, 0, broken.rowAt, dialect), message });
      const nextLine = endOfLine(pending, broken.quoteAt, dialect);
      line += countBreaks(pending, 0, nextLine, dialect);
      pending = pending.slice(nextLine);
    }
  }

  return {
    push(text) {
      pending += text;
      const items = take(false);
      if (pending.length > maxRowLength) throw new Refusal('line-too-long');
      return items;
    },
    end: () => take(true),
  };
}
