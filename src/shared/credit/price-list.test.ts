import { describe, expect, it } from 'vitest';
import { builtInPolicies } from './policies/built-in.ts';
import { guestManager } from './policies/guest-manager.ts';
import { instantInvoice } from './policies/instant-invoice.ts';
import { zaplify } from './policies/zaplify.ts';
import { chargedFor, priceList } from './price-list.ts';

describe.each(builtInPolicies)('the price list of $name', (policy) => {
  const list = priceList(policy);

  it('X-1 says every price in the words that its charges carry', () => {
    for (const [action, { prices, once }] of Object.entries(policy.actions)) {
      const said = list.actions.find((each) => each.action === action)?.prices ?? [];
      const due = prices.flatMap(({ words, orElse }) => [words, ...(orElse === undefined ? [] : [orElse.words])]);
      expect(said).toEqual([...due, ...(once === undefined ? [] : [once.words])]);
    }
  });

  it('names every plan, every bundle with its price, and what happens at zero for every credit type', () => {
    expect(list.plans.map(({ name, fee }) => [name, fee])).toEqual(policy.plans.map(({ name, fee }) => [name, fee]));
    expect(list.bundles.map(({ name, price }) => [name, price])).toEqual(
      policy.bundles.map(({ name, price }) => [name, price]),
    );
    for (const { many } of policy.creditTypes) expect(list.atZero.join(' ')).toContain(`Without ${many}`);
  });
});

describe('words', () => {
  it('GM-10 GM-11 GM-12 say how credits come in and that they stay', () => {
    const { incoming, plans } = priceList(guestManager);
    expect(incoming).toEqual([
      'Welcome credits: 50 credits, once.',
      'Credits never expire, whatever becomes of the plan.',
    ]);
    expect(plans.map(({ brings }) => brings)).toEqual([
      'Brings no credits',
      '250 credits each month; what is left is kept',
      '1,500 credits each month; what is left is kept',
      'No credits needed, whatever is done; nothing is ever locked',
    ]);
  });

  it('GM-7 says when which notice goes to the billing contact', () => {
    expect(priceList(guestManager).notices).toEqual([
      'Fewer than 40 credits are left. One notice to the billing contact each time the balance falls below 40.',
      'All credits are used. One notice to the billing contact each time the balance falls to 0 or less.',
    ]);
  });

  it('II-2 says what the free tier is for', () => {
    expect(priceList(instantInvoice).incoming.slice(0, 2)).toEqual([
      'Free invoices: 2 invoice credits, once, only for creating an invoice.',
      'Free emails: 3 invoice credits, once, only for emailing an invoice.',
    ]);
  });

  it('ZP-4 ZP-8 ZP-9 ZP-10 say what ends, what is earned once, and what may be limited', () => {
    const { plans, incoming, limits } = priceList(zaplify);
    expect(plans[0]?.brings).toBe('100 lead credits each month; what is left expires when the month ends');
    expect(incoming).toEqual([
      'Somebody signed up through your invitation link: 20 lead credits, once for each person.',
      'Credits that are bought, earned or given by hand never expire; those of a plan are used first.',
    ]);
    expect(limits).toEqual(['Administrators may limit how many lead credits one member spends in a period.']);
  });

  it('sum up what may cost something in one line', () => {
    expect(chargedFor(guestManager)).toBe(
      'issuing a ticket, checking in a guest, sending an email and printing a badge',
    );
    expect(chargedFor(zaplify)).toBe('unlocking a lead');
  });
});
