import type { Names } from '../../src/renderer/credits/names.ts';
import { extendStatement, openStatement, type Statement } from '../../src/renderer/credits/statement.ts';
import type { BookRow } from '../../src/renderer/ledger/books.ts';
import { ticketOf } from '../../src/renderer/credits/line-facts.ts';
import { emptyHead, type LogRow } from '../../src/shared/journal-line.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { deviceId, eventId } from './facts.ts';
import { openTill } from './till.ts';

/** The log of a laptop on which these operations happened, from an empty account on. */
export function rowsOf(operations: readonly Operation[]): readonly LogRow[] {
  const till = openTill({ credits: 0 });
  return operations.map((operation, index) => ({
    seq: index + 1,
    prev: emptyHead.hash,
    operation,
    entries: [...till.take(operation)],
  }));
}

export function statementOf(rows: readonly BookRow[]): Statement {
  const statement = openStatement(openTill().ledger.policies);
  extendStatement(statement, rows);
  return statement;
}

/** What things are called where device "one" is this laptop, the gala is an event and no guest list is open. */
export const plainNames: Names = {
  guest: ticketOf,
  event: (id) => (id === eventId('gala') ? 'Summer Gala' : undefined),
  laptop: (id) => (id === deviceId('one') ? 'This laptop' : 'Laptop 7f3a'),
  type: (id) => ({ one: `${id} credit`, many: `${id} credits` }),
  action: (id) => id,
};
