// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { v7 } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { defaultSettings, type Settings } from '../../shared/bridge.ts';
import { SettingsScreen } from './settings-screen.tsx';

afterEach(cleanup);

async function openScreen(settingsStored = true) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, [
    aTicket({ code: 'A', ticketType: 'VIP' }),
    aTicket({ code: 'B', ticketType: 'Press' }),
  ]);
  const onChange = vi.fn<(change: Partial<Settings>) => void>();
  const rendered = renderScreen(
    <SettingsScreen
      ledger={ledger}
      settings={defaultSettings}
      settingsStored={settingsStored}
      about={await laptop.main.callMain('app.describe')}
      newId={v7}
      connection={null}
      organisation={null}
      mayDefineLists
      locked={undefined}
      onChange={onChange}
    />,
  );
  const lists = () => [...(ledger.books.events.get(laptop.place.eventId)?.lists.values() ?? [])];
  return { laptop, ledger, lists, onChange, ...rendered };
}

describe('this laptop', () => {
  it('takes a name when its field is left, not letter by letter', async () => {
    const { user, onChange } = await openScreen();
    const field = screen.getByRole('textbox', { name: 'Who is at this laptop' });
    await user.clear(field);
    await user.type(field, ' Sam ');
    expect(onChange).not.toHaveBeenCalled();
    await user.tab();
    expect(onChange.mock.calls).toEqual([[{ actor: 'Sam' }]]);
  });

  it('nobody has no name', async () => {
    const { user, onChange } = await openScreen();
    await user.clear(screen.getByRole('textbox', { name: 'Gate' }));
    await user.tab();
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Gate' }).value).toBe(defaultSettings.gate);
  });

  it('changes appearance and sound at once', async () => {
    const { user, onChange } = await openScreen();
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    await user.click(screen.getByRole('switch', { name: /^Sounds/ }));
    expect(onChange.mock.calls).toEqual([[{ colorScheme: 'dark' }], [{ sound: false }]]);
  });

  it('says when a change could not be stored', async () => {
    await openScreen(false);
    expect(screen.getByRole('alert').textContent).toContain('could not be stored');
  });
});

const panel = () => within(screen.getByRole('region', { name: 'Check-in lists' }));

describe('check-in lists', () => {
  it('changes one: ticket types, entering, limits', async () => {
    const { user, lists } = await openScreen();
    await user.click(panel().getByRole('button', { name: 'Edit Main entrance' }));
    const name = panel().getByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'North door');
    await user.click(panel().getByRole('combobox', { name: 'Ticket types admitted' }));
    await user.click(await screen.findByRole('option', { name: 'VIP' }));
    await user.click(panel().getByRole('switch', { name: /not paid yet/ }));
    await user.type(panel().getByRole('textbox', { name: 'Guests inside at once' }), '150');
    await user.click(panel().getByRole('button', { name: 'Save list' }));
    await waitFor(() => expect(panel().queryByRole('button', { name: 'Save list' })).toBeNull());
    expect(lists()).toHaveLength(1);
    expect(lists()[0]).toMatchObject({
      name: 'North door',
      ticketTypes: ['VIP'],
      includesPending: true,
      capacity: 150,
    });
    expect(lists()[0]).not.toHaveProperty('entriesPerDay');
    expect(panel().getByText('VIP · once · unpaid too · room for 150 guests')).toBeTruthy();
  });

  it('adds one', async () => {
    const { user, lists } = await openScreen();
    await user.click(panel().getByRole('button', { name: 'Add a list' }));
    await user.keyboard('VIP lounge{Enter}');
    await waitFor(() => expect(lists().map(({ name }) => name)).toEqual(['Main entrance', 'VIP lounge']));
  });

  it('keeps what was typed when the disk did not take it', async () => {
    const { user, laptop, lists } = await openScreen();
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.click(panel().getByRole('button', { name: 'Add a list' }));
    await user.keyboard('VIP lounge{Enter}');
    expect(await panel().findByText(/disk of this laptop is full/)).toBeTruthy();
    expect(panel().getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('VIP lounge');
    expect(lists()).toHaveLength(1);
  });
});

describe('health', () => {
  it('says how much the journal holds and where it is', async () => {
    const { ledger } = await openScreen();
    const health = screen.getByRole('region', { name: 'Health and about' });
    expect(health.textContent).toContain(`${String(ledger.books.head.seq)} operations`);
    expect(health.textContent).toContain('Up to date with the journal');
    expect(health.textContent).toContain('/nowhere');
  });
});
