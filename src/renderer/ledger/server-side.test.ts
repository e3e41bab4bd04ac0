import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCheckIn, aTicket, deviceId, operationId, ticketId } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, importTickets, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import { aSmallServer, type SmallServer } from '../../../test/builders/small-server.ts';
import { passTicket } from '../door/check-in.ts';
import { lastUndoable, undo } from '../door/undo.ts';
import { RefusedError } from './commit.ts';
import { countsOn, historyOn } from './event-memory.ts';
import type { Ledger } from './ledger.ts';

const guests = Array.from({ length: 6 }, (_, index) => aTicket({ code: `T-${String(index + 1)}` }));

interface Door {
  readonly laptop: Laptop;
  readonly ledger: Ledger;
}

/** An owner's laptop with the event, and doors that have heard of it. */
async function aVenue(doors: number): Promise<{ readonly server: SmallServer; readonly doors: readonly Door[] }> {
  const server = aSmallServer();
  const all: Door[] = [];
  for (let number = 0; number < doors; number += 1) {
    const laptop = aLaptop();
    laptop.main.deviceId = deviceId(`door ${String(number)}`);
    const { ledger } = await laptop.start({ rows: [], isEnrolled: true });
    ledger.server.setRole(number === 0 ? 'owner' : 'door');
    if (number === 0) await openGala(ledger, laptop, guests);
    await server.sync(ledger);
    if (number > 0) {
      for (const [hash, bytes] of all[0]?.laptop.main.segments ?? []) laptop.main.segments.set(hash, bytes);
      await ledger.openEvent(laptop.place.eventId);
    }
    all.push({ laptop: { ...laptop, place: { ...laptop.place, gate: `Gate ${String(number)}` } }, ledger });
  }
  return { server, doors: all };
}

function letIn({ ledger, laptop }: Door, code: string) {
  return passTicket(ledger, laptop.place, 'entry', ticketId(code));
}

async function undoLast({ ledger, laptop }: Door): Promise<void> {
  const last = lastUndoable(ledger, laptop.place);
  if (last !== undefined) await undo(ledger, laptop.place, last.id);
}

/** What people see at a door. */
function standing({ ledger, laptop: { place } }: Door) {
  const event = ledger.event();
  if (event === undefined) throw new Error('No event is open');
  return {
    balance: creditsOf(ledger).balance,
    unsent: ledger.server.countUnsent(),
    counts: { ...countsOn(event, place.listId) },
    tickets: guests.map(({ id }) => {
      const { inside, admissions, duplicates } = historyOn(event, place.listId, id);
      return [id, inside, admissions.map((each) => each.id), duplicates.map((each) => each.id)];
    }),
  };
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('There is none');
  return item;
}

describe('what a laptop did', () => {
  it('is unsent until it has come back, whatever the server said meanwhile', async () => {
    const { server, doors } = await aVenue(1);
    const door = first(doors);
    await letIn(door, 'T-1');
    expect(door.ledger.server.unsent(0, 10)).toHaveLength(1);
    server.takeFrom(door.ledger);
    expect(door.ledger.server.countUnsent()).toBe(1);
    await server.giveTo(door.ledger);
    expect(door.ledger.server.countUnsent()).toBe(0);
    expect(door.ledger.server.balancesAt(server.rows.length)).toEqual(server.balances());
  });

  it('is given in its own order, from any place on', async () => {
    const { doors } = await aVenue(1);
    const door = first(doors);
    for (const { id } of guests) await letIn(door, id);
    const all = door.ledger.server.unsent(0, 100).map(({ seq }) => seq);
    expect(door.ledger.server.unsent(all[1] ?? 0, 2).map(({ seq }) => seq)).toEqual(all.slice(2, 4));
  });

  it('stays known when the server has another log, and is sent again', async () => {
    const { server, doors } = await aVenue(2);
    const [owner, door] = doors as [Door, Door];
    await letIn(door, 'T-1');
    await server.sync(door.ledger);
    await server.giveTo(owner.ledger);
    const before = standing(door);
    await door.ledger.server.forgetPulled();
    expect(standing(door)).toMatchObject({ unsent: 1, counts: before.counts, tickets: before.tickets });
    await owner.ledger.server.forgetPulled();
    const restored = aSmallServer();
    restored.takeFrom(door.ledger);
    await restored.sync(owner.ledger);
    await restored.sync(door.ledger);
    await restored.giveTo(owner.ledger);
    expect(standing(door)).toEqual(standing(owner));
    expect(standing(door)).toMatchObject({ unsent: 0, tickets: before.tickets });
  });
});

describe('two doors that were apart', () => {
  it.each([0, 1])('GM-2 let one guest in: one charge and one conflict, when door %i syncs first', async (firstDoor) => {
    const { server, doors } = await aVenue(2);
    const [a, b] = doors as [Door, Door];
    const before = creditsOf(a.ledger).balance;
    b.laptop.clock = a.laptop.clock;
    await letIn(a, 'T-1');
    await letIn(b, 'T-1');
    for (const door of firstDoor === 0 ? [a, b, a] : [b, a, b]) await server.sync(door.ledger);
    expect(standing(a)).toEqual(standing(b));
    expect(standing(a)).toMatchObject({ balance: before - 1, unsent: 0 });
    expect(standing(a).tickets[0]?.[3]).toHaveLength(1);
    await undoLast(a);
    for (const door of [a, b]) await server.sync(door.ledger);
    expect(standing(a)).toEqual(standing(b));
    expect(standing(b)).toMatchObject({ balance: before - 1, counts: { inside: 1 } });
    expect(standing(b).tickets[0]?.[3]).toHaveLength(0);
    expect(server.balances()).toEqual({ credit: before - 1 });
  });
});

describe('a restart', () => {
  it('with the rows that were kept shows the same, its own unsent ones settled on them', async () => {
    const { server, doors } = await aVenue(2);
    const [owner, door] = doors as [Door, Door];
    await letIn(owner, 'T-1');
    await server.sync(owner.ledger);
    await server.giveTo(door.ledger);
    await letIn(door, 'T-2');
    const { ledger } = await door.laptop.start({ rows: server.rows, isEnrolled: true });
    await ledger.openEvent(door.laptop.place.eventId);
    expect(standing({ ...door, ledger })).toEqual(standing(door));
  });

  it('of a laptop that was disconnected keeps what it had', async () => {
    const { server, doors } = await aVenue(2);
    const [, door] = doors as [Door, Door];
    await letIn(door, 'T-2');
    const { ledger } = await door.laptop.start({ rows: server.rows, isEnrolled: false });
    await ledger.openEvent(door.laptop.place.eventId);
    expect(standing({ ...door, ledger })).toEqual(standing(door));
  });

  it('that finds nothing of the server goes on with its own', async () => {
    const { doors } = await aVenue(2);
    const [, door] = doors as [Door, Door];
    await letIn(door, 'T-2');
    const { ledger } = await door.laptop.start();
    expect(ledger.server.countUnsent()).toBe(1);
    expect(ledger.books.rows).toHaveLength(1);
  });
});

describe('rows of the server', () => {
  it('are taken in once, and never with one missing', async () => {
    const { server, doors } = await aVenue(1);
    const { ledger } = first(doors);
    const rows = ledger.books.rows.length;
    await ledger.server.takeIn(server.rows);
    expect(ledger.books.rows).toHaveLength(rows);
    const gap = { position: server.rows.length + 2, entries: [] };
    await expect(ledger.server.takeIn([gap])).rejects.toThrow('missing');
  });

  it('of a newer version make the balance one that cannot be compared', async () => {
    const { server, doors } = await aVenue(1);
    const { ledger } = first(doors);
    const position = server.rows.length + 1;
    await ledger.server.takeIn([{ position, entries: [], newer: true }]);
    expect(ledger.server.pulledTo()).toBe(position);
    expect(ledger.server.balancesAt(position)).toBeUndefined();
  });

  it('from a clock that is far ahead do not drag this one along', async () => {
    const { server, doors } = await aVenue(1);
    const door = first(doors);
    const at = door.laptop.clock + 24 * 3_600_000;
    server.record(aCheckIn({ id: 'ahead', ms: at, device: 'elsewhere', ticket: 'T-1' }));
    await server.giveTo(door.ledger);
    await letIn(door, 'T-2');
    expect(door.ledger.books.rows.at(-1)?.operation?.at.ms).toBeLessThan(at);
    // But what is about the same ticket comes after it.
    await undo(door.ledger, door.laptop.place, operationId('ahead'));
    expect(door.ledger.books.rows.at(-1)?.operation?.at.ms).toBe(at);
  });

  it('under a long tail of own ones are settled in slices, and scans go on meanwhile', async () => {
    const { server, doors } = await aVenue(2);
    const [owner, door] = doors as [Door, Door];
    for (let time = 0; time < 300; time += 1) {
      await letIn(door, 'T-3');
      await undoLast(door);
    }
    await letIn(owner, 'T-1');
    await server.sync(owner.ledger);
    await server.giveTo(door.ledger);
    await letIn(door, 'T-2');
    await server.sync(door.ledger);
    await server.giveTo(owner.ledger);
    expect(door.ledger.server.balancesAt(server.rows.length)).toEqual(server.balances());
    expect(standing(door)).toEqual(standing(owner));
  });
});

describe('X-5 a type that is refused at zero', () => {
  async function inviting() {
    const { server, doors } = await aVenue(1);
    const { ledger, laptop } = first(doors);
    await ledger.act('Kim', () => ({
      intents: [
        { kind: 'choosePolicy', policies: ['guest-manager', 'artsvp-invites'], timeZone: 'Europe/Madrid' },
        {
          kind: 'buyPack',
          type: 'invite',
          name: '100 invites',
          quantity: 1,
          credits: 100,
          price: { minor: 5_000, currency: 'EUR' },
          payment: 'card',
        },
      ],
      outcome: undefined,
    }));
    await server.sync(ledger);
    const invite = (count: number) =>
      ledger.act('Kim', () => ({
        intents: [{ kind: 'createInvites', eventId: laptop.place.eventId, via: 'single', count }],
        outcome: undefined,
      }));
    return { server, ledger, laptop, invite };
  }

  it('is spent out of a lease alone, and what was refused is asked for', async () => {
    const { ledger, invite } = await inviting();
    expect(ledger.server.leaseWanted()).toEqual({ type: 'invite', wanted: 20, need: 1 });
    await expect(invite(30)).rejects.toThrow(RefusedError);
    expect(ledger.server.leaseWanted()).toEqual({ type: 'invite', wanted: 30, need: 30 });
  });

  it('is asked for again at low water', async () => {
    const { server, ledger, laptop, invite } = await inviting();
    const lot = [...ledger.credits().account.lots.values()].find((each) => each.lot.type === 'invite')?.lot.id;
    if (lot === undefined) throw new Error('There is a lot');
    server.record({
      kind: 'takeLease',
      id: operationId('lease'),
      at: { ms: laptop.clock, n: 0, device: deviceId('server') },
      wallAt: laptop.clock,
      actor: 'server',
      lease: deviceId('lease') as never,
      holder: ledger.device,
      type: 'invite',
      slices: [{ lot, credits: 20 }],
      notAfterAt: laptop.clock + 7 * 24 * 3_600_000,
      signature: 'a'.repeat(128),
    });
    await server.giveTo(ledger);
    expect(ledger.server.leaseWanted()).toBeUndefined();
    await invite(16);
    expect(ledger.server.leaseWanted()).toEqual({ type: 'invite', wanted: 16, need: 1 });
    await expect(invite(5)).rejects.toThrow(RefusedError);
    await server.sync(ledger);
    expect(server.balances()).toMatchObject({ invite: 84 });
  });
});

it('a part of the guest list that was here before anybody named it comes into the open event', async () => {
  const { server, doors } = await aVenue(2);
  const [owner, door] = [first(doors), first(doors.slice(1))];
  const late = aTicket({ code: 'T-99' });
  await importTickets(owner.ledger, owner.laptop.place, [late]);
  // It was fetched before, and what told of it has been forgotten since.
  for (const [hash, bytes] of owner.laptop.main.segments) door.laptop.main.segments.set(hash, bytes);
  await server.sync(owner.ledger);
  await server.sync(door.ledger);
  expect(door.ledger.event()?.tickets.has(late.id)).toBe(false);
  expect(await door.ledger.server.segmentsNamed()).toMatchObject({ missing: [] });
  expect(door.ledger.event()?.tickets.has(late.id)).toBe(true);
});

it('any doors, any order: the same tickets, charges and balance everywhere', async () => {
  const steps = fc.array(
    fc.record({
      door: fc.nat({ max: 2 }),
      does: fc.constantFrom('in', 'in', 'in', 'undo', 'sync', 'give', 'restart'),
      guest: fc.nat({ max: 2 }),
    }),
    { minLength: 10, maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { server, doors } = await aVenue(3);
      const now = [...doors];
      for (const { door: number, does, guest } of all) {
        const door = now[number];
        if (door === undefined) continue;
        if (does === 'in') await letIn(door, guests[guest]?.id ?? '');
        if (does === 'undo') await undoLast(door);
        if (does === 'sync') await server.sync(door.ledger);
        if (does === 'give') await server.giveTo(door.ledger, 2);
        if (does === 'restart') {
          const rows = server.rows.slice(0, door.ledger.server.pulledTo());
          const { ledger } = await door.laptop.start({ rows, isEnrolled: true });
          ledger.server.setRole('door');
          await ledger.openEvent(door.laptop.place.eventId);
          expect(standing({ ...door, ledger })).toEqual(standing(door));
          now[number] = { ...door, ledger };
        }
      }
      for (const { ledger } of now) server.takeFrom(ledger);
      for (const { ledger } of now) await server.giveTo(ledger);
      for (const door of now) {
        expect(standing(door)).toEqual({ ...standing(first(now)), unsent: 0 });
        expect(door.ledger.server.balancesAt(server.rows.length)).toEqual(server.balances());
      }
    }),
    { numRuns: 40 },
  );
});
