// @vitest-environment jsdom
import '../../test/builders/render-screen.tsx';
import { notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { aCheckIn } from '../../test/builders/facts.ts';
import { createMemoryMain, sha256 } from '../../test/builders/memory-main.ts';
import { createPageLocks } from '../../test/builders/page-locks.ts';
import { searchInPlace } from '../../test/builders/search-in-place.ts';
import { aMembership, aStubService, stubLink, stubServer } from '../../test/builders/stub-service.ts';
import type { Role } from '../shared/role.ts';
import { Root } from './root.tsx';
import { startApp } from './start-app.ts';

afterEach(() => {
  cleanup();
  notifications.clean();
});

let laptops = 0;

/** A laptop with the demo event, and a server that it can be connected to. Started again with `start`. */
function aLaptop({ demo = true }: { readonly demo?: boolean } = {}) {
  laptops += 1;
  const databaseName = `app-${String(laptops)}`;
  const main = createMemoryMain();
  main.demo = demo;
  main.settings = { ...main.settings, sound: false };
  const stub = aStubService();
  function start() {
    cleanup();
    const store = startApp({
      callMain: main.callMain,
      databaseName,
      locks: createPageLocks(),
      connectSearch: searchInPlace,
      connectSync: () => stub.service,
      now: () => Date.now(),
      newId: () => v7(),
      sha256,
      reportError: (error) => {
        throw error;
      },
    });
    render(<Root start={store} />);
    return userEvent.setup();
  }
  return { main, stub, start };
}

type Laptop = ReturnType<typeof aLaptop>;
type User = ReturnType<Laptop['start']>;

const tab = (name: string) => screen.findByRole('tab', { name });
const tabs = () => screen.getAllByRole('tab').map((each) => each.textContent);
const chip = () => screen.queryByTestId('sync-chip');

/** What is said of credits, but for the sentence that says that a door sees none of it. */
function mentionsOfMoney(): readonly string[] {
  const texts = screen.queryAllByText(/credit|billing|plan\b/i).map((each) => each.textContent);
  return texts.filter((text) => !text.includes('Sees no billing'));
}

/** A laptop that was enrolled before it started, on which the demo event is open. */
async function startAs(role: Role) {
  const laptop = aLaptop();
  laptop.start();
  await screen.findByRole('combobox', { name: 'Scan or search' });
  laptop.main.enrolment = { server: stubServer, token: 'token', membership: aMembership(role) };
  const user = laptop.start();
  await screen.findByTestId('sync-chip');
  return { ...laptop, user };
}

describe('what a laptop shows by its role', () => {
  it('alone, everything, and no word about sync but at the door', async () => {
    aLaptop().start();
    expect(await screen.findByText('On this laptop only')).toBeTruthy();
    expect(tabs()).toEqual(['Door', 'Import', 'Conflicts', 'Credits', 'Settings', 'Events']);
    expect(screen.getByTestId('balance')).toBeTruthy();
    expect(chip()).toBeNull();
  });

  it('a door shows no credits, and no way leads to them', async () => {
    const { user } = await startAs('door');
    expect(tabs()).toEqual(['Door', 'Conflicts', 'Settings', 'Events']);
    expect(screen.queryByTestId('balance')).toBeNull();
    for (const name of ['Door', 'Conflicts', 'Events', 'Settings']) {
      await user.click(await tab(name));
      expect(mentionsOfMoney()).toEqual([]);
    }
    await user.click(await tab('Door'));
    await user.keyboard('GALA-0001{Enter}');
    await waitFor(() => expect(screen.getByTestId('verdict').dataset['code']).toBe('ok'));
    expect(mentionsOfMoney()).toEqual([]);
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(screen.getByTestId('verdict').dataset['code']).toBe('undone'));
    expect(mentionsOfMoney()).toEqual([]);
    for (const panel of ['Organisation', 'Laptops', 'Hub']) {
      expect(screen.queryByRole('heading', { name: panel })).toBeNull();
    }
    await user.hover(screen.getByTestId('sync-chip'));
    expect(await screen.findByRole('button', { name: 'Sync now' })).toBeTruthy();
    expect(mentionsOfMoney()).toEqual([]);
  });

  it('a laptop that becomes a door while its credits are shown leaves them', async () => {
    const { user, stub, main } = await startAs('organiser');
    await user.click(await tab('Credits'));
    expect(await screen.findByRole('grid', { name: 'Credit ledger' })).toBeTruthy();
    stub.report({ membership: aMembership('door') });
    await waitFor(() => expect(screen.queryByRole('grid', { name: 'Credit ledger' })).toBeNull());
    expect(tabs()).toEqual(['Door', 'Conflicts', 'Settings', 'Events']);
    expect(screen.queryByTestId('balance')).toBeNull();
    expect(main.enrolment).not.toBeNull();
  });

  it('an organiser sees credits and laptops, and buys nothing', async () => {
    const { user } = await startAs('organiser');
    expect(screen.getByTestId('balance')).toBeTruthy();
    await user.click(await tab('Credits'));
    await user.click(await tab('Billing'));
    expect(screen.queryByRole('button', { name: /^Buy / })).toBeNull();
    await user.click(await tab('Settings'));
    expect(await screen.findByRole('heading', { name: 'Laptops' })).toBeTruthy();
  });
});

describe('the sync chip', () => {
  it('follows sync, and the door’s status bar with it', async () => {
    const { stub } = await startAs('door');
    const status = () => screen.getByRole('contentinfo', { name: 'Status' }).textContent;
    stub.report({ link: 'offline' });
    await waitFor(() => expect(chip()?.textContent).toMatch(/^Offline/));
    expect(status()).toContain('Offline');
    stub.report({ clockSkewMs: 300_000 });
    await waitFor(() => expect(chip()?.textContent).toMatch(/^Clock 5 min off/));
    expect(status()).toContain('Clock 5 min off');
  });

  it('opens by keyboard, syncs when asked, and leads to what was set aside', async () => {
    const { user, stub } = await startAs('door');
    stub.report({ parked: [{ seq: 1, operation: aCheckIn({ id: 'a', ms: 1 }), reason: 'role' }] });
    await waitFor(() => expect(chip()?.textContent).toBe('1 set aside'));
    chip()?.closest('button')?.focus();
    await user.keyboard('{Enter}');
    // Without a layout what is open counts as hidden.
    await user.click(await screen.findByRole('button', { name: 'Sync now', hidden: true }));
    expect(stub.asked).toContain('hurry');
    await user.click(screen.getByRole('button', { name: 'See what was set aside', hidden: true }));
    const panel = await screen.findByRole('region', { name: 'Set aside' });
    expect(panel.textContent).toContain('The laptop’s role may not do that');
    await waitFor(() => expect(document.activeElement?.contains(panel)).toBe(true));
    expect(document.activeElement).not.toBe(document.body);
  });

  it('reads a change out once, not with every number', async () => {
    const { stub } = await startAs('door');
    const aloud = () => document.querySelector('[aria-live="polite"]:not(output)')?.textContent;
    stub.report({ link: 'offline' });
    await waitFor(() => expect(aloud()).toBe('Offline'));
    stub.report({ link: 'online', toPull: 400 });
    await waitFor(() => expect(chip()?.textContent).toBe('Receiving 400'));
    expect(aloud()).toBe('Online');
  });
});

async function openConnect(laptop: Laptop): Promise<User> {
  const user = laptop.start();
  await user.click(await tab('Settings'));
  return user;
}

async function connect(user: User, name = ''): Promise<void> {
  await user.type(await screen.findByLabelText('Link from the organiser'), stubLink);
  await user.type(screen.getByLabelText('Name of this laptop'), `${name}{Enter}`);
}

describe('connecting', () => {
  it('as the owner brings in what is here', async () => {
    const laptop = aLaptop();
    const user = await openConnect(laptop);
    await connect(user, 'Office');
    expect(await screen.findByRole('heading', { name: 'This laptop’s connection' })).toBeTruthy();
    expect(laptop.stub.asked).toEqual([`enrol ${stubServer} K7QM3XVD as Office`, 'start']);
    expect(laptop.main.enrolment?.membership.name).toBe('Office');
    expect(chip()).not.toBeNull();
  });

  it('as a door is for a laptop without events of its own', async () => {
    const laptop = aLaptop();
    laptop.stub.answer = 'door';
    const user = await openConnect(laptop);
    await connect(user);
    expect((await screen.findByRole('alert')).textContent).toContain('ask for a code with the role Owner');
    expect(laptop.stub.asked).toEqual([`enrol ${stubServer} K7QM3XVD`, `signOut ${stubServer}`]);
    expect(laptop.main.enrolment).toBeNull();
    expect(tabs()).toContain('Credits');
    expect(chip()).toBeNull();
  });

  it('an empty laptop becomes a door at once', async () => {
    const laptop = aLaptop({ demo: false });
    laptop.stub.answer = 'door';
    const user = await openConnect(laptop);
    await connect(user);
    await waitFor(() => expect(tabs()).toEqual(['Door', 'Conflicts', 'Settings', 'Events']));
  });

  it.each([
    { answer: 'wrong-code', says: 'wrong, used or expired' },
    { answer: 'unreachable', says: 'cannot be reached' },
  ] as const)('does not work: $answer', async ({ answer, says }) => {
    const laptop = aLaptop({ demo: false });
    laptop.stub.answer = answer;
    const user = await openConnect(laptop);
    await connect(user);
    expect((await screen.findByRole('alert')).textContent).toContain(says);
    expect(laptop.main.enrolment).toBeNull();
  });
});

describe('leaving', () => {
  it('with something unsent offers to save it, and then works alone', async () => {
    const { user, stub, main } = await startAs('owner');
    stub.report({ link: 'offline' });
    await user.click(await tab('Settings'));
    await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Disconnect this laptop?' }));
    expect(dialog.getByRole('alert').textContent).toMatch(/\d+ operations of this laptop have not reached the server/);
    expect(dialog.getByLabelText('Passphrase')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Disconnect all the same' }));
    expect(await screen.findByRole('heading', { name: 'Connect this laptop' })).toBeTruthy();
    expect(main.enrolment).toBeNull();
    expect(stub.asked.slice(-2)).toEqual(['stop', `signOut ${stubServer}`]);
    expect(chip()).toBeNull();
  });

  it('a laptop that was signed out says so on every screen, goes on at the door, and is wiped when somebody is sure', async () => {
    const { user, stub, main } = await startAs('door');
    const title = 'An organiser has signed this laptop out';
    expect(screen.queryByRole('region', { name: title })).toBeNull();
    stub.report({ revoked: { reason: 'revoked', wipe: true } });
    for (const name of ['Events', 'Settings', 'Door']) {
      await user.click(await tab(name));
      expect(await screen.findByRole('region', { name: title })).toBeTruthy();
    }
    expect(chip()?.textContent).toMatch(/^Signed out/);
    await user.keyboard('GALA-0001{Enter}');
    await waitFor(() => expect(screen.getByTestId('verdict').dataset['code']).toBe('ok'));
    await user.click(screen.getByRole('button', { name: 'Delete everything here' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('alert').textContent).toContain('that no server has are lost');
    await user.click(dialog.getByRole('checkbox'));
    expect(main.wipes).toBe(0);
    await user.click(dialog.getByRole('button', { name: 'Delete everything' }));
    await waitFor(() => expect(main.wipes).toBe(1));
  });
});
