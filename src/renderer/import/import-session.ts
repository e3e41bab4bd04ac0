import Papa from 'papaparse';
import type { RowProblem } from '../../shared/guest-list/format.ts';
import { countFees, type DraftFate, type Matched, matchDrafts } from '../../shared/guest-list/match.ts';
import type { ListId, TicketId } from '../../shared/ids.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { packSegment, ticketsPerSegment, unpackSegment } from '../ledger/segment.ts';
import type { GuestListReader, ImportPreview, ListPart, PreviewGuest } from './import-protocol.ts';
import { type ParsedList, parseGuestList } from './parse-guest-list.ts';

/** How many guests the preview shows of each kind. */
const previewSize = 100;

/** The reader itself. The app runs it in a worker; tests run it in place. */
export function openImportSession(now: () => number): GuestListReader {
  let stopping = new AbortController();
  let parsed: ParsedList | undefined;
  let matched: Matched | undefined;

  function parsedList(): ParsedList {
    if (parsed === undefined) throw new Error('No guest list has been read');
    return parsed;
  }

  return {
    async read(file, options, onProgress) {
      parsed = undefined;
      matched = undefined;
      stopping = new AbortController();
      const { signal } = stopping;
      const outcome = await parseGuestList(file, {
        ...options,
        // Stable, so that importing the same file again changes nobody; never in the future.
        readAt: Math.min(file.lastModified, now()),
        onProgress: (doneBytes, totalBytes) => onProgress({ doneBytes, totalBytes }),
        signal,
      });
      signal.throwIfAborted();
      if (outcome.kind !== 'parsed') return outcome;
      parsed = { ...outcome, problems: outcome.problems.toSorted(compareProblems) };
      return { kind: 'read', formatName: outcome.formatName, rowCount: outcome.rowCount };
    },
    async match(guestList, arrivedOn) {
      const { signal } = stopping;
      const list = parsedList();
      const tickets = await readTickets(guestList);
      signal.throwIfAborted();
      matched = matchDrafts(tickets.values(), list.drafts, arrivedOn);
      return preview(list, matched, [...tickets.values()], arrivedOn);
    },
    problems: async (from, count) => parsedList().problems.slice(from, from + count),
    problemFile: async () => asCsv(parsedList().problems),
    async segment(part, index) {
      stopping.signal.throwIfAborted();
      if (matched === undefined) throw new Error('The guest list has not been matched');
      return packSegment(ticketsOf(matched, part, index));
    },
    stop: () => stopping.abort(),
  };
}

/** Errors first: they are the rows that do not come in. */
function compareProblems(a: RowProblem, b: RowProblem): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  return a.line - b.line;
}

/** The event's guests now: later segments replace what earlier ones say. */
async function readTickets(guestList: readonly Uint8Array<ArrayBuffer>[]): Promise<ReadonlyMap<TicketId, Ticket>> {
  const tickets = new Map<TicketId, Ticket>();
  for (const bytes of guestList) {
    for (const ticket of await unpackSegment(bytes)) tickets.set(ticket.id, ticket);
  }
  return tickets;
}

function ticketsOf({ issued, changed }: Matched, part: ListPart, index: number): readonly Ticket[] {
  const start = index * ticketsPerSegment;
  const end = start + ticketsPerSegment;
  return part === 'issued' ? issued.slice(start, end) : changed.slice(start, end).map(({ after }) => after);
}

function preview(list: ParsedList, matched: Matched, existing: readonly Ticket[], arrivedOn: ListId): ImportPreview {
  const { issued, changed, unchanged, absent } = matched;
  const errors = list.problems.filter(({ severity }) => severity === 'error').length;
  const firstGuests = (fate?: DraftFate): readonly PreviewGuest[] => pickGuests(list, matched, fate);
  return {
    issued: issued.length,
    changed: changed.length,
    unchanged,
    knownBefore: existing.length,
    absent,
    fees: countFees(issued),
    arrived: list.drafts.filter(({ arrivedAt }) => arrivedAt !== undefined).length,
    arrivedElsewhere: existing.filter((ticket) => ticket.arrivedOn !== undefined && ticket.arrivedOn !== arrivedOn)
      .length,
    problems: { errors, warnings: list.problems.length - errors },
    guests: {
      all: firstGuests(),
      new: firstGuests('new'),
      changed: firstGuests('changed'),
    },
  };
}

/** The first guests of the file that have this fate. */
function pickGuests(
  { drafts, lines }: ParsedList,
  { fates, changed }: Matched,
  only: DraftFate | undefined,
): readonly PreviewGuest[] {
  const picked: PreviewGuest[] = [];
  let changes = 0;
  for (const [index, draft] of drafts.entries()) {
    if (picked.length === previewSize) break;
    const fate = fates[index] ?? 'new';
    const change = fate === 'changed' ? changed[changes] : undefined;
    if (fate === 'changed') changes += 1;
    if (only !== undefined && fate !== only) continue;
    picked.push({ line: lines[index] ?? 0, fate, draft, ...(change === undefined ? {} : { change }) });
  }
  return picked;
}

/** With a byte order mark, by which spreadsheet programs know UTF-8. */
function asCsv(problems: readonly RowProblem[]): Blob {
  const rows = problems.map(({ line, severity, message }) => ({ Line: line, Kind: severity, Problem: message }));
  return new Blob(['\ufeff', Papa.unparse(rows, { escapeFormulae: true })], { type: 'text/csv' });
}
