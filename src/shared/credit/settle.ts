import canonicalize from 'canonicalize';
import { foldHistory, type TicketHistory } from '../admission/history.ts';
import { deriveEntryId, type OperationId } from '../ids.ts';
import type { Operation, OperationOf, TicketOperation } from '../operation.ts';
import { unreachable } from '../unreachable.ts';
import { agree, takePlan, toTerms } from './agree.ts';
import { postDue, toGrant } from './due.ts';
import type { Charge, Entry, TermsChange } from './entry.ts';
import { foldName } from './fold-name.ts';
import { admissionItems, type Intent, intentOf } from './intent.ts';
import { closeOperation, type CreditLedger, postNew, ruleOf } from './ledger.ts';
import type { Lot } from './lot.ts';
import type { Policy } from './policy.ts';
import { priceIntent } from './price.ts';
import { fileOperation, isVoided, subjectKey, type SubjectOperation } from './posted.ts';
import { reverse } from './reverse.ts';
import { returnLease, revive, takeLease, writeOffLease } from './settle-lease.ts';

/** What a ticket's history becomes through an operation. */
export interface HistoryChange {
  /** All of the ticket's operations on the list, the new one included. */
  readonly operations: readonly TicketOperation[];
  readonly history: TicketHistory;
}

/**
 * Accepts an operation: posts everything that it brings about, and returns those entries in order. What an operation
 * means can depend on others (a ticket's history, who came first); then the differences to what has been charged so far
 * are posted, and nothing is rewritten. It never refuses: whoever wants to ask first calls `act`. `told` is the
 * operation as the log tells it, where it counts at another time than it says: notices are of that, for everybody alike.
 */
export function settle(
  ledger: CreditLedger,
  operation: Operation,
  change?: HistoryChange,
  told = operation,
): readonly Entry[] {
  fileOperation(ledger.posted, operation, ledger.policies.once);
  const due = postDue(ledger, operation.at.ms);
  const entries = settleOperation(ledger, operation, change);
  const dueThen = postDue(ledger, Math.max(operation.at.ms, ledger.account.clock));
  closeOperation(ledger, told);
  return [...due, ...entries, ...dueThen];
}

function settleOperation(
  ledger: CreditLedger,
  operation: Operation,
  change: HistoryChange | undefined,
): readonly Entry[] {
  switch (operation.kind) {
    case 'checkIn':
    case 'checkOut':
    case 'undo':
      return change === undefined ? [] : settleTicket(ledger, operation, change);
    case 'choosePolicy':
      return agree(ledger, operation);
    case 'changePlan':
      return changePlan(ledger, operation);
    case 'buyPack':
      return grant(ledger, packLot(operation), operation.at.ms);
    case 'grantCredits':
      return give(ledger, operation.lot, operation.at.ms);
    case 'earnBonus':
      return earnBonus(ledger, operation);
    case 'defineMember':
      return agreeOn(ledger, operation, { what: 'member', member: operation.member, limits: operation.limits });
    case 'setBillingContact':
      return agreeOn(ledger, operation, { what: 'billing-contact', contact: operation.contact });
    case 'voidAction':
      return returnVoided(ledger, operation.target, operation);
    case 'createEvent':
    case 'defineList':
    case 'refuseScan':
    case 'settleConflict':
      return [];
    case 'takeLease':
      return takeLease(ledger, operation);
    case 'returnLease':
      return returnLease(ledger, operation);
    case 'writeOffLease':
      return writeOffLease(ledger, operation);
    case 'importTickets':
    case 'issueTickets':
    case 'sendEmail':
    case 'printBadge':
    case 'createInvites':
    case 'createPortal':
    case 'allocateInvites':
    case 'assignPortal':
    case 'createInvoice':
    case 'downloadInvoice':
    case 'emailInvoice':
    case 'enablePaymentButton':
    case 'unlockLead':
    case 'uploadLeads':
    case 'contactLeads':
      return settleMetered(ledger, operation);
    default:
      return unreachable(operation);
  }
}

/** What each standing admission costs (GM-2); one that an undo took out, or that found the guest inside, costs nothing. */
function settleTicket(ledger: CreditLedger, operation: TicketOperation, change: HistoryChange): readonly Entry[] {
  const { operations, history } = change;
  const wanted = new Map<OperationId, Intent>();
  for (const [index, { id, fee, ticketId: ticket, actor: member, at }] of history.admissions.entries()) {
    const items = admissionItems(fee, index > 0);
    const { device } = at;
    wanted.set(id, { action: 'checkIn', items, member, device, at: operation.at.ms, operation: id, ticket });
  }
  const firstPaid = history.admissions[0]?.id;
  return settleGroup(ledger, operation, {
    operations,
    wanted,
    stoodBefore: admissionsBefore(operation, change),
    isAgain: (id) => id !== firstPaid,
  });
}

function admissionsBefore({ id: now }: Operation, { operations, history: { first } }: HistoryChange): Set<OperationId> {
  const arrivedAt = first?.operationId === undefined ? first?.at : undefined;
  const before = operations.filter(({ id }) => id !== now);
  return new Set(foldHistory(before, arrivedAt).admissions.map(({ id }) => id));
}

/** What each standing operation on a subject costs: the earliest pays (II-6, ZP-2), and all others have it for nothing. */
function settleSubject(ledger: CreditLedger, operation: Operation, action: string, subject: string): readonly Entry[] {
  const all = ledger.posted.subjects.get(subjectKey(action, subject))?.operations ?? [];
  const stands = ({ id }: SubjectOperation): boolean => !isVoided(ledger.posted, id);
  const reopens = ruleOf(ledger, action)?.rule.once?.reopens ?? true;
  const payer = all.find((each) => !reopens || stands(each))?.id;
  const standing = all.filter(stands);
  return settleGroup(ledger, operation, {
    operations: all,
    wanted: new Map(standing.map(({ id, intent }) => [id, { ...intent, at: operation.at.ms }])),
    stoodBefore: new Set(standing.map(({ id }) => id).filter((id) => id !== operation.id)),
    isAgain: (id) => id !== payer,
  });
}

/** Operations that belong together, and what is to be charged for them. */
interface Group {
  readonly operations: readonly { readonly id: OperationId }[];
  readonly wanted: ReadonlyMap<OperationId, Intent>;
  /** Wanted before this operation came: one of them that is not charged was not metered when it was done. */
  readonly stoodBefore: ReadonlySet<OperationId>;
  readonly isAgain: (id: OperationId) => boolean;
}

/**
 * Makes what is charged for operations that belong together what it should be: reverses the charges that are not wanted
 * or were made for another place in the order, then charges what is missing.
 */
function settleGroup(
  ledger: CreditLedger,
  operation: Operation,
  { operations, wanted, stoodBefore, isAgain }: Group,
): readonly Entry[] {
  const isCharged = (id: OperationId): boolean => ledger.posted.billings.get(id)?.stands === true;
  const unmetered = new Set([...stoodBefore].filter((id) => !isCharged(id)));
  const entries: Entry[] = [];
  for (const { id } of operations) {
    const billing = ledger.posted.billings.get(id);
    if (billing?.stands !== true) continue;
    if (wanted.has(id) && billing.charge.again === isAgain(id)) continue;
    entries.push(...reverse(ledger, billing, billing.charge.credits - billing.returned, operation.id, operation.at.ms));
  }
  for (const [id, intent] of wanted) {
    if (!isCharged(id) && !unmetered.has(id)) entries.push(...charge(ledger, intent, id, isAgain(id)));
  }
  return entries;
}

function settleMetered(ledger: CreditLedger, operation: Operation): readonly Entry[] {
  const intent = intentOf(operation);
  if (intent === undefined || ledger.posted.billings.get(operation.id) !== undefined) return [];
  const { action, subject } = intent;
  const charges =
    subject !== undefined && ruleOf(ledger, action)?.rule.once !== undefined
      ? settleSubject(ledger, operation, action, subject)
      : charge(ledger, intent, operation.id, false);
  return [...charges, ...returnVoided(ledger, operation.id, operation)];
}

/** Returns what voids have taken back of an action and what has not been returned yet. An admission is undone instead. */
function returnVoided(ledger: CreditLedger, target: OperationId, operation: Operation): readonly Entry[] {
  const billing = ledger.posted.billings.get(target);
  const voids = ledger.posted.voids.get(target)?.by ?? [];
  if (billing?.stands !== true || voids.length === 0 || billing.charge.action === 'checkIn') return [];
  const { credits, action, subject } = billing.charge;
  if (subject !== undefined && ledger.policies.once.has(action) && isVoided(ledger.posted, target)) {
    return settleSubject(ledger, operation, action, subject);
  }
  const voided = voids.reduce((sum, each) => sum + (each.credits ?? credits), 0);
  const missing = Math.min(voided, credits) - billing.returned;
  return missing > 0 || credits === 0 ? reverse(ledger, billing, missing, operation.id, operation.at.ms) : [];
}

/** Charges an action for an operation; nothing is posted where no policy meters it, or where it is done to nothing. */
function charge(ledger: CreditLedger, intent: Intent, operation: OperationId, again: boolean): readonly Entry[] {
  const priced = priceIntent(ledger, intent, again, 'late');
  if (priced === undefined || intent.items.length === 0) return [];
  const { type, lines, credits, draws, revived, debt, terms } = priced;
  const { action, member, at, ticket, subject } = intent;
  const before = ledger.posted.billings.get(operation)?.entries.filter(({ kind }) => kind === 'charge') ?? [];
  const made: Charge = {
    kind: 'charge',
    id: deriveEntryId(operation, 'charge', before.length + 1),
    at,
    type: type.id,
    action,
    operation,
    member,
    ...(ticket === undefined ? {} : { ticket }),
    ...(subject === undefined ? {} : { subject }),
    again,
    rules: [...lines],
    credits,
    draws: [...draws],
    debt,
    ...(terms.length === 0 ? {} : { terms: [...terms] }),
  };
  const found = revived.flatMap(({ lot, credits: lost }) => revive(ledger, lot, type.id, lost, made));
  return [...found, ...postNew(ledger, made)];
}

/** A lot that is there already is not granted again. */
function grant(ledger: CreditLedger, lot: Lot, at: number): readonly Entry[] {
  return postNew(ledger, toGrant(lot, at));
}

/** The same lot given again counts once; another one under its id is a conflict. */
function give(ledger: CreditLedger, lot: Lot, at: number): readonly Entry[] {
  const there = ledger.account.lots.get(lot.id)?.lot;
  if (there !== undefined && canonicalize(there) !== canonicalize(lot)) {
    ledger.conflicts.push(toGrant(lot, at));
    return [];
  }
  return grant(ledger, lot, at);
}

function packLot({ id, at, type, credits, name }: OperationOf<'buyPack'>): Lot {
  return { id: deriveEntryId(id, 'pack'), type, source: 'pack', credits, startsAt: at.ms, words: name };
}

function changePlan(ledger: CreditLedger, { id, at, policy: policyId, plan: planId }: OperationOf<'changePlan'>) {
  const policy = ledger.policies.byId.get(policyId);
  const plan = policy?.plans.find((each) => each.id === planId);
  return policy === undefined || plan === undefined ? [] : takePlan(ledger, policy, plan, id, at.ms);
}

/** A bonus counts once for each person, however the name is written (ZP-9). */
function earnBonus(ledger: CreditLedger, { at, bonus: bonusId, person }: OperationOf<'earnBonus'>): readonly Entry[] {
  const bonus = bonusOf(ledger, bonusId);
  if (bonus === undefined) return [];
  const { type, credits, words } = bonus;
  const id = deriveEntryId('bonus', bonusId, foldName(person));
  return grant(ledger, { id, type, source: 'bonus', credits, startsAt: at.ms, words }, at.ms);
}

function bonusOf({ policies, account }: CreditLedger, id: string): Policy['bonuses'][number] | undefined {
  return account.contract.policies
    .flatMap((policy) => policies.byId.get(policy)?.bonuses ?? [])
    .find((bonus) => bonus.id === id);
}

function agreeOn(ledger: CreditLedger, { id, at }: Operation, change: TermsChange): readonly Entry[] {
  return postNew(ledger, toTerms(id, at.ms, change));
}
