import { hasEntered } from '../../shared/admission/history.ts';
import { holdingOf } from '../../shared/credit/account.ts';
import { asOf } from '../../shared/credit/as-of.ts';
import { admissionItems, type Item } from '../../shared/credit/intent.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { quote } from '../../shared/credit/quote.ts';
import type { ListId } from '../../shared/ids.ts';
import type { TicketFee } from '../../shared/ticket.ts';
import { type EventMemory, isExpected } from '../ledger/event-memory.ts';

/** How far the credits reach: what the check-ins of the guests who are still expected will cost. */
export interface Runway {
  /** The credit type that check-ins draw. */
  readonly type: string;
  /** Guests expected on the list who have not come yet. */
  readonly guests: number;
  /** What all of their check-ins cost. */
  readonly cost: number;
  /** What is missing for that, what is owed already included; 0 when everybody is covered. */
  readonly shortBy: number;
  /** Of the cost, what the credits cover: whole per cent, rounded down. */
  readonly coveredPercent: number;
}

/**
 * The runway on a check-in list at an instant (UTC milliseconds), if everybody who is expected comes once. Undefined
 * where no policy chosen charges for check-ins. Looks at every ticket once: not for every scan.
 */
export function runwayOf(credits: CreditLedger, event: EventMemory, listId: ListId, at: number): Runway | undefined {
  const items = expectedItems(event, listId);
  // Nobody's check-in in particular: no member's limit applies, and it matters to no laptop what it holds.
  const answer = quote(credits, { action: 'checkIn', items, member: '', device: undefined, at });
  if (answer.kind === 'unmetered') return undefined;
  const type = answer.type.id;
  const guests = items.reduce((sum, { times }) => sum + times, 0);
  const cost = answer.kind === 'quote' ? answer.credits : answer.need;
  const missing = answer.kind === 'quote' ? answer.debt : answer.need - answer.have;
  const coveredPercent = cost === 0 ? 100 : Math.floor((100 * (cost - missing)) / cost);
  const owed = cost === 0 ? 0 : holdingOf(asOf(credits, at).account, type).debt;
  return { type, guests, cost, shortBy: missing + owed, coveredPercent };
}

/** First check-ins of everybody whom the list expects and who has not come, by what decides their price. */
function expectedItems(event: EventMemory, listId: ListId): readonly Item[] {
  const list = event.record.lists.get(listId);
  if (list === undefined) return [];
  const guests: Record<TicketFee, number> = { none: 0, 'per-ticket': 0 };
  for (const ticket of event.tickets.values()) {
    if (isExpected(list, ticket)) guests[ticket.fee] += 1;
  }
  // Only tickets that something happened to are looked up: of a large list that is most of the work.
  for (const [id, { history }] of event.lists.get(listId)?.tickets ?? []) {
    const ticket = hasEntered(history) ? event.tickets.get(id) : undefined;
    if (ticket !== undefined && isExpected(list, ticket)) guests[ticket.fee] -= 1;
  }
  return (['none', 'per-ticket'] as const)
    .filter((fee) => guests[fee] > 0)
    .flatMap((fee) => admissionItems(fee, false).map((item) => ({ ...item, times: guests[fee] })));
}
