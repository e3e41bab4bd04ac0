// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { aTicket, deviceId } from '../../../test/builders/facts.ts';
import { aLaptop, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { operationIdSchema } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { applyOperation, fileTickets } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ConflictsBadge } from './conflicts-badge.tsx';
import { ConflictsScreen } from './conflicts-screen.tsx';
import { createInboxReader } from './inbox-reader.ts';

afterEach(cleanup);

const ana = aTicket({ code: 'A', name: 'Ana Ruiz', fee: 'none' });
const bo = aTicket({ code: 'B', name: 'Bo Li', fee: 'none' });

/** Admits at this laptop's door, as the door does. */
async function checkIn(ledger: Ledger, { place }: Laptop, { id, fee }: Ticket): Promise<OperationOf<'checkIn'>> {
  const { eventId, listId, gate, actor } = place;
  const { rows } = await ledger.act(actor, () => ({
    intents: [{ kind: 'checkIn', eventId, listId, gate, ticketId: id, fee, reentry: 'once' }],
    outcome: undefined,
  }));
  return rows[0]?.operation as OperationOf<'checkIn'>;
}

let others = 0;

/** What another door did, so much later or earlier. */
function atOtherDoor(checkedIn: OperationOf<'checkIn'>, laterMs: number): OperationOf<'checkIn'> {
  others += 1;
  const id = v.parse(operationIdSchema, `018f4e5a-0000-7000-8000-${String(others).padStart(12, '0')}`);
  const ms = checkedIn.at.ms + laterMs;
  const at = { ms, n: 0, device: deviceId('south') };
  return { ...checkedIn, id, at, wallAt: ms, gate: 'South', actor: 'Sam' };
}

/** That comes in. */
function hearOf(ledger: Ledger, checkedIn: OperationOf<'checkIn'>, laterMs: number): OperationOf<'checkIn'> {
  const other = atOtherDoor(checkedIn, laterMs);
  const event = ledger.event();
  if (event !== undefined) applyOperation(event, other);
  return other;
}

async function openScreen(happen: (ledger: Ledger, laptop: Laptop) => Promise<unknown>, maySettle = true) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, [ana, bo]);
  await happen(ledger, laptop);
  const readInbox = createInboxReader();
  const rendered = renderScreen(
    <>
      <ConflictsBadge ledger={ledger} readInbox={readInbox} />
      <ConflictsScreen
        ledger={ledger}
        readInbox={readInbox}
        actor="Mia"
        timeZone="UTC"
        maySettle={maySettle}
        showsCredits
      />
    </>,
  );
  return { laptop, ledger, ...rendered };
}

async function twiceIn(ledger: Ledger, laptop: Laptop): Promise<void> {
  hearOf(ledger, await checkIn(ledger, laptop, ana), 111_000);
}

const card = (guest: string) => within(screen.getByRole('article', { name: guest }));
const badge = () => screen.queryByText(/open conflicts?$/)?.textContent;
const settled = (ledger: Ledger) => [...ledger.books.events.values()].flatMap(({ settlements }) => settlements);

describe('two doors that let one guest in', () => {
  it('nobody disagrees', async () => {
    await openScreen(checkInBoth);
    expect(screen.getByRole('heading', { name: 'No two doors disagree' })).toBeTruthy();
    expect(badge()).toBeUndefined();
  });

  it('shows guest, both gates, both times, who, which came first and what each was charged (GM-2)', async () => {
    await openScreen(twiceIn);
    expect(badge()).toBe('1 open conflict');
    const [first, then] = card('Ana Ruiz')
      .getAllByRole('heading', { level: 3 })
      .map(({ parentElement }) => parentElement?.textContent);
    expect(first).toMatch(/^First in\d\d:\d\d:\d\dGate Aby Kim · this laptop1 credit$/);
    expect(then).toMatch(/^Then in again\d\d:\d\d:\d\d1 min laterSouthby Samnot charged$/);
  });

  it('says so where the other door was the first', async () => {
    await openScreen(async (ledger, laptop) => hearOf(ledger, await checkIn(ledger, laptop, ana), -5_000));
    const [first, then] = card('Ana Ruiz')
      .getAllByRole('heading', { level: 3 })
      .map(({ parentElement }) => parentElement?.textContent);
    expect(first).toMatch(/^First in.*South/);
    expect(then).toMatch(/^Then in again.*5 s later.*Gate A/);
  });

  it('tells of a laptop whose clock was wrong', async () => {
    await openScreen(async (ledger, laptop) => {
      const other = hearOf(ledger, await checkIn(ledger, laptop, ana), 1_000);
      const event = ledger.event();
      const late = { ...other, id: v.parse(operationIdSchema, '018f4e5a-0000-7000-8000-00000000ffff') };
      if (event !== undefined) applyOperation(event, { ...late, wallAt: Date.UTC(2099, 0, 1) });
    });
    expect(screen.getByText(/its own clock said Thu 1 Jan, 00:00:00/)).toBeTruthy();
  });
});

async function checkInBoth(ledger: Ledger, laptop: Laptop): Promise<void> {
  await checkIn(ledger, laptop, ana);
  await checkIn(ledger, laptop, bo);
}

/** The desk's guest list, imported so much later than the guest was let in, says that the ticket is cancelled. */
async function cancelAna(ledger: Ledger, laptop: Laptop, laterMs: number): Promise<void> {
  const { at } = await checkIn(ledger, laptop, ana);
  const event = ledger.event();
  if (event !== undefined)
    fileTickets(event, [{ ...ana, status: 'canceled' }], { ms: at.ms + laterMs, n: 0, device: deviceId('desk') });
}

describe('a cancelled ticket that was let in (canceled)', () => {
  it.each([
    {
      name: 'before the door knew',
      laterMs: -60_000,
      expected: [/^Cancelled in the guest list/, /^Let in.*The door did not know yet$/],
    },
    {
      name: 'cancelled afterwards',
      laterMs: 60_000,
      expected: [/^Let in/, /^Cancelled in the guest list.*Afterwards/],
    },
  ])('$name', async ({ laterMs, expected }) => {
    await openScreen(async (ledger, laptop) => cancelAna(ledger, laptop, laterMs));
    const sides = card('Ana Ruiz')
      .getAllByRole('heading', { level: 3 })
      .map(({ parentElement }) => parentElement?.textContent);
    expect(sides).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
    expect(badge()).toBe('1 open conflict');
  });

  it('is none while the ticket is valid again', async () => {
    await openScreen(async (ledger, laptop) => {
      await cancelAna(ledger, laptop, 60_000);
      const event = ledger.event();
      if (event !== undefined) fileTickets(event, [ana], { ms: laptop.clock, n: 0, device: deviceId('desk') });
    });
    expect(screen.getByRole('heading', { name: 'No two doors disagree' })).toBeTruthy();
  });
});

describe('settling', () => {
  it('needs a note', async () => {
    const { user, ledger } = await openScreen(twiceIn);
    await user.click(card('Ana Ruiz').getByRole('button', { name: 'Settle: Ana Ruiz' }));
    await user.keyboard('   ');
    await user.click(screen.getByRole('button', { name: 'Settle with this note' }));
    expect(screen.getByText('Say what was done about it.')).toBeTruthy();
    expect(settled(ledger)).toEqual([]);
  });

  it('records note, who and when; the conflict is then listed as settled', async () => {
    const { user, ledger } = await openScreen(twiceIn);
    await user.click(card('Ana Ruiz').getByRole('button', { name: 'Settle: Ana Ruiz' }));
    await user.keyboard(' Two sisters, one ticket: sold another.{Enter}');
    await waitFor(() => expect(badge()).toBeUndefined());
    expect(settled(ledger)).toMatchObject([
      { note: 'Two sisters, one ticket: sold another.', actor: 'Mia', ticketId: ana.id },
    ]);
    await user.click(screen.getByRole('radio', { name: 'Settled (1)' }));
    expect(card('Ana Ruiz').getByText('Two sisters, one ticket: sold another.')).toBeTruthy();
    expect(card('Ana Ruiz').getByText(/^Mia, \d\d:\d\d:\d\d$/)).toBeTruthy();
  });

  it('keeps the keyboard where it was: on the next conflict', async () => {
    const { user } = await openScreen(async (ledger, laptop) => {
      await twiceIn(ledger, laptop);
      hearOf(ledger, await checkIn(ledger, laptop, bo), 2_000);
    });
    const [first, second] = screen.getAllByRole('button', { name: /^Settle: / });
    if (first === undefined || second === undefined) throw new Error('two conflicts');
    const next = second.getAttribute('aria-label') ?? '';
    await user.click(first);
    await user.keyboard('Seen{Enter}');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe(next));
  });

  it('says when the disk does not take it, and keeps the note typed', async () => {
    const { user, laptop, ledger } = await openScreen(twiceIn);
    await user.click(screen.getByRole('button', { name: 'Settle: Ana Ruiz' }));
    laptop.main.failure = { reason: 'full', detail: 'ENOSPC' };
    await user.keyboard('Seen{Enter}');
    expect(await screen.findByText(/disk of this laptop is full/)).toBeTruthy();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /What was done/ }).value).toBe('Seen');
    expect(settled(ledger)).toEqual([]);
  });

  it('is not offered to a laptop that may not', async () => {
    await openScreen(twiceIn, false);
    expect(card('Ana Ruiz').queryByRole('button')).toBeNull();
  });
});

describe('many conflicts', () => {
  it('finds one by guest, gate or who, without accents', async () => {
    const { user } = await openScreen(async (ledger, laptop) => {
      await twiceIn(ledger, laptop);
      hearOf(ledger, await checkIn(ledger, laptop, bo), 2_000);
    });
    expect(screen.getAllByRole('article')).toHaveLength(2);
    await user.type(screen.getByRole('textbox', { name: 'Guest, gate or who' }), 'SÁM ruiz');
    await waitFor(() =>
      expect(screen.getAllByRole('article').map((each) => each.getAttribute('aria-label'))).toEqual(['Ana Ruiz']),
    );
    await user.type(screen.getByRole('textbox', { name: 'Guest, gate or who' }), 'x');
    await user.click(await screen.findByRole('button', { name: 'Clear the search' }));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
  });

  it('a scan that concerns none of 5,000 conflicts among 100,000 guests computes nothing anew', async () => {
    const laptop = aLaptop();
    const { ledger } = await laptop.start();
    await openGala(ledger, laptop, [ana]);
    const template = await checkIn(ledger, laptop, ana);
    const event = ledger.event();
    if (event === undefined) throw new Error('no event');
    const guests = Array.from({ length: 100_000 }, (_, index) => aTicket({ code: `G-${String(index)}` }));
    fileTickets(event, guests, template.at);
    for (const { id } of guests.slice(0, 5_000)) {
      applyOperation(event, { ...atOtherDoor(template, 1_000), ticketId: id });
      applyOperation(event, { ...atOtherDoor(template, 2_000), ticketId: id });
    }
    const readInbox = createInboxReader();
    const before = readInbox(ledger);
    expect(before.open.length).toBe(5_000);
    const [calm] = guests.slice(-1);
    if (calm !== undefined) await checkIn(ledger, laptop, calm);
    expect(readInbox(ledger)).toBe(before);
  });
});
