import { describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import { takeSnapshot } from '../../shared/credit/snapshot.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { Ledger } from './ledger.ts';
import { lineOf } from './open-logs.ts';

const guests = Array.from({ length: 30 }, (_, index) => aTicket({ code: `T-${String(index)}` }));

async function checkIn(ledger: Ledger, { place }: Laptop, { id: ticketId }: (typeof guests)[number]): Promise<void> {
  const { eventId, listId, gate, actor } = place;
  await ledger.act(actor, () => ({
    intents: [{ kind: 'checkIn', eventId, listId, gate, ticketId, fee: 'none', reentry: 'once' }],
    outcome: undefined,
  }));
}

/** A laptop with a checkpoint in the middle of its log. */
async function aStoredCheckpoint() {
  const laptop = aLaptop();
  const { ledger, database } = await laptop.start();
  await openGala(ledger, laptop, guests);
  for (const guest of guests.slice(0, 15)) await checkIn(ledger, laptop, guest);
  await writeCheckpoint(database, ledger.books);
  const { seq } = ledger.books.head;
  for (const guest of guests.slice(15)) await checkIn(ledger, laptop, guest);
  return { laptop, ledger, database, seq, lines: laptop.main.journal.map((text) => lineOf(text)) };
}

describe('a checkpoint', () => {
  it('X-6 with the rows after it gives what all rows give', async () => {
    const { laptop, ledger, database, seq, lines } = await aStoredCheckpoint();
    expect((await readCheckpoint(database, lines))?.seq).toBe(seq);
    const { ledger: again } = await laptop.start();
    expect(takeSnapshot(again.books.credits.account)).toEqual(takeSnapshot(ledger.books.credits.account));
    expect(creditsOf(again).balance).toBe(50 - 30 - 30);
  });

  it('is really what the account is taken from', async () => {
    const { laptop, database } = await aStoredCheckpoint();
    const stored = await database.checkpoints.get('account');
    const text = JSON.stringify(stored?.snapshot).replace('"granted":50', '"granted":51');
    await database.checkpoints.update('account', { snapshot: JSON.parse(text) });
    expect(creditsOf((await laptop.start()).ledger).granted).toBe(51);
  });

  it('GM-6 what was charged before it can be undone after it, once', async () => {
    const { laptop } = await aStoredCheckpoint();
    const { ledger } = await laptop.start();
    await ledger.openEvent(laptop.place.eventId);
    const first = ledger.books.rows.map(({ operation }) => operation).find((each) => each?.kind === 'checkIn');
    if (first?.kind !== 'checkIn') throw new Error('Nobody was checked in');
    const { eventId, listId, ticketId, gate, id: target } = first;
    const before = creditsOf(ledger).balance;
    for (const _ of [1, 2]) {
      await ledger.act('Kim', () => ({
        intents: [{ kind: 'undo', eventId, listId, ticketId, gate, target }],
        outcome: undefined,
      }));
    }
    expect(creditsOf(ledger).balance).toBe(before + 1);
  });

  const useless: readonly (readonly [string, Record<string, unknown>])[] = [
    ['of another history', { hash: '0'.repeat(64) }],
    ['of a row that is not there', { seq: 1_000 }],
    ['of another engine', { engine: 0 }],
    ['that is damaged', { snapshot: { holdings: 'gone' } }],
  ];
  it.each(useless)('%s is left alone', async (_, damage) => {
    const { laptop, ledger, database, lines } = await aStoredCheckpoint();
    await database.checkpoints.update('account', damage);
    expect(await readCheckpoint(database, lines)).toBeUndefined();
    expect(creditsOf((await laptop.start()).ledger)).toEqual(creditsOf(ledger));
  });

  it('is made by itself as the log grows', async () => {
    const laptop = aLaptop();
    const { ledger, database } = await laptop.start();
    await ledger.act('Kim', () => ({
      intents: Array.from({ length: 1_000 }, (_, index) => ({
        kind: 'defineMember',
        member: `Member ${String(index)}`,
        limits: {},
      })),
      outcome: undefined,
    }));
    await expect.poll(async () => (await database.checkpoints.get('account'))?.seq).toBe(1_000);
  });
});
