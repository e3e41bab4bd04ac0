// @vitest-environment jsdom
import '../../test/builders/render-screen.tsx';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Dexie } from 'dexie';
import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryMain, sha256 } from '../../test/builders/memory-main.ts';
import { createPageLocks } from '../../test/builders/page-locks.ts';
import { searchInPlace } from '../../test/builders/search-in-place.ts';
import { connectMain } from './ledger/main-process.ts';
import { Root } from './root.tsx';
import { type Page, startApp } from './start-app.ts';

afterEach(cleanup);

let laptops = 0;

/** A laptop on which the app can be started again and again. */
function aLaptop(demo = false) {
  laptops += 1;
  const databaseName = `root-${String(laptops)}`;
  const main = createMemoryMain();
  main.demo = demo;
  main.settings = { ...main.settings, sound: false };
  const errors: unknown[] = [];
  function start(changes: Partial<Page> = {}) {
    cleanup();
    const store = startApp({
      callMain: main.callMain,
      databaseName,
      locks: createPageLocks(),
      connectSearch: searchInPlace,
      now: () => Date.now(),
      newId: () => v7(),
      sha256,
      reportError: (error) => errors.push(error),
      ...changes,
    });
    render(<Root start={store} />);
    return userEvent.setup();
  }
  return { main, databaseName, errors, start };
}

const input = () => screen.findByRole('combobox', { name: 'Scan or search' });
const verdict = () => screen.getByTestId('verdict');

async function scan(user: ReturnType<typeof userEvent.setup>, code: string, verdictCode: string): Promise<void> {
  await input();
  await user.keyboard(`${code}{Enter}`);
  await waitFor(() => expect(verdict().dataset['code']).toBe(verdictCode));
}

describe('starting', () => {
  it('for the first time asks for an event, and leads to the import', async () => {
    const laptop = aLaptop();
    const user = laptop.start();
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Winter Fair{Enter}');
    expect(await screen.findByRole('tab', { name: 'Import', selected: true })).toBeTruthy();
    expect(screen.getByTestId('balance').textContent).toBe('50');
    expect(laptop.errors).toEqual([]);
  });

  it('as a demo makes the event with 500 guests, credits and a second list, once', async () => {
    const laptop = aLaptop(true);
    const user = laptop.start();
    await scan(user, 'GALA-0001', 'ok');
    expect(screen.getByTestId('count-entered').textContent).toBe('1');
    const balance = Number(screen.getByTestId('balance').textContent);
    expect(balance).toBeGreaterThan(300);
    const rows = laptop.main.journal.length;
    laptop.start();
    await input();
    expect(laptop.main.journal).toHaveLength(rows);
    expect(screen.getByTestId('count-entered').textContent).toBe('1');
    expect(Number(screen.getByTestId('balance').textContent)).toBe(balance);
  });

  it('opens the event and the list last used', async () => {
    const laptop = aLaptop(true);
    const user = laptop.start();
    await input();
    await user.click(screen.getByRole('combobox', { name: 'Check-in list' }));
    // Without a layout the open list counts as hidden.
    await user.click(await screen.findByRole('option', { name: 'VIP lounge', hidden: true }));
    await scan(user, 'GALA-0001', 'product');
    expect(verdict().textContent).toContain('Send the guest to “Main entrance”');
    await waitFor(() => expect(laptop.main.settings.lastListId).toBeDefined());
    laptop.start();
    await input();
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Check-in list' }).value).toBe('VIP lounge');
  });

  it('while another window writes, says so and opens nothing', async () => {
    const laptop = aLaptop();
    const locks = createPageLocks();
    laptop.start({ locks });
    await screen.findByRole('form', { name: 'New event' });
    laptop.start({ locks });
    expect(await screen.findByText('Admit is already open on this laptop', {}, { timeout: 5_000 })).toBeTruthy();
  });

  it('when the journal cannot be opened, says what to do and deletes nothing', async () => {
    const laptop = aLaptop();
    const { bridge } = createMemoryMain();
    laptop.start({
      callMain: connectMain({
        call: async (name, request) =>
          name === 'journal.open' ? Promise.reject(new Error('EACCES: no permission')) : bridge.call(name, request),
      }),
    });
    expect(await screen.findByText('Admit could not open its journal')).toBeTruthy();
    expect(screen.getByText('EACCES: no permission')).toBeTruthy();
    expect(screen.getByText('/nowhere')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Try again' }));
  });
});

describe('what was put right is said before anybody is admitted', () => {
  it('a lost database', async () => {
    const laptop = aLaptop(true);
    const user = laptop.start();
    await scan(user, 'GALA-0001', 'ok');
    await Dexie.delete(laptop.databaseName);
    laptop.start();
    expect(await screen.findByRole('heading', { name: 'Something was put right' })).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Scan or search' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Continue' }));
    await user.keyboard('{Enter}');
    await input();
    expect(screen.getByTestId('count-entered').textContent).toBe('1');
  });

  it('guests who cannot be read', async () => {
    const laptop = aLaptop(true);
    const user = laptop.start();
    await input();
    await Dexie.delete(laptop.databaseName);
    for (const hash of laptop.main.segments.keys()) laptop.main.segments.set(hash, new Uint8Array([1, 2, 3]));
    laptop.start();
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(await screen.findByText(/^500 guests of this event cannot be read/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await input();
  });
});

describe('the app', () => {
  it('finds guests by name after an event was opened, and keeps the last verdict while elsewhere', async () => {
    const laptop = aLaptop(true);
    const user = laptop.start();
    await user.type(await input(), 'beatriz seq');
    await user.click(await screen.findByRole('option', { name: /Dr. Beatriz Sequeira/ }));
    await waitFor(() => expect(verdict().dataset['code']).toBe('attention'));
    await user.click(screen.getByRole('tab', { name: 'Credits' }));
    expect(await screen.findByRole('grid', { name: 'Credit ledger' })).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: 'Door' }));
    expect(verdict().textContent).toContain('Dr. Beatriz Sequeira');
  });

  it('wrong_event: names the other event on this laptop', async () => {
    const laptop = aLaptop(true);
    const user = laptop.start();
    await input();
    await user.click(screen.getByRole('tab', { name: 'Events' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Winter Fair{Enter}');
    await screen.findByRole('tab', { name: 'Import', selected: true });
    await user.click(screen.getByRole('tab', { name: 'Door' }));
    await scan(user, 'GALA-0001', 'wrong_event');
    expect(verdict().textContent).toContain('Demo: Summer Gala');
  });

  it('stores settings, and says so when it cannot', async () => {
    const laptop = aLaptop(true);
    const user = laptop.start();
    await input();
    await user.click(screen.getByRole('tab', { name: 'Settings' }));
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(laptop.main.settings.colorScheme).toBe('dark'));
    expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark');
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.click(screen.getByRole('radio', { name: 'Light' }));
    expect(await screen.findByText(/could not be stored on the disk/)).toBeTruthy();
    expect(document.documentElement.dataset['mantineColorScheme']).toBe('light');
  });
});
