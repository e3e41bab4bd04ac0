// @vitest-environment jsdom
import { notifications } from '@mantine/notifications';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aCheckIn, deviceId, eventId, instant } from '../../../test/builders/facts.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { answering, type Answers } from '../../../test/builders/answering.ts';
import type { Role } from '../../shared/role.ts';
import type { EnrolledDevice } from '../../shared/wire.ts';
import { FleetPanel } from './fleet-panel.tsx';
import { sealOperations } from './seal.ts';

afterEach(() => {
  cleanup();
  notifications.clean();
});

const now = instant('2026-11-21T19:00:00');
const desk = deviceId('desk');

function aDevice(name: string, facts: Partial<EnrolledDevice> = {}): EnrolledDevice {
  return {
    device: deviceId(name),
    name,
    role: 'door',
    events: null,
    enrolledAt: instant('2026-11-20T10:00:00'),
    seenAt: now - 5_000,
    revokedAt: null,
    ...facts,
  };
}

function openPanel(
  answers: Answers,
  {
    role = 'owner',
    addresses = ['http://10.0.0.5:7380'],
  }: { readonly role?: Role; readonly addresses?: readonly string[] } = {},
) {
  const server = answering({ devices: { serverAt: now, devices: [] }, ...answers });
  const rendered = renderScreen(
    <FleetPanel
      request={server.request}
      device={desk}
      role={role}
      addresses={addresses}
      events={new Map([[eventId('gala'), 'Gala']])}
      timeZone="UTC"
      now={() => now}
    />,
  );
  return { server, ...rendered };
}

const rows = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe('the list of laptops', () => {
  it('tells name, role, events, last seen and since when; the signed out last', async () => {
    openPanel({
      devices: {
        serverAt: now,
        devices: [
          aDevice('Old', { revokedAt: instant('2026-11-21T12:00:00') }),
          aDevice('Door 10', { events: [eventId('gala')], seenAt: instant('2026-11-20T11:00:00') }),
          aDevice('Door 2', { seenAt: null }),
          aDevice('Desk', { device: desk, role: 'organiser' }),
        ],
      },
    });
    await screen.findByText('4 laptops');
    expect(rows()).toEqual([
      'Desk (this laptop)Organiser · All events · here now · connected Fri 20 Nov, 10:00',
      'Door 2 Door · All events · never seen · connected Fri 20 Nov, 10:00Sign out',
      'Door 10 Door · Gala · seen Fri 20 Nov, 11:00 · connected Fri 20 Nov, 10:00Sign out',
      'Old Door · All events · signed out 12:00 · connected Fri 20 Nov, 10:00',
    ]);
  });

  it('draws some of 1,000 and finds any of them', async () => {
    const devices = Array.from({ length: 1_000 }, (_, index) => aDevice(`Door ${String(index + 1)}`));
    const { user } = openPanel({ devices: { serverAt: now, devices } });
    await screen.findByText('1,000 laptops');
    expect(rows().length).toBeLessThan(40);
    await user.type(screen.getByRole('textbox', { name: 'Find a laptop' }), 'door 777');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByText('1 of 1,000 laptops')).toBeTruthy();
  });

  it('says when the server cannot be reached, and asks again', async () => {
    const { user, server } = openPanel({ devices: 'unreachable' });
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
    server.answers.devices = { serverAt: now, devices: [aDevice('Door 1')] };
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await screen.findByText('1 laptop');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('adding a laptop', () => {
  const made = { serverAt: now - 3_600_000, code: 'K7QM3XVD', expiresAt: now - 3_600_000 + 15 * 60_000 };

  it('makes a code for name, role and events, and shows it large, as a QR code and counting down', async () => {
    const { user, server } = openPanel({ createCode: made });
    await user.click(screen.getByRole('button', { name: 'Add a laptop' }));
    await user.type(screen.getByRole('textbox', { name: 'What to call it' }), 'Door 3');
    await user.click(screen.getByRole('button', { name: 'Make a code' }));
    expect((await screen.findByLabelText('Code')).textContent).toBe('K7QM-3XVD');
    expect(screen.getByRole('timer').textContent).toBe('Expires in 15:00');
    expect(await screen.findByRole('img', { name: 'QR code of the link that connects the laptop' })).toBeTruthy();
    expect(server.asked('createCode')).toEqual([{ name: 'Door 3', role: 'door', events: null, minutes: 15 }]);
  });

  it('needs a name', async () => {
    const { user, server } = openPanel({ createCode: made });
    await user.click(screen.getByRole('button', { name: 'Add a laptop' }));
    await user.click(screen.getByRole('button', { name: 'Make a code' }));
    expect(screen.getByText('Give it a name.')).toBeTruthy();
    expect(server.asked('createCode')).toEqual([]);
  });

  it('says why the server makes none', async () => {
    const { user } = openPanel({ createCode: 'forbidden' });
    await user.click(screen.getByRole('button', { name: 'Add a laptop' }));
    await user.type(screen.getByRole('textbox', { name: 'What to call it' }), 'Door 3{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('may not do that');
  });

  it.each([
    { role: 'organiser', offered: ['Door', 'Print station', 'Box office', 'Supervisor', 'Organiser'] },
    { role: 'owner', offered: ['Door', 'Print station', 'Box office', 'Supervisor', 'Organiser', 'Owner', 'Hub'] },
  ] as const)('as $role offers no role that may do more', async ({ role, offered }) => {
    const { user } = openPanel({ createCode: made }, { role });
    await user.click(screen.getByRole('button', { name: 'Add a laptop' }));
    await user.click(screen.getByRole('combobox', { name: 'Role' }));
    const options = await screen.findAllByRole('option', { hidden: true });
    expect(
      options.map(({ textContent }) => textContent).filter((text) => offered.some((each) => each === text)),
    ).toEqual(offered);
  });

  it('an expired code is struck out and replaced', async () => {
    const { user } = openPanel({ createCode: { ...made, expiresAt: made.serverAt } });
    await user.click(screen.getByRole('button', { name: 'Add a laptop' }));
    await user.type(screen.getByRole('textbox', { name: 'What to call it' }), 'Door 3{Enter}');
    expect((await screen.findByRole('timer')).textContent).toBe('This code has expired.');
    expect(screen.queryByRole('img')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Make another' }));
    expect(screen.getByRole('textbox', { name: 'What to call it' })).toBeTruthy();
  });
});

describe('signing one out from afar', () => {
  const devices = { serverAt: now, devices: [aDevice('Door 1')] };

  it.each([
    { wipe: false, button: 'Sign out' },
    { wipe: true, button: 'Sign out and ask to delete' },
  ])('asks first (wipe: $wipe)', async ({ wipe, button }) => {
    const { user, server } = openPanel({ devices, revokeDevice: { serverAt: now } });
    await user.click(await screen.findByRole('button', { name: 'Sign out: Door 1' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Sign out Door 1?' }));
    expect(server.asked('revokeDevice')).toEqual([]);
    if (wipe) await user.click(dialog.getByRole('switch', { name: /ask it to delete/ }));
    await user.click(dialog.getByRole('button', { name: button }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.asked('revokeDevice')).toEqual([{ device: deviceId('Door 1'), wipe }]);
    expect(server.asked('devices')).toHaveLength(2);
  });

  it('says why not, and stays', async () => {
    const { user } = openPanel({ devices, revokeDevice: 'unreachable' });
    await user.click(await screen.findByRole('button', { name: 'Sign out: Door 1' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Sign out' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('cannot be reached');
  });
});

describe('bringing in what a laptop saved', () => {
  const operations = Array.from({ length: 1_001 }, (_, index) => ({
    seq: index + 1,
    operation: aCheckIn({ id: String(index), ms: index }),
  }));
  const saved = { device: deviceId('lost'), deviceName: 'Lost door', savedAt: now, operations };
  const head = { position: 1, chain: '0'.repeat(64), balances: {} };
  const reply = (outcomes: readonly string[]) => ({
    serverAt: now,
    head,
    cloned: false,
    answers: outcomes.map((outcome, index) =>
      outcome === 'parked'
        ? { seq: index + 1, outcome, reason: 'event' }
        : { seq: index + 1, outcome, position: index + 1 },
    ),
  });

  async function choose(passphrase: string, answers: Answers, text?: string) {
    const panel = openPanel(answers);
    const file = new File([text ?? (await sealOperations(saved, 'correct horse'))], 'lost.admit');
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('no field');
    await panel.user.upload(input, file);
    await panel.user.type(screen.getByLabelText('Passphrase'), passphrase);
    await panel.user.click(screen.getByRole('button', { name: 'Bring in' }));
    return panel;
  }

  it('sends it under that laptop’s name, in batches, and says what became of it', async () => {
    const { server } = await choose('correct horse', { recover: reply(['applied', 'applied', 'duplicate', 'parked']) });
    expect(
      await screen.findByText('6 operations brought in, 3 were there already, 3 set aside, listed below'),
    ).toBeTruthy();
    const sent = server.asked('recover') as readonly { device: string; operations: readonly { seq: number }[] }[];
    expect(sent.map(({ device, operations: batch }) => [device, batch.length, batch[0]?.seq])).toEqual([
      [saved.device, 500, 1],
      [saved.device, 500, 501],
      [saved.device, 1, 1_001],
    ]);
  });

  it('a wrong passphrase sends nothing', async () => {
    const { server } = await choose('wrong', {});
    expect(await screen.findByText(/passphrase is not the one/)).toBeTruthy();
    expect(server.asked('recover')).toEqual([]);
  });

  it('another file sends nothing', async () => {
    const { server } = await choose('correct horse', {}, 'name,code\nAna,1');
    expect(await screen.findByText('This is no file that a laptop saved.')).toBeTruthy();
    expect(server.asked('recover')).toEqual([]);
  });

  it('says when it is cut off', async () => {
    await choose('correct horse', { recover: 'unreachable' });
    expect(await screen.findByText(/cannot be reached/)).toBeTruthy();
  });
});
