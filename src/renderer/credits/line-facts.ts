import type { DeviceId, TicketId } from '../../shared/ids.ts';
import type { Operation, OperationOf } from '../../shared/operation.ts';
import { countText, moneyText } from '../ui/number-text.ts';
import { paymentWords, words } from './credits-words.ts';
import type { StatementLine } from './statement.ts';

type Source = Pick<StatementLine, 'kind' | 'source' | 'charge' | 'operation'>;

/** Who did it; undefined for what came with time, and where this laptop is not told. */
export function whoOf({ kind, source, charge, operation }: Source): string | undefined {
  if (kind === 'charge' && charge !== undefined) return charge.member;
  return source === undefined ? undefined : operation?.actor;
}

/** The same, and why nobody. */
export function whoText(line: Source): string {
  return whoOf(line) ?? (line.operation === undefined ? words.notTold : words.byItself);
}

/** The laptop on which it was done; undefined for what came with time, and where this laptop is not told. */
export function deviceOf({ source, operation }: Source): DeviceId | undefined {
  return source === undefined ? undefined : operation?.at.device;
}

export function ticketOf({ charge, source }: Source): TicketId | undefined {
  if (charge?.ticket !== undefined) return charge.ticket;
  return source !== undefined && 'ticketId' in source ? source.ticketId : undefined;
}

/** Why it was taken back, where somebody said so. */
export function reasonOf({ kind, operation }: Source): string | undefined {
  return kind === 'reversal' && operation?.kind === 'voidAction' ? operation.reason : undefined;
}

/** What it was done to, other than to a guest: "Invoice 2026-14". */
export function subjectOf({ kind, source, charge }: Source): string | undefined {
  if (kind === 'terms') return undefined;
  return (source && subjectOfOperation(source)) ?? (charge?.ticket === undefined ? charge?.subject : undefined);
}

function subjectOfOperation(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'importTickets':
      return operation.fileName;
    case 'issueTickets':
      return `Order ${operation.orderCode}`;
    case 'sendEmail':
      return countText(operation.recipients, 'recipient');
    case 'createInvites':
      return operation.portal === undefined ? undefined : `Portal ${operation.portal}`;
    case 'createPortal':
    case 'allocateInvites':
    case 'assignPortal':
      return `Portal ${operation.portal}`;
    case 'createInvoice':
    case 'downloadInvoice':
    case 'emailInvoice':
    case 'enablePaymentButton':
      return `Invoice ${operation.invoice}`;
    case 'unlockLead':
      return `Lead ${operation.lead}`;
    case 'uploadLeads':
    case 'contactLeads':
      return countText(operation.count, 'lead');
    case 'buyPack':
      return paymentText(operation);
    case 'earnBonus':
      return operation.person;
    case 'writeOffLease':
      return operation.note;
    case 'createEvent':
    case 'defineList':
    case 'checkIn':
    case 'checkOut':
    case 'refuseScan':
    case 'settleConflict':
    case 'takeLease':
    case 'returnLease':
    case 'undo':
    case 'printBadge':
    case 'choosePolicy':
    case 'changePlan':
    case 'grantCredits':
    case 'defineMember':
    case 'setBillingContact':
    case 'voidAction':
      return undefined;
    default:
      operation satisfies never;
      return undefined;
  }
}

function paymentText({ quantity, name, price, payment }: OperationOf<'buyPack'>): string {
  const pack = quantity === 1 ? name : `${String(quantity)} × ${name}`;
  return `${pack}, ${moneyText(price)} ${paymentWords[payment]}`;
}
