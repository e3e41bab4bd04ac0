import { describe, expect, it } from 'vitest';
import { act } from '../../src/shared/credit/act.ts';
import { intentOf } from '../../src/shared/credit/intent.ts';
import { instantInvoice } from '../../src/shared/credit/policies/instant-invoice.ts';
import { quote } from '../../src/shared/credit/quote.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { aPack, aPlanChange } from '../builders/account-facts.ts';
import { anOperation, instant } from '../builders/facts.ts';
import { inWords } from '../builders/story.ts';
import { openTill, type Till } from '../builders/till.ts';

const begin = instant('2027-03-01');
let clock = begin;
const at = (id: string) => ({ id, ms: (clock += 1) });

const create = (invoice: string) => anOperation('createInvoice', at(`create ${invoice}`), { invoice });
const email = (id: string, recipients = 1) => anOperation('emailInvoice', at(id), { invoice: 'R-1', recipients });
const clean = (id: string) => anOperation('downloadInvoice', at(id), { invoice: 'R-1', withoutWatermark: true });
const marked = (id: string) => anOperation('downloadInvoice', at(id), { invoice: 'R-1', withoutWatermark: false });
const button = (id: string, invoice = 'R-1') => anOperation('enablePaymentButton', at(id), { invoice });

/** A new organisation with so many packs of 4, and so many payment button credits. */
function openInvoicing(packs: number, buttons = 0): Till {
  const till = openTill({ policy: instantInvoice, credits: 0, beginsAt: begin });
  for (let n = 0; n < packs; n += 1) till.take(aPack(at(`pack ${String(n)}`), 4, 'invoice-pack'));
  if (buttons > 0) till.take(aPack(at('buttons'), buttons, 'payment-button'));
  return till;
}

/** What comes of an action: what it cost and its watermark, or that it was refused. */
function outcome(till: Till, operation: Operation): string {
  const acted = till.act(operation);
  if (acted.kind !== 'done') return acted.kind;
  const [charge] = acted.entries;
  if (charge?.kind !== 'charge') return 'free';
  return [...inWords([charge]), ...(charge.terms ?? [])].join(', ');
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}-${String(n + 1)}`);

describe('the free tier and packs', () => {
  it('II-1 a pack adds 4 credits at once', () => {
    const pack = instantInvoice.bundles.find(({ type }) => type === 'invoice-pack');
    expect(pack?.credits).toBe(4);
    const till = openInvoicing(0);
    expect(till.holding().balance).toBe(5);
    till.take(aPack(at('pack'), pack?.credits ?? 0, 'invoice-pack'));
    expect(till.holding().balance).toBe(9);
  });

  it('II-2 II-7 the free tier is 2 invoices with a watermark, and no third', () => {
    const till = openInvoicing(0);
    expect(names('R', 3).map((invoice) => outcome(till, create(invoice)))).toEqual([
      'spent 1: free-invoices 1, watermark',
      'spent 1: free-invoices 1, watermark',
      'refused',
    ]);
  });

  it('II-2 the free tier is 3 emails, and no fourth', () => {
    const till = openInvoicing(0);
    expect(names('mail', 4).map((id) => outcome(till, email(id)))).toEqual([
      ...names('mail', 3).map(() => 'spent 1: free-emails 1, watermark'),
      'refused',
    ]);
  });

  it('II-3 II-7 with one pack: 2 + 4 = 6 invoices, those on credits without watermark', () => {
    const till = openInvoicing(1);
    expect(names('R', 7).map((invoice) => outcome(till, create(invoice)))).toEqual([
      ...names('R', 2).map(() => 'spent 1: free-invoices 1, watermark'),
      ...names('R', 4).map(() => 'spent 1: pack 1'),
      'refused',
    ]);
  });

  it('II-3 with one pack: 3 + 4 = 7 emails', () => {
    const till = openInvoicing(1);
    expect(names('mail', 8).map((id) => outcome(till, email(id)))).toEqual([
      ...names('mail', 3).map(() => 'spent 1: free-emails 1, watermark'),
      ...names('mail', 4).map(() => 'spent 1: pack 1'),
      'refused',
    ]);
  });

  it('II-3 the 4 credits are one pool: invoices, emails and downloads share it', () => {
    const till = openInvoicing(1);
    for (const invoice of names('R', 2)) till.take(create(invoice));
    for (const id of names('mail', 3)) till.take(email(id));
    expect([create('R-3'), email('mail-4'), clean('pdf-1'), clean('pdf-2')].map((each) => outcome(till, each))).toEqual(
      names('four', 4).map(() => 'spent 1: pack 1'),
    );
    expect([create('R-4'), email('mail-5'), clean('pdf-3')].map((each) => outcome(till, each))).toEqual([
      'refused',
      'refused',
      'spent 0, watermark',
    ]);
  });
});

describe('each action', () => {
  it('II-4 a download without watermark draws 1 every time, also for the same invoice', () => {
    const till = openInvoicing(1);
    expect(names('pdf', 3).map((id) => outcome(till, clean(id)))).toEqual(names('pdf', 3).map(() => 'spent 1: pack 1'));
    expect(outcome(till, marked('pdf-4'))).toBe('spent 0, watermark');
    expect(till.holding().balance).toBe(6);
  });

  it('II-5 two recipients are two emails, and the same invoice sent again is another', () => {
    const till = openInvoicing(1);
    expect([email('a', 2), email('b', 2), email('c')].map((each) => outcome(till, each))).toEqual([
      'spent 2: free-emails 2, watermark',
      'spent 2: free-emails 1, pack 1, watermark',
      'spent 1: pack 1',
    ]);
  });

  it('II-6 the payment button once per invoice, however often it is downloaded or sent', () => {
    const till = openInvoicing(2, 2);
    expect(outcome(till, button('a'))).toBe('spent 1: pack 1');
    for (const each of [clean('pdf-1'), clean('pdf-2'), email('mail-1'), email('mail-2')]) till.act(each);
    expect(till.holding('payment-button').balance).toBe(1);
    expect(till.take(button('b'))).toMatchObject([
      { type: 'payment-button', credits: 0, rules: [{ words: 'This invoice has its payment button already: free' }] },
    ]);
    expect(outcome(till, button('c', 'R-2'))).toBe('spent 1: pack 1');
    expect(outcome(till, button('d', 'R-3'))).toBe('refused');
    expect(outcome(till, button('e', 'R-2'))).toBe('spent 0');
  });

  it('II-8 credits never expire', () => {
    const till = openInvoicing(1);
    till.take(anOperation('createInvoice', { id: 'late', ms: instant('2077-01-01') }, { invoice: 'R-1' }));
    expect(till.holding()).toMatchObject({ balance: 8, expired: 0 });
  });
});

describe('at zero credits', () => {
  it('II-9 nothing is blocked that the free tier allows, and downloads carry the watermark', () => {
    const till = openInvoicing(1);
    for (const id of names('pdf', 4)) till.take(clean(id));
    expect(outcome(till, clean('pdf-5'))).toBe('spent 0, watermark');
    expect(till.take(clean('pdf-6'))).toMatchObject([
      { rules: [{ words: 'No credits left: the download carries the watermark, free' }], terms: ['watermark'] },
    ]);
    expect(outcome(till, create('R-1'))).toBe('spent 1: free-invoices 1, watermark');
    expect(outcome(till, email('mail-1'))).toBe('spent 1: free-emails 1, watermark');
  });

  it('II-9 packs can be bought at any time, and count at once', () => {
    const till = openInvoicing(0);
    expect(outcome(till, clean('pdf-1'))).toBe('spent 0, watermark');
    till.take(aPack(at('pack'), 4, 'invoice-pack'));
    expect(outcome(till, clean('pdf-2'))).toBe('spent 1: pack 1');
  });

  it('II-9 Pro is unlimited and never watermarked', () => {
    const till = openInvoicing(0);
    till.take(aPlanChange(at('pro'), 'instant-invoice', 'pro'));
    const doings = [
      ...names('R', 5).map(create),
      ...names('mail', 5).map((id) => email(id, 3)),
      clean('pdf'),
      marked('pdf-2'),
      button('b'),
    ];
    for (const doing of doings) expect(outcome(till, doing)).toBe('spent 0');
    expect(till.holding().balance).toBe(5);
  });
});

describe('before a download or an email', () => {
  it('II-10 the quote says what it will cost, and each repeat is quoted and costs again', () => {
    const till = openInvoicing(1);
    for (const [operation, credits, words] of [
      [clean('pdf-1'), 1, 'A download without watermark: 1 credit, each time'],
      [clean('pdf-2'), 1, 'A download without watermark: 1 credit, each time'],
      [email('mail-1', 4), 4, 'Emailing an invoice: 1 for each recipient, from the free ones first'],
      [marked('pdf-3'), 0, 'A download with the watermark: free'],
    ] as const) {
      const intent = intentOf(operation);
      const quoted = intent && quote(till.ledger, intent);
      expect(quoted).toMatchObject({ kind: 'quote', credits, lines: [{ words }] });
      if (quoted?.kind !== 'quote') throw new Error('It is quoted');
      expect(act(till.ledger, operation, undefined, quoted)).toMatchObject({ kind: 'done', entries: [{ credits }] });
    }
    expect(till.holding().balance).toBe(3);
  });
});
