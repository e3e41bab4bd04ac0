import { describe, expect, it } from 'vitest';
import { aCheckIn, aCheckOut, aList, aTicket, listId } from '../../../test/builders/facts.ts';
import { admit, type AdmissionFacts } from './admit.ts';
import { foldHistory } from './history.ts';
import { refusalCodes, type VerdictCode } from './verdict.ts';

const day = 86_400_000;

function facts(changes: Partial<AdmissionFacts> = {}): AdmissionFacts {
  const unknown = { otherLists: [], history: foldHistory([]), insideCount: 0, entriesToday: 0, now: 10 * day };
  return { ticket: aTicket(), list: aList(), ...unknown, ...changes };
}

/** For each refusal that a ticket or list can bring about: facts that do. Later rows must not win over earlier ones. */
const reasons: readonly { readonly code: VerdictCode; readonly facts: (before: AdmissionFacts) => AdmissionFacts }[] = [
  {
    code: 'already_redeemed',
    facts: (before) => ({ ...before, history: foldHistory([aCheckIn({ id: 'a', ms: 1 })]) }),
  },
  { code: 'rules', facts: (before) => ({ ...before, list: { ...before.list, entriesPerDay: 1 }, entriesToday: 1 }) },
  { code: 'unpaid', facts: (before) => ({ ...before, ticket: { ...before.ticket, paid: false } }) },
  { code: 'product', facts: (before) => ({ ...before, list: { ...before.list, ticketTypes: ['VIP'] } }) },
  { code: 'invalid_time', facts: (before) => ({ ...before, ticket: { ...before.ticket, validUntilAt: before.now } }) },
  { code: 'unapproved', facts: (before) => ({ ...before, ticket: { ...before.ticket, status: 'unapproved' } }) },
  { code: 'blocked', facts: (before) => ({ ...before, ticket: { ...before.ticket, status: 'blocked' } }) },
  { code: 'canceled', facts: (before) => ({ ...before, ticket: { ...before.ticket, status: 'canceled' } }) },
];

describe('precedence of verdicts', () => {
  it('lists every refusal of a known ticket, in the order of refusalCodes', () => {
    const decided = refusalCodes.filter((code) => code !== 'invalid' && code !== 'wrong_event');
    expect(reasons.map(({ code }) => code).reverse()).toEqual(decided);
  });

  it.each(reasons.map((reason, index) => ({ code: reason.code, index })))(
    '$code wins over everything that comes after it',
    ({ code, index }) => {
      const all = reasons.slice(0, index + 1).reduce((sum, reason) => reason.facts(sum), facts());
      expect(admit(all).code).toBe(code);
      const alone = reasons[index]?.facts(facts());
      expect(alone && admit(alone).code).toBe(code);
    },
  );
});

describe('admit', () => {
  const inside = foldHistory([aCheckIn({ id: 'a', ms: 1 })]);
  const gone = foldHistory([aCheckIn({ id: 'a', ms: 1 }), aCheckOut({ id: 'o', ms: 2 })]);
  const vip = aTicket({ ticketType: 'VIP' });

  const rows: readonly { name: string; facts: Partial<AdmissionFacts>; outcome: string; code: VerdictCode }[] = [
    { name: 'first scan: ok', facts: {}, outcome: 'admit', code: 'ok' },
    {
      name: 'a note is shown: attention',
      facts: { ticket: aTicket({ note: 'Wheelchair' }) },
      outcome: 'admit',
      code: 'attention',
    },
    {
      name: 'a VIP flag is shown: attention',
      facts: { ticket: aTicket({ attention: true }) },
      outcome: 'admit',
      code: 'attention',
    },
    { name: 'second scan: already_redeemed', facts: { history: inside }, outcome: 'already', code: 'already_redeemed' },
    {
      name: 'once, after an exit: already_redeemed',
      facts: { history: gone },
      outcome: 'already',
      code: 'already_redeemed',
    },
    {
      name: 'after-exit, after an exit: ok',
      facts: { history: gone, list: aList({ reentry: 'after-exit' }) },
      outcome: 'admit',
      code: 'ok',
    },
    {
      name: 'after-exit, inside: already_redeemed',
      facts: { history: inside, list: aList({ reentry: 'after-exit' }) },
      outcome: 'already',
      code: 'already_redeemed',
    },
    {
      name: 'many, inside: ok',
      facts: { history: inside, list: aList({ reentry: 'many' }) },
      outcome: 'admit',
      code: 'ok',
    },
    {
      name: 'unpaid where the list includes pending: ok',
      facts: { ticket: aTicket({ paid: false }), list: aList({ includesPending: true }) },
      outcome: 'admit',
      code: 'ok',
    },
    {
      name: 'valid-from is inclusive: a millisecond early',
      facts: { ticket: aTicket({ validFromAt: 10 * day + 1 }) },
      outcome: 'refuse',
      code: 'invalid_time',
    },
    {
      name: 'valid-from is inclusive: on the dot',
      facts: { ticket: aTicket({ validFromAt: 10 * day }) },
      outcome: 'admit',
      code: 'ok',
    },
    {
      name: 'valid-until is exclusive: a millisecond before',
      facts: { ticket: aTicket({ validUntilAt: 10 * day + 1 }) },
      outcome: 'admit',
      code: 'ok',
    },
    {
      name: 'valid-until is exclusive: on the dot',
      facts: { ticket: aTicket({ validUntilAt: 10 * day }) },
      outcome: 'refuse',
      code: 'invalid_time',
    },
    {
      name: 'capacity reached: rules',
      facts: { list: aList({ capacity: 5 }), insideCount: 5 },
      outcome: 'refuse',
      code: 'rules',
    },
    {
      name: 'capacity not reached: ok',
      facts: { list: aList({ capacity: 5 }), insideCount: 4 },
      outcome: 'admit',
      code: 'ok',
    },
    {
      name: 'somebody inside takes no further place',
      facts: { list: aList({ capacity: 5, reentry: 'many' }), insideCount: 5, history: inside },
      outcome: 'admit',
      code: 'ok',
    },
    {
      name: 'times per day reached: rules',
      facts: { list: aList({ entriesPerDay: 2, reentry: 'many' }), entriesToday: 2 },
      outcome: 'refuse',
      code: 'rules',
    },
    {
      name: 'a ticket type of the list: ok',
      facts: { ticket: vip, list: aList({ ticketTypes: ['VIP'] }) },
      outcome: 'admit',
      code: 'ok',
    },
  ];

  it.each(rows)('$name', ({ facts: changes, outcome, code }) => {
    expect(admit(facts(changes))).toMatchObject({ outcome, code });
  });

  it('already_redeemed says when, where, by whom and whether the guest is inside', () => {
    expect(admit(facts({ history: gone }))).toMatchObject({
      earlier: { at: 1, gate: 'Gate A', actor: 'Kim' },
      inside: false,
    });
  });

  it('product says where to go', () => {
    const lounge = aList({ id: listId('lounge'), name: 'VIP lounge', ticketTypes: ['VIP'] });
    const verdict = admit(facts({ ticket: vip, list: aList({ ticketTypes: ['Regular'] }), otherLists: [lounge] }));
    expect(verdict).toMatchObject({ code: 'product', ticketType: 'VIP', admittedOn: ['VIP lounge'] });
  });

  it('unpaid says what is due', () => {
    const ticket = aTicket({ paid: false, price: { minor: 2_500, currency: 'EUR' } });
    expect(admit(facts({ ticket }))).toMatchObject({ code: 'unpaid', due: { minor: 2_500, currency: 'EUR' } });
  });
});
