import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCheckIn, anOperation, anUndo } from '../../../test/builders/facts.ts';
import { plainNames, rowsOf, statementOf } from '../../../test/builders/statement.ts';
import { openTill } from '../../../test/builders/till.ts';
import type { Operation } from '../../shared/operation.ts';
import type { BookRow } from '../ledger/books.ts';
import { deviceOf, subjectOf, whoText } from './line-facts.ts';
import { eventOf } from './names.ts';
import { extendSelection, openSelection } from './selection.ts';
import { followBooks, openStatement, type Statement } from './statement.ts';

const choose = anOperation('choosePolicy', { id: 'choose', ms: 1 }, { policies: ['guest-manager'], timeZone: 'UTC' });

/** What a laptop's rows become: more of the server's, others of its own behind them, or another log altogether. */
interface Move {
  readonly settled: number;
  readonly own: readonly number[];
  readonly isOtherLog: boolean;
}

const moves = fc.array(
  fc.record<Move>({
    settled: fc.nat(4),
    own: fc.array(fc.nat(19), { maxLength: 6 }),
    isOtherLog: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 1, maxLength: 8 },
);

function operationAt(place: number): Operation {
  const when = { id: `op ${String(place)}`, ms: 10 + place, ticket: `T-${String(place % 3)}` };
  return place % 4 === 3 ? anUndo(when, `op ${String(place - 3)}`) : aCheckIn(when, { reentry: 'many' });
}

/** What the statement says, but for which filters there are and what lots are called: those may name more. */
function contentsOf({ lines, series, counts, returns }: Statement) {
  const some = <K, V>(map: ReadonlyMap<K, V>, isEmpty: (value: V) => boolean) =>
    new Map([...map].filter(([, value]) => !isEmpty(value)));
  return {
    lines,
    series: some(series, ({ at }) => at.length === 0),
    counts: some(counts, (count) => count === 0),
    returns: some(returns, (all) => all.length === 0),
  };
}

describe('a statement of books whose last rows become others', () => {
  it('X-6 is the one that is read anew, and so is what is selected of it', () => {
    const seen = { withdrawn: 0, otherLogs: 0 };
    fc.assert(
      fc.property(moves, (all) => {
        const books = { rows: [] as BookRow[], settled: 0, revision: 0, generation: 0 };
        const statement = openStatement(openTill().ledger.policies);
        const selection = openSelection(({ kind }) => kind === 'charge');
        let base: readonly Operation[] = [choose];
        let place = 0;
        let settledLines = 0;
        for (const { settled, own, isOtherLog } of all) {
          if (isOtherLog) {
            base = [choose, operationAt(40)];
            seen.otherLogs += 1;
          }
          for (let more = 0; more < settled; more += 1) base = [...base, operationAt((place += 1))];
          const tail = [...new Set(own)].map((each) => operationAt(100 + each));
          seen.withdrawn += books.rows.length - books.settled;
          books.rows = [...rowsOf([...base, ...tail])];
          books.settled = base.length;
          books.revision += 1;
          books.generation += isOtherLog ? 1 : 0;

          const settledBefore = isOtherLog ? [] : statement.lines.slice(0, settledLines);
          followBooks(statement, books);
          // What was settled is not read again: there may be very much of it.
          for (const [index, line] of settledBefore.entries()) expect(statement.lines[index]).toBe(line);
          extendSelection(selection, statement.lines, statement.lines.length);

          const whole = statementOf(books.rows);
          settledLines = statementOf(rowsOf(base)).lines.length;
          expect(contentsOf(statement)).toEqual(contentsOf(whole));
          const charges = whole.lines.filter(({ kind }) => kind === 'charge');
          expect(selection.places).toEqual(charges.map((line) => line.place));
          const sum = charges.reduce((total, { amount = 0 }) => total + amount, 0);
          expect(selection.sums.get('credit') ?? 0).toBe(sum);
        }
      }),
      { seed: 20_261_201, numRuns: 300 },
    );
    expect(seen.withdrawn).toBeGreaterThan(1_000);
    expect(seen.otherLogs).toBeGreaterThan(100);
  });
});

describe('a row of what this laptop is not told', () => {
  it('counts, and says that it is another event’s', () => {
    const [begun, ...rest] = rowsOf([choose, aCheckIn({ id: 'in', ms: 2, ticket: 'T-9' })]);
    const untold = rest.map(({ entries }) => ({ entries }));
    const { lines } = statementOf([...(begun === undefined ? [] : [begun]), ...untold]);
    const line = lines.at(-1);
    if (line === undefined) throw new Error('The check-in has a line');
    expect([line.kind, line.amount, line.balance, line.operation]).toEqual(['charge', -1, 49, undefined]);
    expect([eventOf(line, plainNames), whoText(line), deviceOf(line), subjectOf(line)]).toEqual([
      'Another event',
      'Kim',
      undefined,
      undefined,
    ]);
  });
});
