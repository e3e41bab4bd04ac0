import { codeKey } from '../../shared/admission/code.ts';
import type { FormatId, RowProblem, RowReader } from '../../shared/guest-list/format.ts';
import { type ColumnMapping, mappedReader } from '../../shared/guest-list/mapped.ts';
import { recognise } from '../../shared/guest-list/recognise.ts';
import { suggestMapping } from '../../shared/guest-list/suggest-mapping.ts';
import type { TicketDraft } from '../../shared/ticket.ts';
import { type Encoding, openFile } from './decode.ts';
import { type RowBatch, type RowItem, isBlankRow, readTextRows } from './read-rows.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import { Refusal } from './refusal.ts';

export interface ParseOptions {
  /** IANA zone of the event: date-times without an offset are meant in it. */
  readonly timeZone: string;
  /** Now (UTC milliseconds): stands for arrivals whose instant the list does not say. */
  readonly readAt: number;
  /** What the columns mean, said by hand; overrides recognition. */
  readonly mapping?: ColumnMapping;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
  /** Aborting ends the parsing with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface ParsedList {
  readonly kind: 'parsed';
  readonly formatId: FormatId;
  /** The system's name, as shown. */
  readonly formatName: string;
  readonly header: readonly string[];
  readonly drafts: readonly TicketDraft[];
  /** The line of the file that each draft comes from. */
  readonly lines: readonly number[];
  /** In the order of their lines. */
  readonly problems: readonly RowProblem[];
  /** Rows below the header that say anything: those imported and those left out with an error. */
  readonly rowCount: number;
  readonly encoding: Encoding | 'xlsx';
}

export interface UnknownList {
  readonly kind: 'unknown';
  readonly header: readonly string[];
  /** The first rows, for people to see what the columns hold. */
  readonly sampleRows: readonly (readonly string[])[];
  readonly suggestedMapping: ColumnMapping;
}

export interface RefusedFile {
  readonly kind: 'refused';
  readonly message: string;
}

const sampleSize = 20;

/**
 * Reads a guest list into tickets that have no ids yet. Every row that says anything is imported or reported with its
 * line; a ticket that the file holds twice comes in once. Runs in a worker: it never blocks for longer than a chunk
 * (Excel workbooks excepted) and writes nothing.
 */
export async function parseGuestList(
  file: Blob,
  options: ParseOptions,
): Promise<ParsedList | UnknownList | RefusedFile> {
  try {
    const { encoding, batches } = await openRows(file, options.signal);
    return await parseRows(batches, encoding, file.size, options);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', message: error.message };
    throw error;
  }
}

interface OpenedRows {
  readonly encoding: Encoding | 'xlsx';
  readonly batches: AsyncIterable<RowBatch>;
}

async function openRows(file: Blob, signal: AbortSignal): Promise<OpenedRows> {
  const opened = await openFile(file, signal);
  switch (opened.kind) {
    case 'text':
      return { encoding: opened.encoding, batches: readTextRows(opened.chunks) };
    case 'spreadsheet':
      return { encoding: 'xlsx', batches: spreadsheetBatches(file) };
  }
}

async function* spreadsheetBatches(file: Blob): AsyncGenerator<RowBatch> {
  yield { items: await readSpreadsheet(file), doneBytes: file.size };
}

async function parseRows(
  batches: AsyncIterable<RowBatch>,
  encoding: Encoding | 'xlsx',
  totalBytes: number,
  options: ParseOptions,
): Promise<ParsedList | UnknownList> {
  let header: readonly string[] | undefined;
  let table: Table | undefined;
  const sample: RowItem[] = [];
  for await (const { items, doneBytes } of batches) {
    options.onProgress(doneBytes, totalBytes);
    options.signal.throwIfAborted();
    for (const item of items) {
      if (header === undefined) {
        header = readHeader(item);
        const format = chooseFormat(header, options);
        table = format && startTable(header, format);
      } else if (table !== undefined) {
        table.add(item);
      } else if (sample.push(item) === sampleSize) {
        return describeUnknown(header, sample);
      }
    }
  }
  if (header === undefined) throw new Refusal('empty');
  if (table === undefined) return describeUnknown(header, sample);
  const parsed = table.finish(encoding);
  if (parsed.rowCount === 0) throw new Refusal('no-guests');
  return parsed;
}

function readHeader(first: RowItem): readonly string[] {
  if (first.kind === 'row') return first.cells.map((cell) => cell.trim());
  throw new Refusal(first.code === 'too-many-columns' ? 'too-many-columns' : 'header-broken');
}

interface ChosenFormat {
  readonly id: FormatId;
  readonly name: string;
  readonly read: RowReader;
}

function chooseFormat(header: readonly string[], options: ParseOptions): ChosenFormat | undefined {
  if (options.mapping !== undefined) {
    return { id: 'mapped', name: 'Your columns', read: mappedReader(options.mapping, options) };
  }
  const format = recognise(header);
  return format && { id: format.id, name: format.name, read: format.reader(header, options) };
}

function describeUnknown(header: readonly string[], sample: readonly RowItem[]): UnknownList {
  if (sample.length === 0) throw new Refusal('no-guests');
  const sampleRows = sample.flatMap((item) => (item.kind === 'row' ? [item.cells] : []));
  return { kind: 'unknown', header, sampleRows, suggestedMapping: suggestMapping(header, sampleRows) };
}

interface Table {
  add(item: RowItem): void;
  finish(encoding: Encoding | 'xlsx'): ParsedList;
}

function startTable(header: readonly string[], format: ChosenFormat): Table {
  const drafts: TicketDraft[] = [];
  const lines: number[] = [];
  const problems: RowProblem[] = [];
  const lineOfKey = new Map<string, number>();
  let rowCount = 0;

  function add(item: RowItem): void {
    rowCount += 1;
    const { line } = item;
    if (item.kind === 'bad') {
      problems.push({ line, severity: 'error', message: item.message });
      return;
    }
    if (item.cells.length > header.length && !isBlankRow(item.cells.slice(header.length))) {
      problems.push({ line, severity: 'error', message: tableWords.surplus(item.cells.length, header.length) });
      return;
    }
    const reading = format.read(item.cells, line);
    problems.push(...reading.problems);
    const keys = reading.tickets.flatMap(duplicateKey);
    const repeated = keys.find((key) => lineOfKey.has(key));
    if (repeated !== undefined) {
      const firstLine = lineOfKey.get(repeated) ?? line;
      problems.push({ line, severity: 'error', message: tableWords.repeated(firstLine) });
      return;
    }
    for (const key of keys) lineOfKey.set(key, line);
    for (const ticket of reading.tickets) {
      drafts.push(ticket);
      lines.push(line);
    }
  }

  return {
    add,
    finish: (encoding) => ({
      kind: 'parsed',
      formatId: format.id,
      formatName: format.name,
      header,
      drafts,
      lines,
      problems,
      rowCount,
      encoding,
    }),
  };
}

const tableWords = {
  repeated: (firstLine: number) =>
    `The same ticket stands on line ${String(firstLine)} already, so this row was left out.`,
  surplus: (cells: number, columns: number) =>
    `This row has ${String(cells)} cells but the header has ${String(columns)}, so it was left out. A cell probably holds a comma, semicolon or tab that is not in quotation marks.`,
};

/** What two rows of one file cannot share. */
function duplicateKey({ code, orderCode, position }: TicketDraft): readonly string[] {
  if (code !== undefined) return [`code:${codeKey(code)}`];
  return orderCode === undefined ? [] : [`order:${orderCode}#${String(position)}`];
}
