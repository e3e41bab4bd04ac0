// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { v7 } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import type { EventId } from '../../shared/ids.ts';
import { EventsScreen } from './events-screen.tsx';

afterEach(cleanup);

async function openScreen(withGala: boolean) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  if (withGala) await openGala(ledger, laptop, [aTicket({ code: 'A' }), aTicket({ code: 'B' })]);
  const onOpen = vi.fn<(id: EventId) => void>();
  const onCreated = vi.fn<(id: EventId) => void>();
  const rendered = renderScreen(
    <EventsScreen
      ledger={ledger}
      actor="Kim"
      newId={v7}
      opening={undefined}
      mayCreate
      locked={undefined}
      onOpen={onOpen}
      onCreated={onCreated}
    />,
  );
  return { laptop, ledger, onOpen, onCreated, ...rendered };
}

const nameField = () => screen.getByRole('textbox', { name: 'Name' });

describe('the events screen', () => {
  it('at the very first start asks for the first event only', async () => {
    const { user, ledger, onCreated } = await openScreen(false);
    expect(document.activeElement).toBe(nameField());
    await user.type(nameField(), 'Winter Fair{Enter}');
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
    const [event] = ledger.books.events.values();
    expect(event?.details).toMatchObject({
      name: 'Winter Fair',
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    expect(onCreated).toHaveBeenCalledWith(event?.details.id);
  });

  it('takes another time zone by its name', async () => {
    const { user, ledger, onCreated } = await openScreen(false);
    await user.type(nameField(), 'Winter Fair');
    await user.click(screen.getByRole('combobox', { name: 'Time zone' }));
    await user.keyboard('madr');
    await user.click(await screen.findByRole('option', { name: 'Europe/Madrid' }));
    await user.click(screen.getByRole('button', { name: 'Create event' }));
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
    expect([...ledger.books.events.values()][0]?.details.timeZone).toBe('Europe/Madrid');
  });

  it('an event needs a name', async () => {
    const { user, ledger } = await openScreen(false);
    await user.type(nameField(), '   {Enter}');
    expect(screen.getByText('Give the event a name.')).toBeTruthy();
    expect(ledger.books.rows).toEqual([]);
  });

  it('lists events with their guests, and opens one', async () => {
    const { user, onOpen, laptop } = await openScreen(true);
    expect(screen.getByText('2 guests · 1 check-in list · Europe/Madrid')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Go to the door of Gala' }));
    expect(onOpen).toHaveBeenCalledWith(laptop.place.eventId);
  });

  it('says when the disk did not take it', async () => {
    const { user, laptop, onCreated } = await openScreen(true);
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.type(nameField(), 'Fair{Enter}');
    expect(await screen.findByText(/disk of this laptop is full: nothing was stored/)).toBeTruthy();
    expect(onCreated).not.toHaveBeenCalled();
  });
});
