import type { Charge, Entry, Expiry, Grant, Transfer } from '../../shared/credit/entry.ts';
import type { Policies } from '../../shared/credit/ledger.ts';
import type { Lot } from '../../shared/credit/lot.ts';
import type { EntryId, EventId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { BookRow, Books } from '../ledger/books.ts';
import { addBalance, type BalanceSeries, openSeries } from './balance-series.ts';
import { addFacets, type Facets, openFacets } from './facets.ts';
import { wordsOf } from './line-words.ts';

/** `newer`: an entry that a newer version of the app wrote; it is understood after the update. */
export type LineKind = Entry['kind'] | 'newer';

/** One line of the credit ledger as people read it. */
export interface StatementLine {
  /** 0-based, oldest first. */
  readonly place: number;
  readonly id: EntryId;
  readonly kind: LineKind;
  /** When it counts (UTC milliseconds). */
  readonly at: number;
  readonly entry: Entry;
  /** The operation that brought it about; undefined where this laptop is not told. */
  readonly operation: Operation | undefined;
  /** What people did that it is about; undefined for what came with time, such as an allowance. */
  readonly source: Operation | undefined;
  /** The charge that it is, or that it returns. */
  readonly charge: Charge | undefined;
  readonly eventId: EventId | undefined;
  /** What it was, in the words of the rule. */
  readonly what: string;
  /** The credit type; like the next two undefined for a line that moves no credits. */
  readonly type: string | undefined;
  /** Credits gained (positive) or spent (negative). */
  readonly amount: number | undefined;
  /** What was left of that type after it. */
  readonly balance: number | undefined;
}

/**
 * The credit ledger, line by line. It grows with the log in place: `lines.length` tells that it has, and `revision` that
 * its last lines have become others.
 */
export interface Statement {
  readonly policies: Policies;
  readonly lines: StatementLine[];
  /** How many rows of the log have been read. */
  rowsRead: number;
  /** Of which the books were then. */
  revision: number;
  generation: number;
  /** What the settled rows came to: these lines stay. */
  kept: { readonly rows: number; readonly lines: number };
  /** Where an entry stands among the lines. */
  readonly places: Map<EntryId, number>;
  readonly lots: Map<EntryId, Lot>;
  /** The lines that return something of a charge, by that charge. */
  readonly returns: Map<EntryId, readonly StatementLine[]>;
  /** By credit type. */
  readonly series: Map<string, BalanceSeries>;
  /** How many lines there are of each credit type, and of none. */
  readonly counts: Map<string | undefined, number>;
  readonly facets: Facets;
}

const noLines: Statement['kept'] = { rows: 0, lines: 0 };

export function openStatement(policies: Policies): Statement {
  return {
    policies,
    lines: [],
    rowsRead: 0,
    revision: 0,
    generation: 0,
    kept: noLines,
    places: new Map(),
    lots: new Map(),
    returns: new Map(),
    series: new Map(),
    counts: new Map(),
    facets: openFacets(),
  };
}

/** Reads what the books have grown by, and those of their last rows that have become others once more. */
export function followBooks(
  statement: Statement,
  { rows, settled, revision, generation }: Pick<Books, 'rows' | 'settled' | 'revision' | 'generation'>,
): void {
  if (generation !== statement.generation) statement.kept = noLines;
  if (generation !== statement.generation || revision !== statement.revision) withdrawLines(statement);
  Object.assign(statement, { revision, generation });
  if (statement.rowsRead <= settled) {
    extendStatement(statement, rows, settled);
    statement.kept = { rows: settled, lines: statement.lines.length };
  }
  extendStatement(statement, rows);
}

/** Reads the rows that the log has grown by. An entry that is there already counts once. */
export function extendStatement(statement: Statement, rows: readonly BookRow[], until = rows.length): void {
  for (; statement.rowsRead < until; statement.rowsRead += 1) {
    const row = rows[statement.rowsRead];
    if (row === undefined) return;
    const rowStart = statement.lines.length;
    for (const entry of row.entries) {
      if (!statement.places.has(entry.id)) addLine(statement, row.operation, entry, rowStart);
    }
  }
}

/** Takes back the lines of rows that are not settled. What they could be filtered by, and what lots are called, stays. */
function withdrawLines(statement: Statement): void {
  const { lines, places, returns, series, counts, kept } = statement;
  for (const { id, type, entry } of lines.splice(kept.lines)) {
    places.delete(id);
    counts.set(type, (counts.get(type) ?? 0) - 1);
    if (entry.kind === 'reversal')
      returns.set(
        entry.charge,
        (returns.get(entry.charge) ?? []).filter((line) => line.id !== id),
      );
    const known = type === undefined ? undefined : series.get(type);
    known?.at.pop();
    known?.balance.pop();
  }
  statement.rowsRead = kept.rows;
}

/** The charge that a line returns something of, as a line. */
export function returnedLine({ lines, places }: Statement, line: StatementLine): StatementLine | undefined {
  if (line.entry.kind !== 'reversal') return undefined;
  const place = places.get(line.entry.charge);
  return place === undefined ? undefined : lines[place];
}

/** `rowStart` is where the lines of the entry's row begin. */
function addLine(statement: Statement, operation: Operation | undefined, entry: Entry, rowStart: number): void {
  const { lines, lots, places, returns } = statement;
  const { id } = entry;
  if (entry.kind === 'grant') lots.set(entry.lot.id, entry.lot);
  if (entry.kind === 'transfer') nameHeldLot(lots, entry);
  const returned = entry.kind === 'reversal' ? lines[places.get(entry.charge) ?? -1] : undefined;
  const charge = entry.kind === 'charge' ? entry : returned?.charge;
  const isLate = entry.kind === 'expiry' && cameBack(statement.lines.slice(rowStart), entry);
  const source = comesWithTime(entry, operation, isLate) ? undefined : (returned?.source ?? operation);
  const { kind, type, amount } = movementOf(entry);
  const line: StatementLine = {
    place: lines.length,
    id,
    kind,
    // An entry of a newer version may not have one.
    at: kind === 'newer' ? (operation?.at.ms ?? lines.at(-1)?.at ?? 0) : entry.at,
    entry,
    operation,
    source,
    charge,
    eventId: eventIdOf(source),
    what: wordsOf(entry, { statement, charge, isLate }),
    type,
    amount,
    balance: type === undefined ? undefined : balanceAfter(statement, type, amount),
  };
  places.set(id, line.place);
  lines.push(line);
  if (type !== undefined && line.balance !== undefined) addToSeries(statement, type, line.at, line.balance);
  if (entry.kind === 'reversal') returns.set(entry.charge, [...(returns.get(entry.charge) ?? []), line]);
  statement.counts.set(type, (statement.counts.get(type) ?? 0) + 1);
  addFacets(statement.facets, line);
}

/** What a laptop holds of a lot is called like that lot. */
function nameHeldLot(lots: Statement['lots'], { from, to }: Transfer): void {
  const lot = lots.get(from);
  if (lot !== undefined && !lots.has(to)) lots.set(to, lot);
}

function balanceAfter({ series }: Statement, type: string, amount: number): number {
  return (series.get(type)?.balance.at(-1) ?? 0) + amount;
}

function addToSeries({ series }: Statement, type: string, at: number, balance: number): void {
  let known = series.get(type);
  if (known === undefined) {
    known = openSeries();
    series.set(type, known);
  }
  addBalance(known, at, balance);
}

type Movement =
  | { readonly kind: LineKind; readonly type: string; readonly amount: number }
  | { readonly kind: LineKind; readonly type: undefined; readonly amount: undefined };

function movementOf(entry: Entry): Movement {
  const { kind } = entry;
  switch (entry.kind) {
    case 'grant':
      return { kind, type: entry.lot.type, amount: entry.lot.credits };
    case 'charge':
    case 'expiry':
    case 'writeOff':
      return { kind, type: entry.type, amount: 0 - entry.credits };
    case 'reversal':
    case 'revival':
      return { kind, type: entry.type, amount: entry.credits };
    case 'transfer':
      return { kind, type: entry.type, amount: 0 };
    case 'terms':
      return { kind, type: undefined, amount: undefined };
    default:
      entry satisfies never;
      return { kind: 'newer', type: undefined, amount: undefined };
  }
}

/** Whether an expiry is of what a return, of a charge or of a lease, has just brought back to a lot whose time had ended. */
function cameBack(before: readonly StatementLine[], { lot }: Expiry): boolean {
  const line = before.findLast(
    ({ kind, entry }) => kind !== 'expiry' && !(entry.kind === 'transfer' && entry.to !== lot),
  );
  if (line?.entry.kind === 'reversal')
    return [...line.entry.draws, ...line.entry.repaid].some((draw) => draw.lot === lot);
  return line?.entry.kind === 'transfer';
}

/** Allowances and expiries come when they are due, whatever the operation that made the app look. */
function comesWithTime(entry: Entry, operation: Operation | undefined, isLate: boolean): boolean {
  if (entry.kind === 'expiry') return !isLate;
  if (entry.kind !== 'grant' || !isAllowance(entry)) return false;
  return operation?.kind !== 'changePlan' && operation?.kind !== 'choosePolicy';
}

function isAllowance({ lot }: Grant): boolean {
  return lot.period !== undefined;
}

function eventIdOf(operation: Operation | undefined): EventId | undefined {
  if (operation === undefined) return undefined;
  if (operation.kind === 'createEvent') return operation.event.id;
  return 'eventId' in operation ? operation.eventId : undefined;
}
