import { RefusedError } from '../../src/renderer/ledger/commit.ts';
import type { OperationIntent } from '../../src/shared/operation.ts';
import type { Chance } from './chance.ts';
import { type Deed, type Doer, record } from './deeds.ts';
import { pickTicket } from './door-people.ts';

/** What people do that costs credits, away from the door. */

/** Does what the policy lets them. */
function metered(words: string, make: (chance: Chance, doer: Doer) => OperationIntent | undefined): Deed {
  return async (doer) => {
    const intent = make(doer.chance, doer);
    if (intent === undefined) return `${words}: not possible`;
    try {
      await record(doer, intent);
      return words;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      doer.counters.count('refused actions');
      return `${words}: refused`;
    }
  };
}

function eventOf({ app }: Doer) {
  return app.ledger.event()?.record.details.id;
}

/** In the event that is open. */
function inEvent(
  words: string,
  make: (chance: Chance, eventId: NonNullable<ReturnType<typeof eventOf>>, doer: Doer) => OperationIntent | undefined,
): Deed {
  return metered(words, (chance, doer) => {
    const eventId = eventOf(doer);
    return eventId === undefined ? undefined : make(chance, eventId, doer);
  });
}

/** A few names, so that several laptops do it to the same one. */
const named = (chance: Chance, what: string): string => `${what} ${String(chance.whole(1, 4))}`;

export const printBadge = inEvent('print', (_, eventId, doer) => {
  const ticket = pickTicket(doer);
  return ticket && { kind: 'printBadge', eventId, ticketId: ticket.id };
});
export const issueTickets = inEvent('issue', (chance, eventId) => ({
  kind: 'issueTickets',
  eventId,
  orderCode: named(chance, 'Order'),
  free: chance.whole(0, 2),
  paid: chance.whole(0, 1),
}));
export const sendEmail = inEvent('email', (chance, eventId) => ({
  kind: 'sendEmail',
  eventId,
  purpose: 'campaign',
  recipients: chance.whole(1, 4),
}));
export const createInvites = inEvent('invite', (chance, eventId) => ({
  kind: 'createInvites',
  eventId,
  via: 'list',
  count: chance.whole(1, 4),
}));
export const assignPortal = inEvent('portal', (chance, eventId) => ({
  kind: 'assignPortal',
  eventId,
  portal: named(chance, 'Portal'),
}));
export const unlockLead = inEvent('lead', (chance, eventId) => ({
  kind: 'unlockLead',
  eventId,
  lead: named(chance, 'Lead'),
}));
export const createInvoice = inEvent('invoice', (chance, eventId) => ({
  kind: 'createInvoice',
  eventId,
  invoice: named(chance, 'Invoice'),
}));
export const emailInvoice = inEvent('email invoice', (chance, eventId) => ({
  kind: 'emailInvoice',
  eventId,
  invoice: named(chance, 'Invoice'),
  recipients: 1,
}));
export const enableButton = inEvent('payment button', (chance, eventId) => ({
  kind: 'enablePaymentButton',
  eventId,
  invoice: named(chance, 'Invoice'),
}));
export const earnBonus = metered('bonus', (chance) => ({
  kind: 'earnBonus',
  bonus: 'referral',
  person: named(chance, 'Friend'),
}));

const voidable: readonly string[] = [
  'printBadge',
  'sendEmail',
  'issueTickets',
  'createInvites',
  'assignPortal',
  'unlockLead',
  'createInvoice',
  'emailInvoice',
  'enablePaymentButton',
];

/** Takes back something that any laptop did, or a part of it. */
export const voidAction = metered('void', (chance, { app, counters }) => {
  const done = app.ledger.books.rows.flatMap(({ operation }) =>
    operation !== undefined && voidable.includes(operation.kind) ? [operation] : [],
  );
  const target = chance.pick(done.slice(-20));
  if (target === undefined) return undefined;
  counters.count('voids');
  const part = chance.likely(0.3) ? { credits: 1 } : {};
  return { kind: 'voidAction', target: target.id, reason: 'It failed', ...part };
});
