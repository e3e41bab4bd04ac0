// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answering, type Answers } from '../../../test/builders/answering.ts';
import { aCheckIn, deviceId, instant, operationId } from '../../../test/builders/facts.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { type ParkedOnServer, type ParkReason, parkReasonSchema } from '../../shared/wire.ts';
import type { ParkedHere } from '../sync/sync-report.ts';
import { parkedLines } from './export-parked.ts';
import { ParkedPanel } from './parked-panel.tsx';

afterEach(cleanup);

const now = instant('2026-11-21T19:00:00');
const operation = aCheckIn({ id: 'a', ms: now - 60_000, gate: 'Gate <b>A</b>' });

function onServer(id: number, facts: Partial<ParkedOnServer> = {}): ParkedOnServer {
  return {
    id,
    operationId: operationId(String(id)),
    device: deviceId('south'),
    deviceName: 'South door',
    reason: 'event',
    detail: 'Gala is not among its events',
    parkedAt: now - 30_000,
    operation,
    ...facts,
  };
}

function openPanel(parked: readonly ParkedHere[], answers?: Answers) {
  const server = answers && answering(answers);
  const onRetryAll = vi.fn();
  const { user } = renderScreen(
    <ParkedPanel parked={parked} onRetryAll={onRetryAll} request={server?.request} timeZone="UTC" now={() => now} />,
  );
  return { user, server, onRetryAll };
}

const here = () => within(screen.getByRole('region', { name: 'On this laptop' }));
const everywhere = () => within(screen.getByRole('region', { name: 'On the server, of all laptops' }));

describe('what this laptop had set aside', () => {
  it('nothing', () => {
    openPanel([]);
    expect(here().getByText('Nothing is set aside.')).toBeTruthy();
    expect(here().queryByRole('button')).toBeNull();
    expect(screen.queryByRole('region', { name: 'On the server, of all laptops' })).toBeNull();
  });

  it('tells reason, what to do, what, when and the payload as it is, never as markup', () => {
    openPanel([{ seq: 12, operation, reason: 'role' }]);
    const item = here().getByRole('article', { name: 'a check-in, this laptop' });
    expect(item.textContent).toContain('The laptop’s role may not do that');
    expect(item.textContent).toContain('An organiser’s laptop may try it again');
    expect(item.textContent).toContain('18:59:00, number 12 of this laptop');
    expect(item.querySelector('pre')?.textContent).toBe(JSON.stringify(operation, undefined, 2));
    expect(item.querySelector('pre b')).toBeNull();
  });

  it('sends all of it once more', async () => {
    const { user, onRetryAll } = openPanel([{ seq: 12, operation, reason: 'unknown-reference' }]);
    await user.click(here().getByRole('button', { name: 'Try all again' }));
    expect(onRetryAll).toHaveBeenCalledOnce();
  });

  it.each(parkReasonSchema.options)('has words for %s', (reason: ParkReason) => {
    openPanel([{ seq: 1, operation, reason }]);
    const [name, ...rest] = [...here().getByRole('article').querySelectorAll('h3, p')].map((each) => each.textContent);
    expect(name?.length).toBeGreaterThan(10);
    expect(rest.at(-1)?.length).toBeGreaterThan(20);
  });
});

describe('what the server has set aside of all laptops', () => {
  const parked = {
    serverAt: now,
    parked: [onServer(1), onServer(2, { operation: { kind: 'from-the-future' }, reason: 'malformed' })],
  };

  it('tells whose, when, and what the server found', async () => {
    openPanel([], { parked });
    const item = await everywhere().findByRole('article', { name: 'a check-in, South door' });
    expect(item.textContent).toContain('set aside 18:59:30');
    expect(item.textContent).toContain('The server says: Gala is not among its events');
    expect(everywhere().getByRole('article', { name: 'something unknown, South door' })).toBeTruthy();
  });

  it('tries one again, and says what became of it', async () => {
    const { user, server } = openPanel([], { parked, retryParked: { serverAt: now, outcome: 'applied' } });
    await user.click(await everywhere().findByRole('button', { name: 'Try again: a check-in, South door' }));
    expect(await everywhere().findByText('1 operation applied')).toBeTruthy();
    expect(server?.asked('retryParked')).toEqual([{ id: 1 }]);
    expect(server?.asked('parked')).toHaveLength(2);
  });

  it('tries all again', async () => {
    const { user, server } = openPanel([], {
      parked,
      retryParked: { serverAt: now, outcome: 'parked', reason: 'event' },
    });
    await user.click(await everywhere().findByRole('button', { name: 'Try all again' }));
    expect(await everywhere().findByText('0 applied, 2 still set aside')).toBeTruthy();
    expect(server?.asked('retryParked')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('one that somebody else has settled meanwhile is done', async () => {
    const { user } = openPanel([], { parked, retryParked: 'not-found' });
    await user.click(await everywhere().findByRole('button', { name: 'Try all again' }));
    expect(await everywhere().findByText('2 operations applied')).toBeTruthy();
  });

  it.each(['unreachable', 'forbidden'])('says why not: %s', async (answer) => {
    const { user } = openPanel([], { parked, retryParked: answer });
    await user.click(await everywhere().findByRole('button', { name: 'Try all again' }));
    await waitFor(() => expect(everywhere().getByRole('alert').textContent).not.toBe(''));
  });
});

describe('the export', () => {
  it('is one line of JSON each, with everything in it', () => {
    const item = { key: '1', reason: 'event', detail: 'd', laptop: 'South\ndoor', when: 'now', operation } as const;
    const lines = parkedLines([item, item]).split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      reason: 'event',
      detail: 'd',
      laptop: 'South\ndoor',
      when: 'now',
      operation,
    });
  });
});
