// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { instant } from '../../../test/builders/facts.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import type { BridgeCall, HubStatus } from '../../shared/bridge.ts';
import type { EnrolLink } from '../../shared/enrol-link.ts';
import { connectMain } from '../ledger/main-process.ts';
import { HubPanel } from './hub-panel.tsx';
import { reachableAddresses, useHub } from './use-hub.ts';

afterEach(cleanup);

const now = instant('2026-11-21T19:00:00');
const running: Extract<HubStatus, { state: 'running' }> = {
  state: 'running',
  addresses: ['http://192.168.1.20:7380', 'http://127.0.0.1:7380'],
  ownerCode: 'K7QM3XVD',
};

/** A main process with a hub that is in this state, and in that one after it has been started. */
function openPanel(before: HubStatus, after: HubStatus = running, organisation?: string, joinProblem?: string) {
  let status = before;
  const calls: [BridgeCall, unknown][] = [];
  const joined: EnrolLink[] = [];
  const callMain = connectMain({
    async call(name, request) {
      if (name !== 'hub.status') calls.push([name, request]);
      if (name === 'hub.start') status = after;
      if (name === 'hub.stop') status = { state: 'stopped' };
      return Promise.resolve(status);
    },
  });
  const Panel = () => (
    <HubPanel
      hub={useHub(callMain)}
      organisation={organisation}
      timeZone="UTC"
      now={() => now}
      onJoin={async (link) => {
        joined.push(link);
        return Promise.resolve(joinProblem);
      }}
    />
  );
  const { user } = renderScreen(<Panel />);
  return { user, calls, joined };
}

const name = () => screen.findByRole('textbox', { name: 'Name of the organisation' });
const start = () => screen.getByRole('button', { name: 'Start the hub' });

describe('starting a hub', () => {
  it('takes a name and the usual port', async () => {
    const { user, calls } = openPanel({ state: 'stopped' });
    await user.type(await name(), ' Gala Ltd ');
    await user.click(start());
    expect(await screen.findByText('http://192.168.1.20:7380')).toBeTruthy();
    expect(calls).toEqual([['hub.start', { port: 7_380, organisation: 'Gala Ltd' }]]);
  });

  it('forwards where it is told to', async () => {
    const { user, calls } = openPanel({ state: 'stopped' });
    await user.type(await name(), 'Gala Ltd');
    await user.click(screen.getByRole('switch', { name: /Forward to a server/ }));
    await user.type(screen.getByRole('textbox', { name: 'Address of that server' }), 'sync.example.org');
    await user.type(screen.getByRole('textbox', { name: 'Code with the role Hub' }), 'k7qm-3xvd{Enter}');
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]?.[1]).toEqual({
      port: 7_380,
      organisation: 'Gala Ltd',
      upstream: { server: 'https://sync.example.org', code: 'K7QM3XVD' },
    });
  });

  it('says what is missing', async () => {
    const { user, calls } = openPanel({ state: 'stopped' });
    await name();
    const port = screen.getByRole('textbox', { name: 'Port' });
    await user.clear(port);
    await user.type(port, '99999');
    await user.click(screen.getByRole('switch', { name: /Forward to a server/ }));
    await user.click(start());
    expect(screen.getByText('Give the organisation a name.')).toBeTruthy();
    expect(screen.getByText('A whole number from 0 to 65,535.')).toBeTruthy();
    expect(screen.getByText(/^Check both/)).toBeTruthy();
    expect(calls).toEqual([]);
  });

  it('says why it does not run', async () => {
    const { user } = openPanel({ state: 'stopped' }, { state: 'failed', detail: 'Port 7380 is taken.' });
    await user.type(await name(), 'Gala Ltd{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('Port 7380 is taken.');
    expect(start()).toBeTruthy();
  });
});

describe('a running hub', () => {
  it('connects this laptop as the owner first, at its own address', async () => {
    const { user, joined } = openPanel(running);
    await user.click(await screen.findByRole('button', { name: 'Connect this laptop as the owner' }));
    expect(joined).toEqual([{ server: 'http://127.0.0.1:7380', code: 'K7QM3XVD' }]);
  });

  it('says why that did not work', async () => {
    const { user } = openPanel(running, running, undefined, 'The server cannot be reached.');
    await user.click(await screen.findByRole('button', { name: 'Connect this laptop as the owner' }));
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  });

  it('once connected, says where others are added', async () => {
    openPanel({ ...running, ownerCode: undefined }, running, 'Gala Ltd');
    expect(await screen.findByText(/Add a laptop: the code and its QR code/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /as the owner/ })).toBeNull();
  });

  it('tells how forwarding goes', async () => {
    const upstream = {
      server: 'https://sync.example.org',
      forwardedAt: now - 5_000,
      waiting: 3,
      problem: 'No internet',
    };
    openPanel({ ...running, upstream });
    expect((await screen.findByRole('alert')).textContent).toBe('Forwarding does not work at the moment: No internet');
    const facts = [...document.querySelectorAll('dl > div')].map((each) => each.textContent);
    expect(facts.slice(1)).toEqual([
      'Forwards tohttps://sync.example.org',
      'Last forwarded18:59:55',
      'Waiting to be forwarded3 operations',
    ]);
  });

  it('asks before it stops', async () => {
    const { user, calls } = openPanel(running);
    await user.click(await screen.findByRole('button', { name: 'Stop the hub' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Stop the hub?' }));
    expect(calls).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Stop the hub' }));
    expect(await name()).toBeTruthy();
    expect(calls).toEqual([['hub.stop', undefined]]);
  });
});

describe('where others reach the server', () => {
  it.each([
    { server: 'https://sync.example.org', hub: running, expected: ['https://sync.example.org'] },
    { server: 'http://127.0.0.1:7380', hub: running, expected: ['http://192.168.1.20:7380'] },
    { server: 'http://localhost:7380', hub: running, expected: ['http://192.168.1.20:7380'] },
    {
      server: 'http://localhost:7380',
      hub: { ...running, addresses: ['http://127.0.0.1:7380'] },
      expected: ['http://localhost:7380'],
    },
    { server: 'http://127.0.0.1:7380', hub: { state: 'stopped' }, expected: ['http://127.0.0.1:7380'] },
    { server: 'http://localhost.example.org', hub: running, expected: ['http://localhost.example.org'] },
  ] as const)('$server, hub $hub.state', ({ server, hub, expected }) => {
    expect(reachableAddresses(server, hub as HubStatus)).toEqual(expected);
  });
});
