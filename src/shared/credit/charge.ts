import type { TicketHistory } from '../admission/history.ts';
import { type EntryId, entryIdSchema, type OperationId } from '../ids.ts';
import type { Operation, OperationOf, TicketOperation } from '../operation.ts';
import type { TicketFee } from '../ticket.ts';
import { unreachable } from '../unreachable.ts';
import type { Charge, Entry, Reversal } from './entry.ts';
import { type Account, drawCredits } from './ledger.ts';
import type { MeteredAction, Policy } from './policy.ts';
import * as v from 'valibot';

/** `times` actions of one kind whose price conditions are the same. */
export interface PricedItem {
  readonly fee?: TicketFee;
  readonly reentry?: boolean;
  readonly times: number;
}

/** A rule that applies, how often, and what that comes to. */
export type PricedLine = Charge['rules'][number];

/** What an action would cost, said before it is done. */
export interface Quote {
  readonly lines: readonly PricedLine[];
  readonly credits: number;
  readonly balance: number;
  readonly balanceAfter: number;
}

/** The itemised price. Throws when the policy has no price for an item: a policy must cover every case. */
export function price(policy: Policy, action: MeteredAction, items: readonly PricedItem[]): readonly PricedLine[] {
  return items
    .filter((item) => item.times > 0)
    .map((item) => {
      const rule = policy.prices[action].find(
        ({ when }) =>
          (when.fee === undefined || when.fee === item.fee) &&
          (when.reentry === undefined || when.reentry === (item.reentry ?? false)),
      );
      if (rule === undefined) throw new Error(`Policy ${policy.id} has no price for ${action}`);
      return { words: rule.words, times: item.times, credits: rule.credits * item.times };
    });
}

export function totalCredits(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, line) => sum + line.credits, 0);
}

export function quote(policy: Policy, account: Account, action: MeteredAction, items: readonly PricedItem[]): Quote {
  const lines = price(policy, action, items);
  const credits = totalCredits(lines);
  return { lines, credits, balance: account.balance, balanceAfter: account.balance - credits };
}

/** The tickets of an import as priced items: imported free tickets are issued tickets (GM-13, GM-14). */
export function issuedItems(counts: { readonly free: number; readonly paid: number }): readonly PricedItem[] {
  return [
    { fee: 'none', times: counts.free },
    { fee: 'per-ticket', times: counts.paid },
  ];
}

/** The welcome grant's lot: one per account, by its id (GM-11). */
export const welcomeLotId: EntryId = v.parse(entryIdSchema, 'welcome');

/** What a ticket's history was and becomes through an operation. */
export interface HistoryChange {
  /** All of the ticket's operations on the list, the new one included. */
  readonly operations: readonly TicketOperation[];
  readonly history: TicketHistory;
}

/**
 * The entries that an operation posts. For an operation on a ticket these are the differences between what its
 * history now costs and what has been charged: nothing is rewritten. `pending` are entries that will be posted
 * before these.
 */
export function settle(
  policy: Policy,
  account: Account,
  operation: Operation,
  change: HistoryChange | undefined,
  pending: readonly Entry[],
): readonly Entry[] {
  switch (operation.kind) {
    case 'grantCredits':
      return [{ kind: 'grant', id: operation.lot.id, lot: operation.lot }];
    case 'importTickets':
      return [charge(account, operation.id, price(policy, 'issueTickets', issuedItems(operation)), pending)];
    case 'checkIn':
    case 'checkOut':
    case 'undo':
      return change === undefined ? [] : settleTicket(policy, account, operation, change, pending);
    case 'createEvent':
    case 'defineList':
    case 'refuseScan':
      return [];
    default:
      return unreachable(operation);
  }
}

function settleTicket(
  policy: Policy,
  account: Account,
  operation: TicketOperation,
  { operations, history }: HistoryChange,
  pending: readonly Entry[],
): readonly Entry[] {
  const wanted = wantedLines(policy, history);
  const reversals = operations
    .map((each) => account.outstanding.get(each.id))
    .filter((posted) => posted !== undefined)
    .filter((posted) => !isStill(posted, wanted.get(posted.operation)))
    .map((posted) => reverse(posted, operation.id));
  const reversed = new Set(reversals.map((reversal) => reversal.charge));
  const charges: Charge[] = [];
  for (const [id, lines] of wanted) {
    const posted = account.outstanding.get(id);
    if (posted !== undefined && !reversed.has(posted.id)) continue;
    const before = [...pending, ...reversals, ...charges];
    charges.push({ ...charge(account, id, lines, before), ticket: operation.ticketId });
  }
  return [...reversals, ...charges];
}

function isStill(posted: Charge, wanted: readonly PricedLine[] | undefined): boolean {
  return wanted !== undefined && totalCredits(wanted) === posted.credits;
}

/** What each standing admission costs (GM-2); one that an undo took out, or that found the guest inside, costs nothing. */
function wantedLines(policy: Policy, history: TicketHistory): ReadonlyMap<OperationId, readonly PricedLine[]> {
  const cost = ({ fee }: OperationOf<'checkIn'>, entry: number): readonly PricedLine[] =>
    price(policy, 'checkIn', [{ fee, reentry: entry > 0, times: 1 }]);
  return new Map(history.admissions.map((admission, entry) => [admission.id, cost(admission, entry)]));
}

/** A charge for one operation, drawn from the account as it will be after `pending` entries. */
function charge(
  account: Account,
  operation: OperationId,
  lines: readonly PricedLine[],
  pending: readonly Entry[],
): Charge {
  const credits = totalCredits(lines);
  const times = (account.chargesMade.get(operation) ?? 0) + 1;
  return {
    kind: 'charge',
    id: v.parse(entryIdSchema, `${operation}/charge/${String(times)}`),
    operation,
    rules: [...lines],
    credits,
    ...drawCredits(account, credits, pending),
  };
}

function reverse(posted: Charge, operation: OperationId): Reversal {
  const { ticket, credits, draws, debt } = posted;
  return {
    kind: 'reversal',
    id: v.parse(entryIdSchema, `${posted.id}/reversal`),
    charge: posted.id,
    charged: posted.operation,
    operation,
    ...(ticket === undefined ? {} : { ticket }),
    credits,
    draws,
    debt,
  };
}
