import { describe, expect, it } from 'vitest';
import { aLimit, anEmail, anUnlock, aPack, aPrint, aVoid, someInvites } from '../../../test/builders/account-facts.ts';
import { aCheckIn, aCheckOut, aGrant, anOperation, anUndo, instant } from '../../../test/builders/facts.ts';
import { aPolicy } from '../../../test/builders/policies.ts';
import { inWords } from '../../../test/builders/story.ts';
import { openTill, type Till } from '../../../test/builders/till.ts';
import { foldHistory } from '../admission/history.ts';
import type { Operation } from '../operation.ts';
import { act } from './act.ts';
import { intentOf } from './intent.ts';
import { artsvpInvites } from './policies/artsvp.ts';
import { instantInvoice } from './policies/instant-invoice.ts';
import { zaplify } from './policies/zaplify.ts';
import { type Answer, quote } from './quote.ts';

/** What the ledger answers to somebody who is about to do this. */
function ask({ ledger }: Till, operation: Operation): Answer {
  const intent = intentOf(operation);
  if (intent === undefined) throw new Error(`${operation.kind} is not metered`);
  return quote(ledger, intent);
}

describe('a quote', () => {
  it('X-2 gives the cost line by line, the lots that would pay, and the balance after it', () => {
    const till = openTill({ credits: 50 });
    const issue = anOperation('issueTickets', { id: 'i', ms: 1 }, { orderCode: 'A', free: 12, paid: 3 });
    expect(ask(till, issue)).toMatchObject({
      kind: 'quote',
      credits: 12,
      lines: [
        { words: 'Issuing a free ticket: 1 credit', times: 12, credits: 12 },
        { words: 'Issuing a paid ticket: covered by its fee', times: 3, credits: 0 },
      ],
      draws: [{ lot: 'start', credits: 12 }],
      debt: 0,
      balance: 50,
      balanceAfter: 38,
    });
    till.take(issue);
    expect(till.holding().balance).toBe(38);
  });

  it('X-2 changes nothing', () => {
    const till = openTill({ credits: 5 });
    const before = structuredClone(till.holding());
    ask(till, anEmail({ id: 'e', ms: 1 }, 3));
    expect(till.holding()).toEqual(before);
    expect(till.ledger.posted.billings.get(anEmail({ id: 'e', ms: 1 }, 3).id)).toBeUndefined();
  });

  it('says what would go into debt where nothing is refused (GM-9)', () => {
    expect(ask(openTill({ credits: 5 }), anEmail({ id: 'e', ms: 1 }, 8))).toMatchObject({
      kind: 'quote',
      credits: 8,
      debt: 3,
      balanceAfter: -3,
    });
  });

  it('is unmetered where no policy chosen has a price', () => {
    expect(ask(openTill(), anUnlock({ id: 'l', ms: 1 }, 'Lea'))).toEqual({ kind: 'unmetered' });
  });

  it('is of the first policy chosen that has a price, though another has one too', () => {
    const dearer = aPolicy({ id: 'dearer' });
    const till = openTill({ known: [dearer] });
    const choose = (id: string, ms: number, policies: string[]) =>
      anOperation('choosePolicy', { id, ms }, { policies, timeZone: 'UTC' });
    till.take(choose('a', 1, ['guest-manager', 'dearer']));
    expect(ask(till, aPrint({ id: 'p', ms: 2 }))).toMatchObject({ credits: 1 });
    till.take(choose('b', 3, ['dearer', 'guest-manager']));
    expect(ask(till, aPrint({ id: 'p', ms: 4 }))).toMatchObject({ credits: 5 });
  });
});

describe('a refusal', () => {
  it('X-5 at zero, offline on one laptop, says what is needed, what there is, and changes nothing', () => {
    const till = openTill({ policy: artsvpInvites, credits: 0 });
    const acted = till.act(someInvites({ id: 'i', ms: 1 }, 1, 'single'));
    expect(acted).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'credits', need: 1, have: 0, arrival: undefined },
    });
    expect(till.entries).toEqual([]);
    expect(till.holding()).toMatchObject({ balance: 0, spent: 0, debt: 0 });
  });

  it('can be tried again under the same id once credits are there', () => {
    const till = openTill({ policy: artsvpInvites, credits: 0 });
    const invite = someInvites({ id: 'i', ms: 5 }, 2);
    expect(till.act(invite)).toMatchObject({ kind: 'refused' });
    till.take(aPack({ id: 'p', ms: 1 }, 2, 'invite'));
    expect(till.act(invite)).toMatchObject({ kind: 'done' });
    expect(till.holding().balance).toBe(0);
  });

  it('says when the plan next brings credits, and how many', () => {
    const begin = instant('2027-01-31');
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    for (let lead = 0; lead < 100; lead += 1)
      till.take(anUnlock({ id: String(lead), ms: begin + 1 }, `Lead ${String(lead)}`));
    expect(till.act(anUnlock({ id: 'one-more', ms: begin + 2 }, 'Lea'))).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'credits', need: 1, have: 0, arrival: { at: instant('2027-02-28'), credits: 100 } },
    });
    expect(till.act(anUnlock({ id: 'then', ms: instant('2027-02-28') }, 'Lea'))).toMatchObject({ kind: 'done' });
  });

  it.each([
    { name: 'lots for other actions', facts: { scope: ['printBadge'] } },
    { name: 'lots that have not begun', facts: { startsAt: 1_000 } },
  ])('does not count $name', ({ facts }) => {
    const till = openTill({ policy: aPolicy(), credits: 2 });
    till.take(aGrant({ id: 'other', ms: 1 }, 10, facts));
    expect(till.act(anEmail({ id: 'e', ms: 5 }, 3))).toMatchObject({ kind: 'refused', refusal: { need: 3, have: 2 } });
    expect(till.act(anEmail({ id: 'f', ms: 6 }, 2))).toMatchObject({ kind: 'done' });
  });

  it('a refusing policy still accepts what happened elsewhere, and the next pack pays for it', () => {
    const till = openTill({ policy: aPolicy(), credits: 2 });
    expect(inWords(till.take(anEmail({ id: 'e', ms: 1, device: 'two' }, 3)))).toEqual(['spent 3: start 2, debt 1']);
    till.take(aPack({ id: 'p', ms: 2 }, 4));
    expect(till.holding()).toMatchObject({ balance: 3, debt: 0 });
  });

  it('what costs nothing is done at zero, and below', () => {
    const till = openTill({ policy: artsvpInvites, credits: 0 });
    const give = anOperation('allocateInvites', { id: 'a', ms: 1 }, { portal: 'Acme', invites: 20 });
    expect(till.act(give)).toMatchObject({ kind: 'done', entries: [{ credits: 0 }] });
  });

  it('the free tier gives what is free instead, on terms', () => {
    const till = openTill({ policy: instantInvoice, credits: 0 });
    const download = anOperation('downloadInvoice', { id: 'd', ms: 1 }, { invoice: 'R-1', withoutWatermark: true });
    expect(ask(till, download)).toMatchObject({ kind: 'quote', credits: 0, terms: ['watermark'], debt: 0 });
  });
});

describe('a member’s limit', () => {
  const begin = instant('2027-01-31');
  const unlock = (id: string, ms: number, actor = 'Kim') => anUnlock({ id, ms, actor }, `Lead ${id}`);

  function limited(): Till {
    const till = openTill({ policy: zaplify, credits: 0, beginsAt: begin });
    till.take(aLimit({ id: 'limit', ms: begin + 1 }, 'Kim', { lead: 2 }));
    till.take(unlock('a', begin + 2));
    till.take(unlock('b', begin + 3));
    return till;
  }

  it('ZP-8 limit reached by one member only: refused for that one, and nobody else', () => {
    const till = limited();
    expect(till.act(unlock('c', begin + 4))).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'limit', limit: 2, need: 1, have: 0, renewsAt: instant('2027-02-28') },
    });
    expect(till.act(unlock('d', begin + 4, 'Ola'))).toMatchObject({ kind: 'done' });
    expect(till.holding().balance).toBe(97);
  });

  it('ZP-2 ZP-8 at the limit, what a colleague has unlocked is still free', () => {
    const till = limited();
    till.take(unlock('d', begin + 4, 'Ola'));
    expect(till.act(anUnlock({ id: 'e', ms: begin + 5 }, 'Lead d'))).toMatchObject({
      kind: 'done',
      entries: [{ credits: 0 }],
    });
  });

  it('begins anew with the period', () => {
    expect(limited().act(unlock('c', instant('2027-02-28')))).toMatchObject({ kind: 'done' });
  });

  it('a refund gives the member back what it spent in this period', () => {
    const till = limited();
    till.take(aVoid({ id: 'v', ms: begin + 4, actor: 'Ola' }, 'b'));
    expect(till.act(unlock('c', begin + 5))).toMatchObject({ kind: 'done' });
    expect(till.act(unlock('d', begin + 6))).toMatchObject({ kind: 'refused' });
  });

  it('a refund of last period’s charge does not raise this period’s limit', () => {
    const till = limited();
    const next = instant('2027-02-28');
    till.take(unlock('c', next));
    till.take(unlock('d', next + 1));
    till.take(aVoid({ id: 'v', ms: next + 2 }, 'a'));
    expect(till.act(unlock('e', next + 3))).toMatchObject({ kind: 'refused', refusal: { have: 0 } });
  });

  it('can be raised, and set to none at all', () => {
    const till = limited();
    till.take(aLimit({ id: 'raise', ms: begin + 4 }, 'Kim', { lead: 3 }));
    expect(till.act(unlock('c', begin + 5))).toMatchObject({ kind: 'done' });
    till.take(aLimit({ id: 'zero', ms: begin + 6 }, 'Ola', { lead: 0 }));
    expect(till.act(unlock('d', begin + 7, 'Ola'))).toMatchObject({ kind: 'refused', refusal: { limit: 0, have: 0 } });
  });

  it('counts on through a larger plan in the same period, and anew in a new one', () => {
    const till = limited();
    const change = (id: string, ms: number, plan: string) =>
      anOperation('changePlan', { id, ms }, { policy: 'zaplify', plan });
    till.take(change('larger', begin + 4, 'monthly-500'));
    expect(till.act(unlock('c', begin + 5))).toMatchObject({ kind: 'refused' });
    till.take(change('annual', begin + 10, 'annual-1200'));
    expect(till.act(unlock('d', begin + 11))).toMatchObject({ kind: 'done' });
    expect(till.act(unlock('e', begin + 12))).toMatchObject({ kind: 'done' });
    // The month of the plan before has ended; the year has not.
    expect(till.act(unlock('f', instant('2027-03-15')))).toMatchObject({
      kind: 'refused',
      refusal: { renewsAt: instant('2028-01-31') + 10 },
    });
  });
});

describe('acting', () => {
  it('act charges what the quote said or asks again (X-2)', () => {
    const till = openTill({ policy: instantInvoice, credits: 1 });
    const download = (id: string, ms: number) =>
      anOperation('downloadInvoice', { id, ms }, { invoice: 'R-1', withoutWatermark: true });
    const quoted = ask(till, download('d', 1));
    if (quoted.kind !== 'quote') throw new Error('There is a credit for it');
    // Somebody else takes the last credit in between.
    till.take(download('other', 2));
    expect(act(till.ledger, download('d', 3), undefined, quoted)).toMatchObject({
      kind: 'requote',
      quote: { credits: 0, terms: ['watermark'] },
    });
    till.take(aPack({ id: 'p', ms: 4 }, 1, 'invoice-pack'));
    const acted = act(till.ledger, download('d', 5), undefined, quoted);
    expect(acted).toMatchObject({ kind: 'done', entries: [{ credits: quoted.credits }] });
  });

  it('asks again where the price is the same but comes on other terms', () => {
    const till = openTill({ policy: instantInvoice, credits: 4, beginsAt: 0 });
    const create = (id: string, ms: number) => anOperation('createInvoice', { id, ms }, { invoice: id });
    till.take(create('R-1', 1));
    const quoted = ask(till, create('R-3', 2));
    expect(quoted).toMatchObject({ credits: 1, terms: ['watermark'] });
    till.take(create('R-2', 3));
    if (quoted.kind !== 'quote') throw new Error('There is a credit for it');
    expect(act(till.ledger, create('R-3', 4), undefined, quoted)).toMatchObject({
      kind: 'requote',
      quote: { credits: 1, terms: [] },
    });
  });

  it('asks again where a price has come or gone with the policy', () => {
    const till = openTill({ credits: 5 });
    const quoted = { credits: 1, terms: [] };
    till.take(anOperation('choosePolicy', { id: 'c', ms: 1 }, { policies: ['zaplify'], timeZone: 'UTC' }));
    expect(act(till.ledger, aPrint({ id: 'p', ms: 2 }), undefined, quoted)).toEqual({
      kind: 'requote',
      quote: { kind: 'unmetered' },
    });
    expect(act(till.ledger, aPrint({ id: 'p', ms: 2 }), undefined, { credits: 0, terms: [] })).toEqual({
      kind: 'done',
      entries: [],
    });
  });

  it('refuses a check-in where its policy does, but not a duplicate, a check-out or an undo', () => {
    const door = aPolicy({
      actions: {
        checkIn: { name: 'Checking in', type: 'credit', prices: [{ when: {}, credits: 1, words: 'A check-in: 1' }] },
      },
    });
    const { ledger } = openTill({ policy: door, credits: 1 });
    const first = aCheckIn({ id: 'a', ms: 1 });
    const doing = (operations: readonly [...(typeof first)[]]) => ({ operations, history: foldHistory(operations) });
    expect(act(ledger, first, doing([first]))).toMatchObject({ kind: 'done', entries: [{ credits: 1 }] });
    const duplicate = aCheckIn({ id: 'b', ms: 2 });
    expect(act(ledger, duplicate, doing([first, duplicate]))).toEqual({ kind: 'done', entries: [] });
    const other = aCheckIn({ id: 'c', ms: 3, ticket: 'T-2' });
    expect(act(ledger, other, doing([other]))).toMatchObject({ kind: 'refused', refusal: { need: 1, have: 0 } });
    const exit = aCheckOut({ id: 'o', ms: 4 });
    const leaving = [first, duplicate, exit];
    expect(act(ledger, exit, { operations: leaving, history: foldHistory(leaving) })).toEqual({
      kind: 'done',
      entries: [],
    });
    const undo = anUndo({ id: 'u', ms: 5 }, 'a');
    const undone = [...leaving, undo];
    const acted = act(ledger, undo, { operations: undone, history: foldHistory(undone) });
    expect(acted.kind === 'done' && inWords(acted.entries)).toEqual(['returned 1: start 1', 'spent 1: start 1']);
  });
});
