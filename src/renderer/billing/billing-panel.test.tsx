// @vitest-environment jsdom
import { act as inReact, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import type { OperationIntent } from '../../shared/operation.ts';
import { BillingPanel } from './billing-panel.tsx';

afterEach(cleanup);

const choose = (...policies: string[]): OperationIntent => ({
  kind: 'choosePolicy',
  policies,
  timeZone: 'Europe/Madrid',
});

async function openBilling(...intents: readonly OperationIntent[]) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, [aTicket()]);
  const { eventId } = laptop.place;
  const emails = (recipients: number): OperationIntent => ({
    kind: 'sendEmail',
    eventId,
    purpose: 'campaign',
    recipients,
  });
  const act = async (...made: readonly OperationIntent[]) =>
    ledger.act('Kim', () => ({ intents: made, outcome: undefined }));
  if (intents.length > 0) await act(...intents);
  const rendered = renderScreen(<BillingPanel ledger={ledger} actor="Sam" timeZone="Europe/Madrid" mayBuy />);
  const recorded = (kind: string) =>
    ledger.books.rows.map(({ operation }) => operation).filter((each) => each?.kind === kind);
  return { laptop, ledger, act, emails, recorded, ...rendered };
}

const region = (name: string) => within(screen.getByRole('region', { name }));
const cards = (name: string) =>
  region(name)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
const dialog = () => within(screen.getByRole('dialog'));
const dialogText = () => screen.getByRole('dialog').textContent;
const recordButton = () => dialog().getByRole('button', { name: 'Record the purchase' });
const history = () =>
  region('Purchases and plan changes')
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('balances', () => {
  it('of each credit type, with what is owed', async () => {
    const { act, emails } = await openBilling(choose('guest-manager', 'zaplify'));
    await act(emails(61));
    await waitFor(() =>
      expect(cards('Balances')[0]).toMatch(/^-12 credits12 owed: the next that come in pay it back first/),
    );
    expect(cards('Balances')[1]).toBe('100 lead credits left0 used 21 Nov – 21 Dec 2026100 come in on 21 Dec 2026');
  });
});

describe('buying', () => {
  it('AI-6, AP-5, II-1: every type has its bundles, priced by volume', async () => {
    await openBilling(choose('artsvp-invites', 'artsvp-portals', 'instant-invoice'));
    expect(cards('Buy invite credits')).toEqual([
      '100 invites€50.00€0.50 eachBuy',
      '500 invites€200.00€0.40 each20 % lessBuy',
      '2,500 invites€750.00€0.30 each40 % lessBuy',
    ]);
    expect(cards('Buy portal credits')[2]).toBe('200 portals€1,800.00€9.00 each40 % lessBuy');
    expect(cards('Buy invoice credits')).toEqual(['Pack of 4€4.00€1.00 eachBuy']);
  });

  it('says what is recorded before it is, and that no payment is taken', async () => {
    const { user, recorded, ledger } = await openBilling();
    await user.click(screen.getByRole('button', { name: 'Buy 500 credits' }));
    const quantity = dialog().getByRole('textbox', { name: 'How many' });
    await user.clear(quantity);
    await user.type(quantity, '3');
    await user.click(dialog().getByRole('radio', { name: 'Card' }));
    expect(dialogText()).toContain('Credits1,500 creditsPrice€135.00 €0.09 eachBalance after1,549');
    expect(dialogText()).toContain('This records the purchase; no payment is taken here.');
    expect(recorded('buyPack')).toEqual([]);
    await user.click(recordButton());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(recorded('buyPack')).toMatchObject([
      {
        name: '500 credits',
        type: 'credit',
        quantity: 3,
        credits: 1_500,
        price: { minor: 13_500, currency: 'EUR' },
        payment: 'card',
        actor: 'Sam',
      },
    ]);
    expect(creditsOf(ledger).balance).toBe(1_549);
    expect(history()[0]).toMatch(/3 × 500 credits: 1,500 credits, €135.00 by cardSam$/);
    expect(screen.getByText('1,500 credits are in')).toBeTruthy();
  });

  it('a double click buys once', async () => {
    const { user, recorded } = await openBilling();
    await user.dblClick(screen.getByRole('button', { name: 'Buy 100 credits' }));
    expect(recorded('buyPack')).toEqual([]);
    await user.dblClick(recordButton());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(recorded('buyPack')).toHaveLength(1);
  });

  it('two clicks before anything could be drawn buy once', async () => {
    const { user, recorded } = await openBilling();
    await user.click(screen.getByRole('button', { name: 'Buy 100 credits' }));
    const button = recordButton();
    await inReact(async () => {
      button.click();
      button.click();
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(recorded('buyPack')).toHaveLength(1);
  });

  it('Enter held down on what opens it records nothing', async () => {
    const { user, recorded } = await openBilling();
    screen.getByRole('button', { name: 'Buy 100 credits' }).focus();
    await user.keyboard('{Enter>6/}');
    expect(dialogText()).toContain('This records the purchase');
    expect(recorded('buyPack')).toEqual([]);
  });

  it('Enter held down in it records once', async () => {
    const { user, recorded } = await openBilling();
    await user.click(screen.getByRole('button', { name: 'Buy 100 credits' }));
    dialog().getByRole('textbox', { name: 'How many' }).focus();
    await user.keyboard('{Enter>6/}');
    await waitFor(() => expect(recorded('buyPack')).toHaveLength(1));
  });

  it('keeps what was chosen when the disk is full, and can be tried again', async () => {
    const { user, laptop, recorded } = await openBilling();
    await user.click(screen.getByRole('button', { name: 'Buy 100 credits' }));
    await user.type(dialog().getByRole('textbox', { name: 'How many' }), '2');
    await user.click(dialog().getByRole('radio', { name: 'Card' }));
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.click(recordButton());
    expect((await dialog().findByRole('alert')).textContent).toContain('disk of this laptop is full');
    expect(dialog().getByRole<HTMLInputElement>('textbox', { name: 'How many' }).value).toBe('12');
    expect(dialog().getByRole<HTMLInputElement>('radio', { name: 'Card' }).checked).toBe(true);
    expect(recorded('buyPack')).toEqual([]);
    laptop.main.failure = undefined;
    await user.click(recordButton());
    await waitFor(() => expect(recorded('buyPack')).toMatchObject([{ quantity: 12, payment: 'card' }]));
  });

  it.each([
    { typed: '{Backspace}', isAllowed: false },
    { typed: '{Backspace}0', isAllowed: false },
    { typed: '{Backspace}10000', isAllowed: true },
    { typed: '{Backspace}10001', isAllowed: false },
    { typed: '{Backspace}-5', isAllowed: false },
    { typed: '{Backspace}2.5', isAllowed: false },
  ])('quantity $typed: allowed $isAllowed', async ({ typed, isAllowed }) => {
    const { user } = await openBilling();
    await user.click(screen.getByRole('button', { name: 'Buy 100 credits' }));
    const quantity = dialog().getByRole<HTMLInputElement>('textbox', { name: 'How many' });
    await user.click(quantity);
    await user.keyboard(typed);
    expect((recordButton() as HTMLButtonElement).disabled).toBe(!isAllowed);
    expect(dialog().queryByText('From 1 to 10,000') === null).toBe(isAllowed);
  });

  it('Esc records nothing', async () => {
    const { user, recorded } = await openBilling();
    await user.click(screen.getByRole('button', { name: 'Buy 100 credits' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(recorded('buyPack')).toEqual([]);
  });
});

describe('plans', () => {
  const plans = 'Plan for Guest Manager';

  it('GM-12, GM-16: allowance and fee of each, the current one marked', async () => {
    await openBilling();
    expect(cards(plans)).toEqual([
      'Pay as you goNo feeNo allowance: credits are bought as neededCurrent plan',
      'Starter€19.00 a month250 credits each month; what is left is keptChange to Starter',
      'Growth€79.00 a month1,500 credits each month; what is left is keptChange to Growth',
      'Unlimited€249.00 a monthUnlimited: nothing draws creditsChange to Unlimited',
    ]);
  });

  it('GM-10, GM-15: a change says what happens, and then does it', async () => {
    const { user, ledger, recorded } = await openBilling();
    await user.click(region(plans).getByRole('button', { name: 'Change to Growth' }));
    expect(
      dialog()
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Your 49 credits are kept.',
      '1,500 credits come in at once: the balance is then 1,549.',
      'From 21 Dec 2026, 1,500 come in each month.',
      'The fee is €79.00 a month. This records the change; no payment is taken here.',
    ]);
    await user.dblClick(dialog().getByRole('button', { name: 'Change the plan' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(recorded('changePlan')).toMatchObject([{ policy: 'guest-manager', plan: 'growth', actor: 'Sam' }]);
    expect(creditsOf(ledger).balance).toBe(1_549);
    expect(cards(plans)[2]).toContain('Current plan');
    expect(history()[0]).toMatch(/Plan Growth of Guest ManagerSam$/);
  });

  it('ZP-10: an upgrade in the running period brings the difference', async () => {
    const { user } = await openBilling(choose('zaplify'));
    await user.click(region('Plan for Zaplify').getByRole('button', { name: 'Change to 500 a month' }));
    expect(dialogText()).toContain('400 lead credits come in at once: the balance is then 500.');
    expect(dialogText()).toContain('What is left when the month ends expires.');
  });

  it('GM-10: cancelling is to take the plan without allowance, and keeps the credits', async () => {
    const { user, ledger } = await openBilling({ kind: 'changePlan', policy: 'guest-manager', plan: 'starter' });
    await user.click(region(plans).getByRole('button', { name: 'Cancel the subscription' }));
    expect(dialog().getByRole('heading', { name: 'Cancel the subscription' })).toBeTruthy();
    expect(dialogText()).toContain('Your 299 credits are kept.');
    expect(dialogText()).toContain('No allowance comes in any more.');
    await user.click(dialog().getByRole('button', { name: 'Change the plan' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(creditsOf(ledger).balance).toBe(299);
  });

  it('a policy with one plan says so', async () => {
    await openBilling(choose('artsvp-portals'));
    expect(region('Plan for ARTSVP portals').getByText(/^Standard is the only plan\./)).toBeTruthy();
  });

  it('Enter held down on what opens it changes nothing', async () => {
    const { user, recorded } = await openBilling();
    region(plans).getByRole('button', { name: 'Change to Unlimited' }).focus();
    await user.keyboard('{Enter>6/}');
    expect(dialogText()).toContain('Guest Manager draws no credits any more, and never locks.');
    expect(recorded('changePlan')).toEqual([]);
  });

  it('says when the disk is full, and changes nothing', async () => {
    const { user, laptop, recorded } = await openBilling();
    await user.click(region(plans).getByRole('button', { name: 'Change to Starter' }));
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.click(dialog().getByRole('button', { name: 'Change the plan' }));
    expect((await dialog().findByRole('alert')).textContent).toContain('disk of this laptop is full');
    expect(recorded('changePlan')).toEqual([]);
  });
});

describe('notices', () => {
  it('GM-7: newest first, for the billing contact once one is set', async () => {
    const { act, emails } = await openBilling();
    expect(region('Notices').getByText('No notices so far.')).toBeTruthy();
    expect(region('Notices').getByText(/^No billing contact is set: set one in Settings/)).toBeTruthy();
    await act(emails(20));
    await act(emails(40));
    await waitFor(() => expect(region('Notices').getAllByRole('listitem')).toHaveLength(2));
    expect(cards('Notices')[0]).toContain('All credits are used.Balance then: -11 credits.');
    expect(cards('Notices')[1]).toContain('Fewer than 40 credits are left.Balance then: 29 credits.');
    await act({ kind: 'setBillingContact', contact: 'billing@example.com' });
    expect(
      await screen.findByText('Queued for billing@example.com. They are sent once a server is connected.'),
    ).toBeTruthy();
  });
});

describe('a long history', () => {
  it('shows the newest, and all when asked', async () => {
    const pack: OperationIntent = {
      kind: 'buyPack',
      name: '100 credits',
      type: 'credit',
      quantity: 1,
      credits: 100,
      price: { minor: 1_000, currency: 'EUR' },
      payment: 'invoice',
    };
    const { user } = await openBilling(...Array.from({ length: 12 }, () => pack));
    expect(history()).toHaveLength(8);
    await user.click(screen.getByRole('button', { name: 'Show all 12' }));
    expect(history()).toHaveLength(12);
  });
});
