// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { CreditsScreen, type CreditsTab } from './credits-screen.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Screen({ ledger }: { readonly ledger: Ledger }) {
  const [tab, setTab] = useState<CreditsTab>('ledger');
  return (
    <CreditsScreen
      ledger={ledger}
      timeZone="Europe/Madrid"
      tab={tab}
      onTab={setTab}
      billing={<p>Bundles</p>}
      whatIf={<p>Scenarios</p>}
    />
  );
}

async function openScreen(freeTickets: number) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  const guests = Array.from({ length: freeTickets }, (_, n) =>
    aTicket({ code: `T-${String(n)}`, name: `Guest ${String(n)}` }),
  );
  await openGala(ledger, laptop, guests);
  const rendered = renderScreen(<Screen ledger={ledger} />);
  const { eventId, listId, gate, actor } = laptop.place;

  async function record(intent: OperationIntent) {
    return act(async () => (await ledger.act(actor, () => ({ intents: [intent], outcome: undefined }))).rows[0]);
  }

  async function checkIn(n: number) {
    const [guest] = guests.slice(n);
    if (guest === undefined) throw new Error('no guest');
    const row = await record({
      kind: 'checkIn',
      eventId,
      listId,
      gate,
      ticketId: guest.id,
      fee: guest.fee,
      reentry: 'once',
    });
    if (row?.operation.kind !== 'checkIn') throw new Error('not recorded');
    return row.operation;
  }

  async function undo({ id: target, ticketId }: Awaited<ReturnType<typeof checkIn>>) {
    await record({ kind: 'undo', eventId, listId, gate, ticketId, target });
  }
  return { ledger, record, checkIn, undo, ...rendered };
}

const grid = () => screen.getByRole('grid', { name: 'Credit ledger' });
const lines = () =>
  within(grid())
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);
const lineOf = (text: string | RegExp) => within(grid()).getByRole('row', { name: text });

describe('the credit ledger', () => {
  it('X-1 X-6 shows the newest line first, with guest, who, amount and balance, and follows the ledger', async () => {
    const { checkIn } = await openScreen(2);
    await checkIn(1);
    const cells = within(lineOf(/Checking in/)).getAllByRole('cell');
    expect(cells.map((cell) => cell.textContent).slice(1, 6)).toEqual([
      expect.stringContaining('Checking in a free ticket: 1 credit'),
      'Guest 1',
      'Kim',
      '-1',
      '47',
    ]);
    expect(lines()[0]).toContain('Checking in a free ticket');
  });

  it('says what there is and how it came to that', async () => {
    const { checkIn, undo } = await openScreen(62);
    await undo(await checkIn(1));
    const totals = within(screen.getByRole('region', { name: 'Ledger' }));
    for (const [name, sum] of [
      ['Credits left', '-12'],
      ['Granted', '50'],
      ['Spent', '63'],
      ['Returned', '1'],
      ['Owed', '12'],
    ] as const) {
      expect(totals.getByText(name).nextElementSibling?.textContent, name).toBe(sum);
    }
  });

  it('X-1 a line opens to the lots that it drew, and closes again, by key and by click', async () => {
    const { user, checkIn } = await openScreen(1);
    await checkIn(0);
    await user.click(within(lineOf(/Checking in/)).getByRole('button', { name: 'Show details' }));
    const details = await screen.findByLabelText('Details');
    expect(details.textContent).toContain('Welcome credits');
    grid().focus();
    await user.keyboard('{Escape}');
    expect(screen.queryByLabelText('Details')).toBeNull();
    await user.keyboard('{Home}{Enter}');
    expect(screen.getByLabelText('Details')).toBeTruthy();
  });

  it('GM-6 a returned charge and its return lead to each other', async () => {
    const { user, checkIn, undo } = await openScreen(1);
    await undo(await checkIn(0));
    await user.click(within(lineOf(/^.*Returned: Checking in/)).getByRole('button', { name: /for the charge of/ }));
    expect(lineOf(/^(?!.*Returned: ).*Checking in/).dataset['target']).toBe('true');
  });

  it('finds lines, says how many and what they come to, and clears what hides all of them', async () => {
    const { user, checkIn } = await openScreen(3);
    await checkIn(0);
    await checkIn(2);
    const search = screen.getByRole('textbox', { name: 'Search the ledger' });
    await user.type(search, 'guest 2');
    await waitFor(() => expect(lines()).toHaveLength(1));
    expect(lines()[0]).toContain('Guest 2');
    expect(screen.getByText(/^1 of \d+ lines/).textContent).toContain('-1 credit');
    await user.type(search, ' nobody');
    await screen.findByText('No line is like that');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(lines().length).toBeGreaterThan(3));
  });

  it('filters by kind', async () => {
    const { user, checkIn, undo } = await openScreen(1);
    await undo(await checkIn(0));
    await user.click(screen.getByRole('combobox', { name: 'Lines' }));
    await user.click(await screen.findByRole('option', { name: 'Returns' }));
    await waitFor(() => expect(lines()).toHaveLength(1));
    expect(lines()[0]).toContain('Returned: Checking in a free ticket');
  });

  it('shows each credit type by itself', async () => {
    const { user, record } = await openScreen(1);
    await record({ kind: 'choosePolicy', policies: ['guest-manager', 'zaplify'], timeZone: 'UTC' });
    await user.click(screen.getByRole('combobox', { name: 'Credit type' }));
    await user.click(await screen.findByRole('option', { name: 'Lead credits' }));
    await waitFor(() => expect(lines().some((line) => line.includes('Monthly allowance'))).toBe(true));
    expect(lines().some((line) => line.includes('Welcome credits'))).toBe(false);
  });

  it('saves what the filters show', async () => {
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      saved.push(file as Blob);
      return 'blob:ledger';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { user, checkIn } = await openScreen(2);
    await checkIn(0);
    await user.type(screen.getByRole('textbox', { name: 'Search the ledger' }), 'checking in');
    await waitFor(() => expect(lines()).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Save as CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    const text = (await saved[0]?.text()) ?? '';
    expect(text.trim().split('\r\n')).toHaveLength(2);
    expect(text).toContain('Guest 0');
  });
});

describe('the other tabs', () => {
  it('show billing and what-if', async () => {
    const { user } = await openScreen(1);
    await user.click(screen.getByRole('tab', { name: 'Billing' }));
    expect(screen.getByText('Bundles')).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: 'What if' }));
    expect(screen.getByText('Scenarios')).toBeTruthy();
  });
});
