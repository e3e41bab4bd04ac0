// @vitest-environment jsdom
import { notifications } from '@mantine/notifications';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { v5 } from 'uuid';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { answering, type Answers } from '../../../test/builders/answering.ts';
import { deviceId, eventId } from '../../../test/builders/facts.ts';
import { aLaptop } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { leasesOf, sliceLease } from '../../shared/credit/lease.ts';
import { deriveEntryId, leaseIdSchema } from '../../shared/ids.ts';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { LeasesSection } from './leases-section.tsx';

afterEach(() => {
  cleanup();
  notifications.clean();
});

const south = deviceId('south');
const lease = v.parse(leaseIdSchema, v5('lease', eventId('gala')));

/** What the server's log says: credits of a type that is refused at zero, so many of them given to the south door. */
function leaseOf(ledger: Ledger, type: string, credits: number, notAfterAt: number): OperationIntent {
  const slices = [...sliceLease(ledger.credits(), type, credits, ledger.now())];
  return { kind: 'takeLease', lease, holder: south, type, slices, notAfterAt, signature: '0'.repeat(128) };
}

async function openSection(
  facts: { readonly leased?: number; readonly mayWriteOff?: boolean; readonly answers?: Answers } = {},
) {
  const { leased = 40, mayWriteOff = true, answers = {} } = facts;
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await ledger.act('Olga', () => ({
    intents: [{ kind: 'choosePolicy', policies: ['artsvp-invites'], timeZone: 'UTC' }],
    outcome: undefined,
  }));
  const type = 'invite';
  await ledger.act('Olga', ({ now }) => ({
    intents: [
      {
        kind: 'grantCredits',
        lot: { id: deriveEntryId('gift'), type, source: 'pack', credits: 100, startsAt: now, words: 'Gift' },
      },
    ],
    outcome: undefined,
  }));
  if (leased > 0)
    await ledger.act('server', () => ({
      intents: [leaseOf(ledger, type, leased, ledger.now() + 3_600_000)],
      outcome: undefined,
    }));
  const { user } = renderScreen(
    <LeasesSection
      ledger={ledger}
      actor="Olga"
      timeZone="UTC"
      request={answering(answers).request}
      mayWriteOff={mayWriteOff}
    />,
  );
  return { user, ledger, laptop };
}

const known: Answers = {
  devices: {
    serverAt: 0,
    devices: [
      { device: south, name: 'South door', role: 'door', events: null, enrolledAt: 0, seenAt: null, revokedAt: null },
    ],
  },
};

describe('credits that laptops hold (X-5)', () => {
  it('none', async () => {
    await openSection({ leased: 0 });
    expect(screen.getByText('No laptop holds any.')).toBeTruthy();
  });

  it('tells which laptop, how many, of how many, and until when', async () => {
    await openSection({ answers: known });
    expect(await screen.findByRole('heading', { name: 'South door' })).toBeTruthy();
    expect(screen.getByText(/^holds 40 invite credits of 40 it was given · until /)).toBeTruthy();
  });

  it('names a laptop by the end of its id while the server cannot be asked', async () => {
    await openSection();
    expect(screen.getByRole('heading', { name: `Laptop ${south.slice(-4)}` })).toBeTruthy();
  });

  it('only the owner may write one off', async () => {
    await openSection({ mayWriteOff: false });
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('writing off a lost laptop’s lease (X-5)', () => {
  it('tells the number first; leaving it records nothing', async () => {
    const { user, ledger } = await openSection({ answers: known });
    await screen.findByRole('heading', { name: 'South door' });
    const rows = ledger.books.head.seq;
    await user.click(screen.getByRole('button', { name: 'Write off: South door, 40 invite credits' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Write off what South door holds?' }));
    expect(dialog.getByText(/^40 invite credits then count as gone/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Leave it as it is' }));
    expect(ledger.books.head.seq).toBe(rows);
  });

  it('records it once, with the reason', async () => {
    const { user, ledger } = await openSection({ answers: known });
    await user.click(await screen.findByRole('button', { name: 'Write off: South door, 40 invite credits' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: 'Why' }), 'Stolen');
    await user.click(dialog.getByRole('button', { name: 'Write off 40 invite credits' }));
    await waitFor(() => expect(screen.getByText('No laptop holds any.')).toBeTruthy());
    expect(ledger.books.rows.at(-1)?.operation).toMatchObject({
      kind: 'writeOffLease',
      lease,
      note: 'Stolen',
      actor: 'Olga',
    });
    expect(leasesOf(ledger.credits())).toMatchObject([{ state: 'written-off', left: 0, writtenOff: 40 }]);
  });

  it('says when the disk does not take it', async () => {
    const { user, laptop, ledger } = await openSection({ answers: known });
    await user.click(await screen.findByRole('button', { name: 'Write off: South door, 40 invite credits' }));
    laptop.main.failure = { reason: 'full', detail: 'ENOSPC' };
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Write off 40 invite credits' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('disk of this laptop is full');
    expect(leasesOf(ledger.credits())).toMatchObject([{ state: 'open', left: 40 }]);
  });
});
