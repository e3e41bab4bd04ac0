import Papa from 'papaparse';
import type { Draw } from '../../shared/credit/entry.ts';
import { kindWords } from './credits-words.ts';
import { deviceOf, reasonOf, subjectOf, ticketOf, whoOf } from './line-facts.ts';
import { eventOf, type Names } from './names.ts';
import { returnedLine, type Statement, type StatementLine } from './statement.ts';
import { createIsoWriter } from './zoned-time.ts';

type Cell = string | number | undefined;

/** How each column is named, and what stands in it. */
type Columns = readonly (readonly [title: string, cellOf: (line: StatementLine) => Cell])[];

/** What a spreadsheet would take for a formula, also behind blanks, as a full-width sign or after a line break. */
const formula = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

const linesBetweenPauses = 1_000;

/**
 * The lines at these places as CSV that spreadsheets read as UTF-8 and in which no cell is a formula. `pause` lets the
 * window paint in between.
 */
export async function writeCsv(
  statement: Statement,
  places: readonly number[],
  names: Names,
  timeZone: string,
  pause: () => Promise<void>,
): Promise<Blob> {
  const columns = columnsOf(statement, names, timeZone);
  const parts: BlobPart[] = ['\u{feff}', `${unparse([columns.map(([title]) => title)])}\r\n`];
  for (let start = 0; start < places.length; start += linesBetweenPauses) {
    const rows = places.slice(start, start + linesBetweenPauses).flatMap((place) => {
      const line = statement.lines[place];
      return line === undefined ? [] : [columns.map(([, cellOf]) => cellOf(line))];
    });
    // Encoded here and now, not all at once when the file is put together.
    parts.push(new Blob([`${unparse(rows)}\r\n`]));
    await pause();
  }
  return new Blob(parts, { type: 'text/csv' });
}

function unparse(rows: readonly (readonly Cell[])[]): string {
  return Papa.unparse(rows as Cell[][], { escapeFormulae: formula, newline: '\r\n' });
}

function columnsOf(statement: Statement, names: Names, timeZone: string): Columns {
  const iso = createIsoWriter(timeZone);
  const { lots, returns } = statement;
  function drawsText(draws: readonly Draw[]): string {
    return draws.map(({ lot, credits }) => `${lots.get(lot)?.words ?? lot} (${lot}): ${String(credits)}`).join('; ');
  }
  function lotCell({ entry }: StatementLine): Cell {
    if (entry.kind === 'grant') return entry.lot.id;
    if (entry.kind === 'transfer') return entry.held === undefined ? entry.from : entry.to;
    return entry.kind === 'expiry' || entry.kind === 'writeOff' || entry.kind === 'revival' ? entry.lot : undefined;
  }
  return [
    ['Time', ({ at }) => iso(at)],
    ['Time zone', () => timeZone],
    ['Kind', ({ kind }) => kindWords[kind]],
    ['What happened', ({ what }) => what],
    ['Credit type', ({ type }) => type],
    ['Credits', ({ amount }) => amount],
    ['Balance', ({ balance }) => balance],
    ['Who', whoOf],
    ['Laptop', (line) => laptopName(deviceOf(line), names)],
    ['Guest', (line) => names.guest(line)],
    ['For', subjectOf],
    ['Event', (line) => eventOf(line, names)],
    ['Drawn from', ({ entry }) => (entry.kind === 'charge' ? drawsText(entry.draws) : undefined)],
    ['Back to', ({ entry }) => (entry.kind === 'reversal' ? drawsText([...entry.draws, ...entry.repaid]) : undefined)],
    ['Owed', owedCell],
    ['Comes with', ({ entry }) => (entry.kind === 'charge' ? entry.terms?.join('; ') : undefined)],
    ['Reason', reasonOf],
    [
      'Returned at',
      ({ id }) =>
        returns
          .get(id)
          ?.map(({ at }) => iso(at))
          .join('; '),
    ],
    ['Charged at', (line) => optional(returnedLine(statement, line), ({ at }) => iso(at))],
    ['Entry ID', ({ id }) => id],
    [
      'Returned by entries',
      ({ id }) =>
        returns
          .get(id)
          ?.map((line) => line.id)
          .join('; '),
    ],
    ['Returns entry', ({ entry }) => (entry.kind === 'reversal' ? entry.charge : undefined)],
    ['Lot ID', lotCell],
    ['Operation ID', ({ operation }) => operation?.id],
    ['Action', ({ charge }) => charge?.action],
    ['Ticket ID', ticketOf],
    ['Event ID', ({ eventId }) => eventId],
    ['Laptop ID', deviceOf],
  ];
}

function laptopName(device: ReturnType<typeof deviceOf>, names: Names): Cell {
  return device === undefined ? undefined : names.laptop(device);
}

/** What the line adds to what is owed, or takes off it. */
function owedCell({ entry }: StatementLine): Cell {
  if (entry.kind === 'charge') return entry.debt;
  return entry.kind === 'reversal' ? 0 - entry.debt : undefined;
}

function optional<T>(value: T | undefined, write: (value: T) => Cell): Cell {
  return value === undefined ? undefined : write(value);
}
