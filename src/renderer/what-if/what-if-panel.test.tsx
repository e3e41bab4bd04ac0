// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { WhatIfPanel } from './what-if-panel.tsx';

afterEach(cleanup);

async function openLaptop() {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  const { eventId } = laptop.place;
  async function record(...intents: readonly OperationIntent[]): Promise<void> {
    await ledger.act('Kim', () => ({ intents, outcome: undefined }));
  }
  const emails = async (recipients: number) => record({ kind: 'sendEmail', eventId, purpose: 'ticket', recipients });
  return { laptop, ledger, record, emails };
}

const show = (ledger: Ledger) => renderScreen(<WhatIfPanel ledger={ledger} timeZone="Europe/Madrid" />);
const tickets = [aTicket({ code: 'A' }), aTicket({ code: 'B', fee: 'per-ticket' })];

/** The cells of a plan's row, its name first. */
function cellsOf(plan: string | RegExp): readonly string[] {
  const row = screen.getByRole('button', { name: plan }).closest('tr');
  if (row === null) throw new Error('A plan has a row');
  return Array.from(row.cells, ({ textContent }) => textContent.trim());
}

describe('the what-if', () => {
  it('without an event says what to do', async () => {
    const { ledger } = await openLaptop();
    show(ledger);
    expect(screen.getByText(/^Open an event to see/)).toBeTruthy();
  });

  it('without operations says so', async () => {
    const { ledger, laptop } = await openLaptop();
    const firstList = { id: laptop.place.listId, name: 'Main', reentry: 'once', includesPending: false } as const;
    const event = { id: laptop.place.eventId, name: 'Gala', timeZone: 'Europe/Madrid', firstList };
    await ledger.act('Kim', () => ({ intents: [{ kind: 'createEvent', event }], outcome: undefined }));
    await ledger.openEvent(event.id);
    show(ledger);
    expect(await screen.findByText(/^Nothing that could cost credits/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('GM-12 GM-16 compares what was charged with every plan, and marks the one that costs least money', async () => {
    const { ledger, laptop, emails } = await openLaptop();
    await openGala(ledger, laptop, tickets);
    await emails(249);
    show(ledger);
    await screen.findByRole('table', { name: 'What if' });
    expect(screen.getByText(/^This event’s 2 operations, replayed/)).toBeTruthy();
    expect(cellsOf(/^As charged/).slice(1)).toEqual(['250 credits', '–', '–', '–']);
    expect(cellsOf('Pay as you go')).toEqual([
      'Pay as you go',
      '250 credits',
      '–',
      '2 × 100 credits: €20.00',
      '€20.00',
    ]);
    expect(cellsOf('Starter')).toEqual(['Starter Cheapest', '250 credits', '€19.00 (1 month)', 'covered', '€19.00']);
    expect(cellsOf('Unlimited')).toEqual(['Unlimited', '0 credits', '€249.00 (1 month)', 'covered', '€249.00']);
    expect(screen.getByRole('rowheader', { name: 'Zaplify charges for nothing that this event did' })).toBeTruthy();
    expect(screen.getAllByText('Cheapest')).toHaveLength(1);
  });

  it('X-1 opens to the rules that made the sum', async () => {
    const { ledger, laptop, emails } = await openLaptop();
    await openGala(ledger, laptop, tickets);
    await emails(7);
    const { user } = show(ledger);
    await user.click(await screen.findByRole('button', { name: 'Pay as you go' }));
    const lines = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(lines.map((line) => Array.from(line.children, ({ textContent }) => textContent))).toEqual([
      ['Issuing a free ticket: 1 credit', '× 1', '1 credit'],
      ['Issuing a paid ticket: covered by its fee', '× 1', '0 credits'],
      ['Sending an email: 1 credit for each recipient', '× 7', '7 credits'],
    ]);
    await user.click(screen.getByRole('button', { name: 'Pay as you go' }));
    expect(screen.queryByRole('list')).toBeNull();
  });

  it('a guest whom the list had counted in, and one whose check-in was undone, cost nothing', async () => {
    const { ledger, laptop, record } = await openLaptop();
    const { eventId, listId, gate } = laptop.place;
    const there = aTicket({ code: 'A', arrivedAt: 1, arrivedOn: listId });
    const guest = aTicket({ code: 'B' });
    await openGala(ledger, laptop, [there, guest]);
    const at = { eventId, listId, gate } as const;
    const checkIn = { kind: 'checkIn', ...at, fee: 'none', reentry: 'once' } as const;
    await record({ ...checkIn, ticketId: there.id });
    await record({ ...checkIn, ticketId: guest.id });
    const target = ledger.books.rows.at(-1)?.operation?.id;
    if (target === undefined) throw new Error('The check-in is recorded');
    await record({ kind: 'undo', ...at, ticketId: guest.id, target });
    show(ledger);
    await screen.findByRole('table', { name: 'What if' });
    expect(cellsOf(/^As charged/)[1]).toBe('2 credits');
    expect(cellsOf('Pay as you go')[1]).toBe('2 credits');
  });

  it('does not follow every scan: it says that there is more, and calculates again when asked', async () => {
    const { ledger, laptop, emails } = await openLaptop();
    await openGala(ledger, laptop, tickets);
    const { user } = show(ledger);
    await screen.findByRole('table', { name: 'What if' });
    expect(screen.queryByRole('button', { name: 'Calculate again' })).toBeNull();
    await act(async () => emails(9));
    expect(cellsOf(/^As charged/)[1]).toBe('1 credit');
    expect(screen.getByText('1 more operation in the log since.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Calculate again' }));
    expect(await screen.findByText(/^This event’s 2 operations/)).toBeTruthy();
    expect(cellsOf(/^As charged/)[1]).toBe('10 credits');
    expect(screen.queryByRole('button', { name: 'Calculate again' })).toBeNull();
  });

  it('is given up when the screen is left', async () => {
    const { ledger, laptop } = await openLaptop();
    await openGala(ledger, laptop, tickets);
    const { unmount } = show(ledger);
    expect(screen.getByRole('progressbar', { name: 'Calculating …' })).toBeTruthy();
    unmount();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});
