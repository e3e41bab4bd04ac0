// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { CreditsScreen } from './credits-screen.tsx';

afterEach(cleanup);

async function openScreen(freeTickets: number) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  const guests = Array.from({ length: freeTickets }, (_, n) =>
    aTicket({ code: `T-${String(n)}`, name: `Guest ${String(n)}` }),
  );
  await openGala(ledger, laptop, guests);
  renderScreen(<CreditsScreen ledger={ledger} timeZone="Europe/Madrid" />);
  const { eventId, listId, gate, actor } = laptop.place;
  async function checkIn(n: number): Promise<void> {
    const [guest] = guests.slice(n);
    if (guest === undefined) throw new Error('no guest');
    const { id: ticketId, fee } = guest;
    await ledger.act(actor, () => ({
      intents: [{ kind: 'checkIn', eventId, listId, gate, ticketId, fee, reentry: 'once' }],
      outcome: undefined,
    }));
  }
  return { checkIn };
}

const rowsShown = () =>
  within(screen.getByRole('table', { name: 'Credit ledger' }))
    .getAllByRole('row')
    .slice(1);

describe('the credits screen', () => {
  it('shows the newest line first, with guest, who, amount and balance, and follows the ledger', async () => {
    const { checkIn } = await openScreen(2);
    await act(async () => checkIn(1));
    const cells = within(rowsShown()[0] as HTMLElement)
      .getAllByRole('cell')
      .slice(1)
      .map((cell) => cell.textContent);
    expect(cells).toEqual(['Checking in a free ticket: 1 credit', 'Guest 1', 'Kim', '-1', '47']);
  });

  it('GM-9 says a negative balance, and that the door goes on', async () => {
    await openScreen(62);
    expect(screen.getByRole('status').textContent).toBe('-12 credits: the door goes on; buy credits later.');
  });

  it('says nothing of it at 0', async () => {
    await openScreen(50);
    expect(screen.queryByRole('status')).toBeNull();
  });
});
