import type { DeviceId, OperationId, TicketId } from '../ids.ts';
import type { Operation } from '../operation.ts';
import type { TicketFee } from '../ticket.ts';

/** What a price may depend on. */
export type Facts = Readonly<Record<string, string | boolean | number>>;

/** `times` actions of one kind whose facts are the same. */
export interface Item {
  readonly facts: Facts;
  readonly times: number;
}

/** An action that a policy may charge for, as the credit engine sees it. */
export interface Intent {
  readonly action: string;
  readonly items: readonly Item[];
  /** Who does it. */
  readonly member: string;
  /** On which laptop, which may hold credits of its own. Undefined: whatever the organisation has counts. */
  readonly device: DeviceId | undefined;
  /** UTC milliseconds. */
  readonly at: number;
  /** The operation that it is or will be. */
  readonly operation?: OperationId;
  /** What it is done to, where that decides the price: an invoice, a portal, a lead. */
  readonly subject?: string;
  readonly ticket?: TicketId;
}

const plain: Facts = {};

function once(facts: Facts = plain): readonly Item[] {
  return [{ facts, times: 1 }];
}

function times(count: number, facts: Facts = plain): readonly Item[] {
  return [{ facts, times: count }];
}

/** Tickets by whether they carry a per-ticket fee (GM-1, GM-13, GM-14). */
export function issuedItems(counts: { readonly free: number; readonly paid: number }): readonly Item[] {
  const fees: readonly (readonly [TicketFee, number])[] = [
    ['none', counts.free],
    ['per-ticket', counts.paid],
  ];
  return fees.flatMap(([fee, count]) => (count === 0 ? [] : times(count, { fee })));
}

/** A ticket's admission; `reentry` when the guest has been in before. */
export function admissionItems(fee: TicketFee, reentry: boolean): readonly Item[] {
  return once({ fee, reentry });
}

/**
 * What an operation does, for the credit engine; undefined for one that no policy could charge for. A check-in is given
 * as the first: what the ticket's history makes of it is known to whoever folds that.
 */
export function intentOf(operation: Operation): Intent | undefined {
  const metered = meteringOf(operation);
  if (metered === undefined) return undefined;
  const { id, at, actor } = operation;
  return { ...metered, member: actor, device: at.device, at: at.ms, operation: id };
}

type Metering = Pick<Intent, 'action' | 'items' | 'subject' | 'ticket'>;

function meteringOf(operation: Operation): Metering | undefined {
  const { kind: action } = operation;
  switch (operation.kind) {
    case 'importTickets':
      return { action: 'issueTickets', items: issuedItems(operation) };
    case 'issueTickets':
      return { action, items: issuedItems(operation), subject: operation.orderCode };
    case 'checkIn':
      return { action, items: admissionItems(operation.fee, false), ticket: operation.ticketId };
    case 'checkOut':
      return { action, items: once(), ticket: operation.ticketId };
    case 'sendEmail':
      return { action, items: times(operation.recipients, { purpose: operation.purpose }) };
    case 'printBadge':
      return { action, items: once(), ticket: operation.ticketId };
    case 'createInvites': {
      const { via, count, portal } = operation;
      return { action, items: times(count, { via }), ...(portal === undefined ? {} : { subject: portal }) };
    }
    case 'createPortal':
    case 'allocateInvites':
    case 'assignPortal':
      return { action, items: once(), subject: operation.portal };
    case 'createInvoice':
    case 'enablePaymentButton':
      return { action, items: once(), subject: operation.invoice };
    case 'downloadInvoice':
      return { action, items: once({ withoutWatermark: operation.withoutWatermark }), subject: operation.invoice };
    case 'emailInvoice':
      return { action, items: times(operation.recipients), subject: operation.invoice };
    case 'unlockLead':
      return { action, items: once(), subject: operation.lead };
    case 'uploadLeads':
      return { action, items: times(operation.count) };
    case 'contactLeads':
      return { action, items: times(operation.count, { by: operation.by }) };
    case 'createEvent':
    case 'defineList':
    case 'refuseScan':
    case 'settleConflict':
    case 'takeLease':
    case 'returnLease':
    case 'writeOffLease':
    case 'undo':
    case 'choosePolicy':
    case 'changePlan':
    case 'buyPack':
    case 'grantCredits':
    case 'earnBonus':
    case 'defineMember':
    case 'setBillingContact':
    case 'voidAction':
      return undefined;
    default:
      operation satisfies never;
      return undefined;
  }
}
