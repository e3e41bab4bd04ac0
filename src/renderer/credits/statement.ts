import type { Charge, Entry, Reversal } from '../../shared/credit/entry.ts';
import type { Lot } from '../../shared/credit/lot.ts';
import type { EntryId, EventId, TicketId } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { numberText } from '../ui/number-text.ts';

/** One line of the credit ledger as people read it. */
export interface StatementLine {
  readonly id: EntryId;
  readonly kind: Entry['kind'];
  /** UTC milliseconds. */
  readonly at: number;
  readonly actor: string;
  /** What it was, in the words of the rule. */
  readonly what: string;
  readonly eventId: EventId | undefined;
  readonly ticketId: TicketId | undefined;
  /** Credits gained (positive) or spent (negative). */
  readonly amount: number;
  /** What was left after it. */
  readonly balance: number;
  /** When the charge was made that this line returns (UTC milliseconds). */
  readonly returnsChargeOf?: number;
  /** When this charge was returned (UTC milliseconds). */
  readonly returnedAt?: number;
}

const lotWords = {
  welcome: 'Welcome credits',
  pack: 'Credit pack',
} as const satisfies Record<Lot['source'], string>;

/** Every line of the ledger with its running balance, oldest first. */
export function statementOf(rows: readonly LogRow[]): readonly StatementLine[] {
  const lines: StatementLine[] = [];
  const chargeAt = new Map<EntryId, number>();
  let balance = 0;
  for (const { operation, entries } of rows) {
    for (const entry of entries) {
      const amount = amountOf(entry);
      balance += amount;
      const { wallAt: at, actor } = operation;
      const eventId = 'eventId' in operation ? operation.eventId : undefined;
      const ticketId = entry.kind === 'grant' ? undefined : entry.ticket;
      if (entry.kind === 'charge') chargeAt.set(entry.id, lines.length);
      const returned = entry.kind === 'reversal' ? markReturned(lines, chargeAt, entry, at) : undefined;
      const link = returned === undefined ? {} : { returnsChargeOf: returned.at };
      const what = whatOf(entry, returned);
      lines.push({ id: entry.id, kind: entry.kind, at, actor, what, eventId, ticketId, amount, balance, ...link });
    }
  }
  return lines;
}

/** Notes on the charge that it came back, and gives it. */
function markReturned(
  lines: StatementLine[],
  chargeAt: ReadonlyMap<EntryId, number>,
  { charge }: Reversal,
  returnedAt: number,
): StatementLine | undefined {
  const index = chargeAt.get(charge);
  const line = index === undefined ? undefined : lines[index];
  if (index === undefined || line === undefined) return undefined;
  lines[index] = { ...line, returnedAt };
  return line;
}

function amountOf(entry: Entry): number {
  switch (entry.kind) {
    case 'grant':
      return entry.lot.credits;
    case 'charge':
      return -entry.credits;
    case 'reversal':
      return entry.credits;
    default:
      return unreachable(entry);
  }
}

function whatOf(entry: Entry, returned: StatementLine | undefined): string {
  switch (entry.kind) {
    case 'grant':
      return lotWords[entry.lot.source];
    case 'charge':
      return ruleWords(entry);
    case 'reversal':
      return returned === undefined ? 'Returned' : `Returned: ${returned.what}`;
    default:
      return unreachable(entry);
  }
}

function ruleWords({ rules }: Charge): string {
  if (rules.length === 0) return 'Nothing to pay for';
  return rules.map(({ words, times }) => (times === 1 ? words : `${numberText(times)} × ${words}`)).join(', ');
}
