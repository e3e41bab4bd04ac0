import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aLaptop, creditsOf } from './builders/laptop.ts';
import { rowOf } from '../src/renderer/ledger/reconcile.ts';

/** Written by version 0.1: a welcome grant, an import, check-ins, an exit, an undo and a pack, which came to 547. */
const journal = readFileSync('test/fixtures/journals/version-0.1.txt', 'utf8').trim().split('\n');

async function startWithIt() {
  const laptop = aLaptop();
  laptop.main.journal.push(...journal);
  const { ledger } = await laptop.start();
  await ledger.openEvent(laptop.place.eventId);
  return { laptop, ledger };
}

describe('a journal of version 0.1', () => {
  it('X-6 comes to the same balance', async () => {
    const { ledger } = await startWithIt();
    expect(creditsOf(ledger)).toMatchObject({ balance: 547, granted: 550, spent: 4, refunded: 1, debt: 0 });
    expect(ledger.books.deferred).toBe(0);
  });

  it('goes on: an undo returns to the welcome credits what it charged (GM-6)', async () => {
    const { laptop, ledger } = await startWithIt();
    const last = journal.map((text) => rowOf({ text }).operation).findLast(({ kind }) => kind === 'checkIn');
    if (last?.kind !== 'checkIn') throw new Error('The journal has a check-in');
    const { eventId, listId, ticketId, gate } = last;
    const { rows } = await ledger.act(laptop.place.actor, () => ({
      intents: [{ kind: 'undo', eventId, listId, ticketId, gate, target: last.id }],
      outcome: undefined,
    }));
    expect(rows[0]?.entries).toMatchObject([{ kind: 'reversal', draws: [{ lot: 'welcome', credits: 1 }] }]);
    expect(creditsOf(ledger).balance).toBe(548);
  });

  it('GM-11 has had its welcome credits: choosing the policy brings none again', async () => {
    const { laptop, ledger } = await startWithIt();
    await ledger.act(laptop.place.actor, () => ({
      intents: [{ kind: 'choosePolicy', policies: ['guest-manager'], timeZone: 'UTC' }],
      outcome: undefined,
    }));
    expect(creditsOf(ledger).balance).toBe(547);
  });
});
