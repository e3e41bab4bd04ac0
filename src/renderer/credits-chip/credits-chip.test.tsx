// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aLot, aTicket, eventId } from '../../../test/builders/facts.ts';
import { aLaptop, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import { aSmallServer } from '../../../test/builders/small-server.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { deriveEntryId } from '../../shared/ids.ts';
import type { OperationIntent } from '../../shared/operation.ts';
import { DoorScreen } from '../door/door-screen.tsx';
import { createDoor } from '../door/door-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { CreditsChip } from './credits-chip.tsx';

afterEach(cleanup);

async function openChip(intents: readonly OperationIntent[] = [], guests = 3) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  const tickets = Array.from({ length: guests }, (_, index) => aTicket({ code: `T-${String(index)}` }));
  await openGala(ledger, laptop, tickets);
  await ledger.act('Kim', () => ({ intents, outcome: undefined }));
  const onOpenLedger = vi.fn<() => void>();
  const onOpenBilling = vi.fn<() => void>();
  const rendered = renderScreen(
    <>
      <CreditsChip
        ledger={ledger}
        actor="Kim"
        timeZone="Europe/Madrid"
        listId={laptop.place.listId}
        onOpenLedger={onOpenLedger}
        onOpenBilling={onOpenBilling}
      />
      <Door ledger={ledger} laptop={laptop} />
    </>,
  );
  const chip = screen.getByTestId('balance').closest('button');
  if (chip === null) throw new Error('The chip is a button');
  const field = screen.getByRole('combobox', { name: 'Scan or search' });
  return { laptop, ledger, chip, field, onOpenLedger, onOpenBilling, ...rendered };
}

function Door({ ledger, laptop }: { readonly ledger: Ledger; readonly laptop: Laptop }) {
  const door = createDoor({
    ledger,
    place: laptop.place,
    find: async () => Promise.resolve({ tickets: [], total: 0 }),
    findElsewhere: async () => undefined,
    now: () => laptop.clock,
    reportError: (error) => {
      throw error;
    },
    onShown: () => undefined,
  });
  const ignore = () => undefined;
  return (
    <DoorScreen
      door={door}
      sound={false}
      connection={null}
      showsCredits
      onChooseList={ignore}
      onSound={ignore}
      onImport={ignore}
    />
  );
}

const popover = () => screen.queryByRole('dialog');
const status = (type: string) => within(screen.getByRole('region', { name: type }));

/** What stands beside a name in the popover. */
function fact(type: string, name: RegExp): string | undefined {
  const term = status(type).getByText(name, { selector: 'dt' });
  return term.nextElementSibling?.textContent ?? undefined;
}

const choose = (...policies: string[]): OperationIntent => ({
  kind: 'choosePolicy',
  policies,
  timeZone: 'Europe/Madrid',
});

function emails(recipients: number): OperationIntent {
  return { kind: 'sendEmail', eventId: eventId('gala'), purpose: 'campaign', recipients };
}

describe('the chip', () => {
  it('ZP-7: shows the credits left and what no server has confirmed', async () => {
    const { chip } = await openChip();
    expect(chip.textContent).toBe('47 credits · 3 pending');
    expect(chip.getAttribute('data-tone')).toBe('plain');
  });

  it('follows the balance below zero', async () => {
    const { chip, ledger } = await openChip();
    await ledger.act('Kim', () => ({ intents: [emails(47)], outcome: undefined }));
    await waitFor(() => expect(chip.textContent).toBe('0 credits · 50 pending'));
    expect(chip.getAttribute('data-tone')).toBe('plain');
    await ledger.act('Kim', () => ({ intents: [emails(1)], outcome: undefined }));
    await waitFor(() => expect(chip.getAttribute('data-tone')).toBe('bad'));
    expect(screen.getByTestId('balance').textContent).toBe('-1');
  });

  it('ZP-7: of a connected laptop only what the server has not got is pending', async () => {
    const { user, chip, ledger } = await openChip();
    const server = aSmallServer();
    ledger.server.setRole('owner');
    await waitFor(() => expect(chip.textContent).toBe('47 credits · 3 pending sync'));
    await server.sync(ledger);
    await waitFor(() => expect(chip.textContent).toBe('47 credits'));
    await ledger.act('Kim', () => ({ intents: [emails(12)], outcome: undefined }));
    await waitFor(() => expect(chip.textContent).toBe('35 credits · 12 pending sync'));
    await user.click(chip);
    expect(fact('credits', /^Pending sync: not at the server yet$/)).toBe('12');
    await server.sync(ledger);
    await waitFor(() => expect(chip.textContent).toBe('35 credits'));
    expect(fact('credits', /^Pending sync/)).toBe('0');
  });

  it('shows the first credit type of the policies chosen', async () => {
    const { chip } = await openChip([choose('artsvp-invites', 'guest-manager')]);
    expect(chip.textContent).toBe('0 invite credits');
  });
});

describe('the popover', () => {
  it('ZP-7: left, pending, used this period, monthly goal, runway', async () => {
    const { user, chip } = await openChip();
    await user.click(chip);
    expect(status('credits').getByText(/left$/).textContent).toBe('47 credits left');
    expect(fact('credits', /^Pending: no server is connected$/)).toBe('3');
    expect(fact('credits', /^Used 21 Nov – 21 Dec 2026$/)).toBe('3');
    expect(fact('credits', /Monthly goal/)).toBe('50');
    expect(status('credits').getByText('Covers everybody still expected (3 credits).')).toBeTruthy();
    expect(screen.queryByText('Your limit')).toBeNull();
    expect(screen.queryByText('Next credits')).toBeNull();
  });

  it('ZP-8: the own limit and how much of it is used', async () => {
    const limits = { lead: 30 };
    const { user, chip } = await openChip([
      choose('zaplify'),
      { kind: 'defineMember', member: 'Kim', limits },
      { kind: 'unlockLead', eventId: eventId('gala'), lead: 'ana@example.com' },
    ]);
    await user.click(chip);
    expect(fact('lead credits', /Your limit/)).toBe('1 of 30 used');
    expect(fact('lead credits', /Next credits/)).toBe('100 on 21 Dec 2026');
  });

  it('II-2: the free tier is told apart, and every type has its own part', async () => {
    const { user, chip } = await openChip([choose('instant-invoice', 'artsvp-portals')]);
    await user.click(chip);
    const regions = screen.getAllByRole('region').map((each) => each.getAttribute('aria-label'));
    expect(regions).toEqual(expect.arrayContaining(['invoice credits', 'payment button credits', 'portal credits']));
    expect(fact('invoice credits', /free invoices/)).toBe('2');
    expect(fact('invoice credits', /free emails/)).toBe('3');
    expect(status('invoice credits').queryByText(/still expected/)).toBeNull();
  });

  it('says what is owed, and how short the credits are', async () => {
    const { user, chip, ledger } = await openChip();
    await ledger.act('Kim', () => ({ intents: [emails(59)], outcome: undefined }));
    await user.click(chip);
    expect(status('credits').getByText(/owed/).textContent).toContain('12 owed.');
    expect(status('credits').getByText('Covers 0 % of the 3 guests still expected; short by about 15.')).toBeTruthy();
  });

  it('GM-16: a plan that does not count says so', async () => {
    const { user, chip } = await openChip([{ kind: 'changePlan', policy: 'guest-manager', plan: 'unlimited' }]);
    await user.click(chip);
    expect(status('credits').getByText('Plan Unlimited: what you do draws no credits.')).toBeTruthy();
    expect(status('credits').getByText('3 guests still expected: checking them in costs nothing.')).toBeTruthy();
  });

  it.each([
    {
      name: 'AI-6: invites',
      policy: 'artsvp-invites',
      type: 'invite credits',
      bundle: '500 invites',
      price: '€200.00€0.40 each',
    },
    {
      name: 'AP-5: portals',
      policy: 'artsvp-portals',
      type: 'portal credits',
      bundle: '50 portals',
      price: '€600.00€12.00 each',
    },
  ])('$name show their bundles with prices, cheaper the larger', async ({ policy, type, bundle, price }) => {
    const { user, chip, onOpenBilling } = await openChip([choose(policy)]);
    await user.click(chip);
    const offer = status(type).getByText(bundle).closest('li');
    expect(offer?.textContent).toBe(`${bundle}${price}Buy`);
    const each = status(type)
      .getAllByText(/ each$/)
      .map(({ textContent }) => Number(textContent?.replaceAll(/[^\d.]/g, '')));
    expect(each).toEqual([...each].sort((a, b) => b - a));
    await user.click(status(type).getByRole('button', { name: `Buy ${bundle}` }));
    expect(onOpenBilling).toHaveBeenCalledOnce();
    expect(popover()).toBeNull();
  });

  it('leads to the ledger', async () => {
    const { user, chip, onOpenLedger } = await openChip();
    await user.click(chip);
    await user.click(screen.getByRole('button', { name: 'Open the ledger' }));
    expect(onOpenLedger).toHaveBeenCalledOnce();
  });

  it('shows huge numbers whole', async () => {
    const lot = aLot({ id: deriveEntryId('huge'), credits: 9_000_000_000_000 });
    const { user, chip } = await openChip([{ kind: 'grantCredits', lot }]);
    expect(chip.textContent).toBe('9,000,000,000,047 credits · 3 pending');
    await user.click(chip);
    expect(status('credits').getByText('9,000,000,000,047')).toBeTruthy();
  });
});

describe('beside the door', () => {
  it('opens by hovering without taking the focus, and closes when the pointer leaves', async () => {
    const { chip, field } = await openChip();
    field.focus();
    fireEvent.pointerEnter(chip, { pointerType: 'mouse' });
    await waitFor(() => expect(popover()).not.toBeNull());
    expect(document.activeElement).toBe(field);
    fireEvent.pointerLeave(chip, { pointerType: 'mouse' });
    await waitFor(() => expect(popover()).toBeNull());
  });

  it('a click keeps it open and leaves the focus in the scan field', async () => {
    const { user, chip, field } = await openChip();
    field.focus();
    await user.click(chip);
    expect(popover()).not.toBeNull();
    expect(document.activeElement).toBe(field);
    await user.click(chip);
    expect(popover()).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it('gives way to a scan, which reaches the scan field', async () => {
    const { user, chip, field, ledger, laptop } = await openChip();
    field.focus();
    await user.click(chip);
    await user.keyboard('T-1{Enter}');
    await waitFor(() => expect(ledger.books.events.get(laptop.place.eventId)?.atDoor).toHaveLength(1));
    expect(popover()).toBeNull();
    expect(ledger.books.rows.at(-1)?.operation).toMatchObject({ kind: 'checkIn', ticketId: 'T-1' });
  });

  it('Enter on the chip opens it too, and a scan typed then reaches the door', async () => {
    const { user, chip, ledger } = await openChip();
    chip.focus();
    await user.keyboard('{Enter}');
    expect(popover()).not.toBeNull();
    expect(chip.getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('T-2{Enter}');
    await waitFor(() =>
      expect(ledger.books.rows.at(-1)?.operation).toMatchObject({ kind: 'checkIn', ticketId: 'T-2' }),
    );
    expect(popover()).toBeNull();
  });

  it('Esc closes it and clears nothing', async () => {
    const { user, chip, field } = await openChip();
    await user.type(field, 'Ana');
    await user.click(chip);
    await user.keyboard('{Escape}');
    expect(popover()).toBeNull();
    expect((field as HTMLInputElement).value).toBe('Ana');
    await user.keyboard('{Escape}');
    expect((field as HTMLInputElement).value).toBe('');
  });

  it('can be walked through by keyboard, and closes when the focus leaves it', async () => {
    const { user, chip } = await openChip();
    chip.focus();
    await user.keyboard('{Enter}{Tab}');
    expect(document.activeElement?.textContent).toBe('Buy');
    expect(popover()).not.toBeNull();
    await user.keyboard('{Shift>}{Tab}{/Shift}');
    expect(document.activeElement).toBe(chip);
    expect(popover()).not.toBeNull();
    await user.keyboard('{Shift>}{Tab}{/Shift}');
    expect(popover()).toBeNull();
  });
});
