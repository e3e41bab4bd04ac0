// @vitest-environment jsdom
import { act as inReact, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { LockedScreen } from './locked-screen.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { useLock } from './use-lock.ts';

afterEach(cleanup);

function Screen({ ledger, onOpenBilling }: { readonly ledger: Ledger; readonly onOpenBilling: () => void }) {
  const lock = useLock(ledger);
  return (
    <>
      <NoticeBar ledger={ledger} onOpenBilling={onOpenBilling} />
      {lock === undefined ? (
        <p>Guests can be imported</p>
      ) : (
        <LockedScreen ledger={ledger} actor="Sam" timeZone="Europe/Madrid" mayBuy what="Importing guests" />
      )}
    </>
  );
}

/** A screen of an organisation with the welcome grant of 50, one of which was spent on a ticket. */
async function openScreen(spent = 0) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, [aTicket()]);
  const act = async (...intents: readonly OperationIntent[]) =>
    inReact(async () => {
      await ledger.act('Kim', () => ({ intents, outcome: undefined }));
    });
  const spend = async (recipients: number) =>
    act({ kind: 'sendEmail', eventId: laptop.place.eventId, purpose: 'campaign', recipients });
  if (spent > 0) await spend(spent);
  const onOpenBilling = vi.fn<() => void>();
  return {
    laptop,
    ledger,
    act,
    spend,
    onOpenBilling,
    ...renderScreen(<Screen ledger={ledger} onOpenBilling={onOpenBilling} />),
  };
}

const isLocked = () => screen.queryByRole('region', { name: 'Importing guests' }) !== null;
const bar = () => screen.queryByRole('status')?.querySelector('p')?.textContent;
const lockPanel = () => within(screen.getByRole('region', { name: 'The dashboard is locked' }));
const plan = (id: string): OperationIntent => ({ kind: 'changePlan', policy: 'guest-manager', plan: id });

describe('the lock', () => {
  it('GM-8: below zero locks, exactly 0 does not', async () => {
    const { spend } = await openScreen(49);
    expect(isLocked()).toBe(false);
    await spend(1);
    expect(isLocked()).toBe(true);
  });

  it('GM-8, GM-9: says since when, through what, by whom, how much is owed, and that the door goes on', async () => {
    await openScreen(61);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Importing guests waits until the balance is back at zero',
    );
    expect(screen.getByText('Nothing is lost. The door and ticket sales go on as before.')).toBeTruthy();
    expect(lockPanel().getByRole('heading').textContent).toBe('The dashboard is locked: 12 credits are owed');
    expect(
      lockPanel().getByText(/^Below zero since 21 Nov 2026, 20:\d\d, through sending emails by Kim\./),
    ).toBeTruthy();
  });

  it.each([
    { owed: 1, button: 'Buy 100 credits for €10.00' },
    { owed: 100, button: 'Buy 100 credits for €10.00' },
    { owed: 101, button: 'Buy 2 × 100 credits for €20.00' },
    { owed: 450, button: 'Buy 500 credits for €45.00' },
    { owed: 25_000, button: 'Buy 3 × 10,000 credits for €1,950.00' },
  ])('GM-15: the smallest package that unlocks $owed owed: $button', async ({ owed, button }) => {
    const { user, ledger } = await openScreen(49 + owed);
    await user.click(lockPanel().getByRole('button', { name: button }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText('This unlocks the dashboard.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Record the purchase' }));
    await waitFor(() => expect(isLocked()).toBe(false));
    expect(creditsOf(ledger).balance).toBeGreaterThanOrEqual(0);
  });

  it('says when a purchase is not enough to unlock', async () => {
    const { user } = await openScreen(49 + 120);
    await user.click(screen.getByRole('button', { name: 'Buy 100 credits' }));
    expect(screen.getByText('20 more are needed to unlock the dashboard.')).toBeTruthy();
  });

  it('GM-15: a plan with a larger allowance unlocks', async () => {
    const { user } = await openScreen(61);
    await user.click(screen.getByRole('button', { name: 'Change to Starter' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText('The 12 credits owed stay owed until credits come in.')).toBeTruthy();
    expect(dialog.getByText('This unlocks the dashboard.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Change the plan' }));
    await waitFor(() => expect(isLocked()).toBe(false));
  });

  it('GM-16: a plan that does not count never locks; leaving it locks again', async () => {
    const { act } = await openScreen(61);
    await act(plan('unlimited'));
    expect(isLocked()).toBe(false);
    await act(plan('pay-as-you-go'));
    expect(isLocked()).toBe(true);
  });

  it('GM-12: ends with an allowance that has come in meanwhile, before it is posted', async () => {
    const { laptop, act, rerender, ledger } = await openScreen();
    await act(plan('starter'));
    await act({ kind: 'sendEmail', eventId: laptop.place.eventId, purpose: 'campaign', recipients: 310 });
    expect(isLocked()).toBe(true);
    laptop.clock = Date.UTC(2026, 11, 22);
    rerender(<Screen key="next start" ledger={ledger} onOpenBilling={() => undefined} />);
    expect(isLocked()).toBe(false);
  });
});

describe('the notice bar', () => {
  it.each([
    { spent: 9, text: undefined },
    { spent: 10, text: '39 credits left: fewer than 40.' },
    { spent: 48, text: '1 credit left: fewer than 40.' },
    { spent: 49, text: '0 credits left: all are used.' },
    { spent: 50, text: '1 credit owed: the door goes on, but organisers’ screens wait.' },
  ])('GM-7: after $spent spent of 49: $text', async ({ spent, text }) => {
    await openScreen(spent);
    expect(bar()).toBe(text);
  });

  it('leads to billing, and ends when the balance is back', async () => {
    const { user, act, onOpenBilling } = await openScreen(20);
    await user.click(screen.getByRole('button', { name: 'Buy' }));
    expect(onOpenBilling).toHaveBeenCalledOnce();
    await act(plan('starter'));
    expect(bar()).toBeUndefined();
  });

  it('GM-16: says nothing on a plan that does not count', async () => {
    const { act } = await openScreen(20);
    await act(plan('unlimited'));
    expect(bar()).toBeUndefined();
  });

  it('says nothing of credits that the organisation has never had', async () => {
    const laptop = aLaptop();
    const { ledger } = await laptop.start();
    renderScreen(<NoticeBar ledger={ledger} onOpenBilling={() => undefined} />);
    expect(bar()).toBeUndefined();
  });
});
