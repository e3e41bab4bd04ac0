// @vitest-environment jsdom
import { notifications } from '@mantine/notifications';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import * as v from 'valibot';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aCheckIn, deviceId, instant } from '../../../test/builders/facts.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import type { EnrolLink } from '../../shared/enrol-link.ts';
import { membershipSchema } from '../../shared/wire.ts';
import { type ErrorCode } from '../../shared/wire-error.ts';
import { ConnectPanel } from './connect-panel.tsx';
import type { Enrolled, EnrolOutcome } from '../sync/sync-handle.ts';
import { EnrolledPanel } from './enrolled-panel.tsx';
import { RevokedBanner } from './revoked-banner.tsx';
import type { SaveUnsent } from './save-unsent.tsx';

afterEach(() => {
  cleanup();
  notifications.clean();
  vi.restoreAllMocks();
});

const now = instant('2026-11-21T19:00:00');

const membership = v.parse(membershipSchema, {
  organisation: { id: deviceId('organisation'), name: 'Gala Ltd' },
  device: deviceId('one'),
  name: 'Door 3',
  role: 'door',
  events: null,
  publicKey: 'a'.repeat(64),
});

function refusedWith(error: ErrorCode): EnrolOutcome {
  return { kind: 'refused', status: 400, error: { error, message: '' } };
}

describe('connecting', () => {
  function openPanel(outcome: EnrolOutcome = { kind: 'enrolled', membership }, proposed?: string) {
    const asked: [EnrolLink, string | undefined][] = [];
    const { user } = renderScreen(
      <ConnectPanel
        proposed={proposed}
        onConnect={async (link, name) => {
          asked.push([link, name]);
          return Promise.resolve(outcome);
        }}
      />,
    );
    return { user, asked };
  }
  const link = 'admit://enrol?server=http%3A%2F%2F192.168.1.20%3A7380&code=K7QM3XVD';
  const read: EnrolLink = { server: 'http://192.168.1.20:7380', code: 'K7QM3XVD' };

  it('takes a link, and the name of this laptop', async () => {
    const { user, asked } = openPanel();
    await user.type(screen.getByRole('textbox', { name: 'Link from the organiser' }), link);
    await user.type(screen.getByRole('textbox', { name: 'Name of this laptop' }), ' Door 3 {Enter}');
    expect(asked).toEqual([[read, 'Door 3']]);
  });

  it('takes an address and a code as people type them', async () => {
    const { user, asked } = openPanel();
    await user.click(screen.getByRole('radio', { name: 'With an address and a code' }));
    await user.type(screen.getByRole('textbox', { name: 'Address of the server' }), '192.168.1.20:7380');
    await user.type(screen.getByRole('textbox', { name: 'Code' }), 'k7qm-3xvd{Enter}');
    expect(asked).toEqual([[read, undefined]]);
  });

  it('has the link in it that the app was opened with', async () => {
    const { user, asked } = openPanel(undefined, link);
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    expect(asked).toEqual([[read, undefined]]);
  });

  it.each([
    { way: 'With a link', says: 'This is no link' },
    { way: 'With an address and a code', says: 'Check both' },
  ])('says what is missing: $way', async ({ way, says }) => {
    const { user, asked } = openPanel();
    await user.click(screen.getByRole('radio', { name: way }));
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    expect(screen.getByRole('alert').textContent).toContain(says);
    expect(asked).toEqual([]);
  });

  it.each([
    { outcome: { kind: 'unreachable' }, says: 'cannot be reached' },
    { outcome: refusedWith('wrong-code'), says: 'wrong, used or expired' },
    { outcome: refusedWith('rate-limited'), says: 'Wait a minute' },
    { outcome: { kind: 'must-be-owner' }, says: 'ask for a code with the role Owner' },
  ] as const)('says why it did not work, until something else is typed: $says', async ({ outcome, says }) => {
    const { user } = openPanel(outcome, link);
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    expect((await screen.findByRole('alert')).textContent).toContain(says);
    await user.type(screen.getByRole('textbox', { name: 'Link from the organiser' }), ' ');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

const enrolled: Enrolled = {
  kind: 'enrolled',
  membership,
  server: 'https://sync.example.org',
  tokenKept: 'key-store',
  link: 'online',
  unsent: 0,
  toPull: 0,
  upToDateAt: now - 1_000,
  lastContactAt: now - 1_000,
  listProgress: { here: 0, all: 0 },
  parked: [],
  clockOffsetMs: 0,
  clockSkewMs: 0,
  updateNeeded: false,
  hasForgedLease: false,
};

const read: SaveUnsent = {
  read: async () =>
    Promise.resolve({
      device: deviceId('one'),
      deviceName: 'Door 3',
      savedAt: now,
      operations: [{ seq: 1, operation: aCheckIn({ id: 'a', ms: now }) }],
    }),
  day: () => '2026-11-21',
};

/** Names of the files that were handed out. */
function watchDownloads(): readonly string[] {
  const names: string[] = [];
  Object.assign(URL, { createObjectURL: () => 'blob:file', revokeObjectURL: () => undefined });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    names.push(this.download);
  });
  return names;
}

function openEnrolled(facts: Partial<Enrolled> = {}) {
  const calls: string[] = [];
  const { user } = renderScreen(
    <EnrolledPanel
      enrolled={{ ...enrolled, ...facts }}
      timeZone="UTC"
      now={() => now}
      save={read}
      onSyncNow={() => calls.push('sync')}
      onDisconnect={async () => {
        calls.push('leave');
        return Promise.resolve();
      }}
    />,
  );
  return { user, calls };
}

describe('a connected laptop', () => {
  it('tells organisation, server, role, name, what is unsent, and since when it is up to date', () => {
    openEnrolled({ unsent: 12 });
    const facts = [...document.querySelectorAll('dl > div')].map((each) => each.textContent);
    expect(facts).toEqual([
      'OrganisationGala Ltd',
      'Serverhttps://sync.example.org',
      'NameDoor 3',
      'RoleDoorChecks guests in and out, and undoes that. Sees no billing.',
      'StateConnected',
      'Not sent yet12 operations',
      'Up to date18:59:59',
      'Last heard of the server18:59:59',
    ]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    { name: 'a clock that is ahead', facts: { clockSkewMs: 300_000 }, says: '5 minutes ahead' },
    { name: 'a clock that is behind', facts: { clockSkewMs: -180_000 }, says: '3 minutes behind' },
    {
      name: 'another balance than the server’s',
      facts: { alarm: { position: 1, here: {}, there: {} } },
      says: 'balance is another',
    },
    { name: 'a newer server', facts: { updateNeeded: true }, says: 'update Admit' },
    {
      name: 'a disk that does not take it',
      facts: { storageProblem: 'QuotaExceededError' },
      says: 'could not be kept',
    },
    { name: 'a lease nobody signed', facts: { hasForgedLease: true }, says: 'not signed' },
  ])('warns of $name', ({ facts, says }) => {
    openEnrolled(facts);
    expect(screen.getByRole('alert').textContent).toContain(says);
  });

  it('says that the connection is forgotten where there is no key store', () => {
    openEnrolled({ tokenKept: 'until-closed' });
    expect(screen.getByText(/forgotten when Admit closes/)).toBeTruthy();
  });

  it('syncs when asked', async () => {
    const { user, calls } = openEnrolled();
    await user.click(screen.getByRole('button', { name: 'Sync now' }));
    expect(calls).toEqual(['sync']);
  });

  it('asks before it disconnects', async () => {
    const { user, calls } = openEnrolled();
    await user.click(screen.getByRole('button', { name: 'Disconnect' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Disconnect this laptop?' }));
    expect(dialog.queryByLabelText('Passphrase')).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Stay connected' }));
    expect(calls).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Disconnect' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(calls).toEqual(['leave']));
  });

  it('with something unsent first offers to save that, closed with a passphrase', async () => {
    const names = watchDownloads();
    const { user, calls } = openEnrolled({ unsent: 1 });
    await user.click(screen.getByRole('button', { name: 'Disconnect' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Disconnect all the same' })).toBeTruthy();
    await user.type(dialog.getByLabelText('Passphrase'), 'short');
    await user.click(dialog.getByRole('button', { name: 'Save as a file' }));
    expect(dialog.getByText('At least eight characters.')).toBeTruthy();
    await user.type(dialog.getByLabelText('Passphrase'), ' no more');
    await user.click(dialog.getByRole('button', { name: 'Save as a file' }));
    expect(await dialog.findByText(/^Saved: 1 operation\./)).toBeTruthy();
    expect(names).toEqual(['admit-door-3-2026-11-21.admit']);
    await user.click(dialog.getByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(calls).toEqual(['leave']));
  });
});

describe('a laptop that was signed out', () => {
  function openBanner(facts: { readonly wipe: boolean; readonly unsent: number }) {
    const onWipe = vi.fn(async () => Promise.resolve());
    const { user } = renderScreen(
      <RevokedBanner
        revoked={{ reason: 'revoked', wipe: facts.wipe }}
        unsent={facts.unsent}
        save={read}
        onWipe={onWipe}
      />,
    );
    return { user, onWipe };
  }

  it('is told calmly: the door goes on', () => {
    openBanner({ wipe: false, unsent: 0 });
    const banner = screen.getByRole('region', { name: 'An organiser has signed this laptop out' });
    expect(banner.textContent).toContain('The door goes on');
    expect(banner.textContent).not.toContain('asks to delete');
    expect(screen.queryByRole('button', { name: 'Save what was not sent' })).toBeNull();
  });

  it('may save what was not sent', async () => {
    const names = watchDownloads();
    const { user } = openBanner({ wipe: true, unsent: 1 });
    expect(screen.getByRole('region').textContent).toContain('asks to delete');
    await user.click(screen.getByRole('button', { name: 'Save what was not sent' }));
    await user.type(screen.getByLabelText('Passphrase'), 'correct horse{Enter}');
    await waitFor(() => expect(names).toHaveLength(1));
  });

  it('deletes nothing before somebody says that they understand', async () => {
    const { user, onWipe } = openBanner({ wipe: true, unsent: 2 });
    await user.click(screen.getByRole('button', { name: 'Delete everything here' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('alert').textContent).toContain('2 operations that no server has are lost');
    const button = dialog.getByRole<HTMLButtonElement>('button', { name: 'Delete everything' });
    expect(button.disabled).toBe(true);
    await user.click(dialog.getByRole('checkbox'));
    await user.click(button);
    await waitFor(() => expect(onWipe).toHaveBeenCalledOnce());
  });
});
