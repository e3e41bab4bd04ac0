import type { OperationOf } from '../../src/shared/operation.ts';
import { anOperation, operationId, ticketId, type When } from './facts.ts';

/** Emails to so many: what spends any number of credits under Guest Manager. */
export function anEmail(when: When, recipients: number): OperationOf<'sendEmail'> {
  return anOperation('sendEmail', when, { purpose: 'campaign', recipients });
}

export function aPrint(when: When, ticket = 'T-1'): OperationOf<'printBadge'> {
  return anOperation('printBadge', when, { ticketId: ticketId(ticket) });
}

export function anUnlock(when: When, lead: string): OperationOf<'unlockLead'> {
  return anOperation('unlockLead', when, { lead });
}

export function someInvites(when: When, count: number, via: OperationOf<'createInvites'>['via'] = 'list') {
  return anOperation('createInvites', when, { via, count });
}

/** Takes back the action named `target`, or so many credits of it. */
export function aVoid(when: When, target: string, credits?: number): OperationOf<'voidAction'> {
  const part = credits === undefined ? {} : { credits };
  return anOperation('voidAction', when, { target: operationId(target), reason: 'It failed', ...part });
}

export function aPack(when: When, credits: number, type = 'credit'): OperationOf<'buyPack'> {
  const price = { minor: credits * 10, currency: 'EUR' };
  return anOperation('buyPack', when, { name: 'A pack', type, quantity: 1, credits, price, payment: 'invoice' });
}

export function aChoice(when: When, policies: readonly string[], timeZone = 'UTC'): OperationOf<'choosePolicy'> {
  return anOperation('choosePolicy', when, { policies: [...policies], timeZone });
}

export function aPlanChange(when: When, policy: string, plan: string): OperationOf<'changePlan'> {
  return anOperation('changePlan', when, { policy, plan });
}

export function aLimit(when: When, member: string, limits: Record<string, number>): OperationOf<'defineMember'> {
  return anOperation('defineMember', when, { member, limits });
}
