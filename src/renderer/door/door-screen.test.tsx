// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aCheckIn, aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { searchInPlace } from '../../../test/builders/search-in-place.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { DoorScreen } from './door-screen.tsx';
import { createDoor } from './door-store.ts';

afterEach(cleanup);

const guests: readonly Ticket[] = [
  aTicket({ code: 'GALA-0001', name: 'Ana Ruiz', company: 'Northwind' }),
  aTicket({ code: 'GALA-0002', name: 'Oliver Smith', fee: 'per-ticket', status: 'canceled' }),
  aTicket({ code: 'GALA-0003', name: 'Olivia Smith', note: 'Speaker: take to the stage door' }),
];

async function openScreen(tickets = guests) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, tickets);
  const search = searchInPlace();
  await search.load(await ledger.readGuestList(laptop.place.eventId));
  const door = createDoor({
    ledger,
    place: laptop.place,
    find: async (text, limit) => search.find(text, limit),
    findElsewhere: async (keys) => search.findElsewhere(keys),
    now: () => laptop.clock,
    onShown: () => undefined,
    reportError: (error) => {
      throw error;
    },
  });
  const told = {
    onChooseList: vi.fn<() => void>(),
    onSound: vi.fn<(sound: boolean) => void>(),
    onImport: vi.fn<() => void>(),
  };
  const rendered = renderScreen(<DoorScreen door={door} sound connection={<p>Offline</p>} showsCredits {...told} />);
  return { laptop, ledger, door, ...told, ...rendered };
}

const input = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Scan or search' });
const verdict = () => screen.getByTestId('verdict');

async function verdictIs(outcome: string, code: string): Promise<void> {
  await waitFor(() => expect([verdict().dataset['outcome'], verdict().dataset['code']]).toEqual([outcome, code]));
}

describe('the answer', () => {
  it('is announced at once, with name, ticket and what it cost', async () => {
    const { user } = await openScreen();
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    expect(verdict().getAttribute('role')).toBe('alert');
    expect(verdict().getAttribute('aria-live')).toBe('assertive');
    for (const words of ['Admit', 'Ana Ruiz', 'Regular · Northwind', '1 credit']) {
      expect(verdict().textContent).toContain(words);
    }
  });

  it('attention: shows the note', async () => {
    const { user } = await openScreen();
    await user.keyboard('GALA-0003{Enter}');
    await verdictIs('admit', 'attention');
    expect(verdict().textContent).toContain('Speaker: take to the stage door');
  });

  it('canceled: a refusal costs nothing', async () => {
    const { user } = await openScreen();
    await user.keyboard('GALA-0002{Enter}');
    await verdictIs('refuse', 'canceled');
    expect(verdict().textContent).toContain('Do not admit');
    expect(verdict().textContent).toContain('0 creditsA refusal costs nothing');
  });

  it('not recorded: fills the panel, and the door goes on', async () => {
    const { user, laptop } = await openScreen();
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('not-recorded', 'full');
    expect(verdict().textContent).toContain('Nobody was admitted and nothing was charged');
    laptop.main.failure = undefined;
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
  });

  it('with no guests yet, leads to the import', async () => {
    const { user, onImport } = await openScreen([]);
    await user.click(screen.getByRole('button', { name: 'Import a guest list' }));
    expect(onImport).toHaveBeenCalledOnce();
  });
});

describe('the input', () => {
  it('has the focus from the start, and again after a click anywhere', async () => {
    const { user } = await openScreen();
    expect(document.activeElement).toBe(input());
    await user.click(verdict());
    expect(document.activeElement).toBe(input());
    await user.click(screen.getByRole('button', { name: 'Sound' }));
    expect(document.activeElement).toBe(input());
  });

  it('takes a scan wherever the focus is', async () => {
    const { user } = await openScreen();
    screen.getByRole('button', { name: 'Sound' }).focus();
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    expect(input().value).toBe('');
  });

  it('leaves other inputs their keys', async () => {
    const { ledger } = await openScreen();
    const { user } = renderScreen(<input aria-label="Other" />);
    const rows = ledger.books.rows.length;
    await user.type(screen.getByRole('textbox', { name: 'Other' }), 'GALA-0001{Enter}');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Other' }).value).toBe('GALA-0001');
    expect(ledger.books.rows).toHaveLength(rows);
  });

  it('a burst of keys is a code, also when a guest is found by it', async () => {
    const { user } = await openScreen();
    await user.keyboard('smith{Enter}');
    await verdictIs('refuse', 'invalid');
    expect(verdict().textContent).toContain('“smith”');
  });

  it('finds while typing; arrows choose, Enter admits, and focus stays', async () => {
    const { user } = await openScreen();
    await user.type(input(), 'smith');
    expect(await screen.findAllByRole('option')).toHaveLength(2);
    expect(input().getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const second = screen.getAllByRole('option')[1];
    expect(second?.getAttribute('aria-selected')).toBe('true');
    expect(input().getAttribute('aria-activedescendant')).toBe(second?.id);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(verdict().textContent).toContain(second?.querySelector('bdi')?.textContent));
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(document.activeElement).toBe(input());
  });

  it('says of each guest whether they are in, and why not', async () => {
    const { user } = await openScreen();
    await user.keyboard('GALA-0003{Enter}');
    await verdictIs('admit', 'attention');
    await user.type(input(), 'smith');
    const options = await screen.findAllByRole('option');
    expect(options.map((option) => option.textContent).join()).toMatch(/Oliver Smith.*Cancelled/);
    expect(options.map((option) => option.textContent).join()).toMatch(/Olivia Smith.*In since \d\d:\d\d/);
  });

  it('a double click on a guest admits once', async () => {
    const { user, ledger } = await openScreen();
    await user.type(input(), 'ana');
    const rows = ledger.books.rows.length;
    await user.dblClick(await screen.findByRole('option', { name: /Ana Ruiz/ }));
    await verdictIs('admit', 'ok');
    expect(ledger.books.rows).toHaveLength(rows + 1);
  });

  it('Esc clears it and the guests under it', async () => {
    const { user } = await openScreen();
    await user.type(input(), 'smith');
    await screen.findAllByRole('option');
    await user.keyboard('{Escape}');
    expect(input().value).toBe('');
    expect(screen.queryAllByRole('option')).toEqual([]);
  });
});

describe('undo, exit and help by key', () => {
  it('GM-6 Ctrl+Z undoes the last and says what that did', async () => {
    const { user } = await openScreen();
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    await user.keyboard('{Control>}z{/Control}');
    await verdictIs('undone', 'undone');
    expect(verdict().textContent).toContain('Ana Ruiz is out again, 1 credit returned');
  });

  it('F2 turns to exits and back; an exit costs nothing (GM-5)', async () => {
    const { user } = await openScreen();
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    await user.keyboard('{F2}GALA-0001{Enter}');
    await verdictIs('exit', 'ok');
    expect(verdict().textContent).toContain('0 credits');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Exit' }).checked).toBe(true);
    await user.keyboard('{F2}');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Entry' }).checked).toBe(true);
  });

  it('F1 shows the keys beside the panel; scanning goes on', async () => {
    const { user } = await openScreen();
    await user.keyboard('{F1}');
    expect(screen.getByRole('dialog', { name: 'Keys' })).toBeTruthy();
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    await user.keyboard('{F1}');
    expect(screen.queryByRole('dialog', { name: 'Keys' })).toBeNull();
  });
});

const strip = () => within(screen.getByRole('region', { name: 'Last scans' }));

describe('the strip of last scans', () => {
  it('lists scans newest first and undoes each by its button', async () => {
    const { user } = await openScreen();
    await user.keyboard('GALA-0001{Enter}');
    await user.keyboard('GALA-0003{Enter}');
    await user.keyboard('NOPE-9999{Enter}');
    await verdictIs('refuse', 'invalid');
    const names = strip()
      .getAllByRole('listitem')
      .map((item) => item.querySelector('bdi')?.textContent);
    expect(names).toEqual(['NOPE-9999', 'Olivia Smith', 'Ana Ruiz']);
    await user.click(strip().getByRole('button', { name: 'Undo Ana Ruiz' }));
    await verdictIs('undone', 'undone');
    expect(strip().getAllByRole('listitem').at(-1)?.textContent).toContain('Undone');
    expect(strip().queryByRole('button', { name: 'Undo Ana Ruiz' })).toBeNull();
    expect(document.activeElement).toBe(input());
  });

  it('tells of this laptop alone: what other doors do counts, and is theirs to undo', async () => {
    const { user, ledger } = await openScreen();
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    const elsewhere = aCheckIn({ id: 'elsewhere', ms: ledger.now(), device: 'north', ticket: 'GALA-0003' });
    await ledger.server.takeIn([{ position: 1, operation: elsewhere, entries: [] }]);
    await waitFor(() => expect(screen.getByTestId('count-entered').textContent).toBe('2'));
    expect(strip().getAllByRole('listitem')).toHaveLength(1);
    expect(strip().getByRole('button', { name: 'Undo Ana Ruiz' })).toBeTruthy();
  });

  it('is the same after a restart', async () => {
    const { user, laptop, unmount } = await openScreen();
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    unmount();
    const { ledger } = await laptop.start();
    await ledger.openEvent(laptop.place.eventId);
    const door = createDoor({
      ledger,
      place: laptop.place,
      find: async () => ({ tickets: [], total: 0 }),
      findElsewhere: async () => undefined,
      now: () => laptop.clock,
      onShown: () => undefined,
      reportError: () => undefined,
    });
    renderScreen(
      <DoorScreen
        door={door}
        sound
        connection={null}
        showsCredits
        onChooseList={() => undefined}
        onSound={() => undefined}
        onImport={() => undefined}
      />,
    );
    expect(strip().getByRole('button', { name: 'Undo Ana Ruiz' })).toBeTruthy();
  });
});

const counts = () =>
  ['count-entered', 'count-expected', 'count-inside'].map((id) => screen.getByTestId(id).textContent);

describe('the status bar', () => {
  it('counts who came, who is expected, who is inside', async () => {
    const { user } = await openScreen();
    expect(counts()).toEqual(['0', '2', '0']);
    await user.keyboard('GALA-0001{Enter}');
    await verdictIs('admit', 'ok');
    expect(counts()).toEqual(['1', '2', '1']);
    await user.keyboard('{F2}GALA-0001{Enter}');
    await verdictIs('exit', 'ok');
    expect(counts()).toEqual(['1', '2', '0']);
  });

  it('mutes, and says how the laptop stands with the others', async () => {
    const { user, onSound } = await openScreen();
    const sound = screen.getByRole('button', { name: 'Sound' });
    expect(sound.getAttribute('aria-pressed')).toBe('true');
    await user.click(sound);
    expect(onSound).toHaveBeenCalledWith(false);
    expect(screen.getByText('Offline')).toBeTruthy();
  });
});
