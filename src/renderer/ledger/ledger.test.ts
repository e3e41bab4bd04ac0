import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { aTicket, ticketId } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, type Laptop, openGala } from '../../../test/builders/laptop.ts';
import { sha256 } from '../../../test/builders/memory-main.ts';
import { readJournalLine } from '../../shared/journal-line.ts';
import { passTicket } from '../door/check-in.ts';
import { undo } from '../door/undo.ts';
import { NotRecordedError } from './commit.ts';
import { openDatabase, schemaVersions } from './database.ts';
import { countsOn, historyOn } from './event-memory.ts';
import { dueAt } from '../../shared/credit/due.ts';
import type { Ledger } from './ledger.ts';

const guests = [1, 2, 3].map((n) => aTicket({ code: `T-${String(n)}`, name: `Guest ${String(n)}` }));

async function aNight(admitted = 2): Promise<{ laptop: Laptop; ledger: Ledger }> {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  await openGala(ledger, laptop, guests);
  for (const guest of guests.slice(0, admitted)) await passTicket(ledger, laptop.place, 'entry', guest.id);
  return { laptop, ledger };
}

/** What people would see: who is in, and the balance. */
function standing(ledger: Ledger, { place }: Laptop) {
  const event = ledger.event();
  if (event === undefined) throw new Error('no event');
  return {
    balance: creditsOf(ledger).balance,
    counts: countsOn(event, place.listId),
    inside: guests.filter(({ id }) => historyOn(event, place.listId, id).inside).map(({ name }) => name),
    rows: ledger.books.rows.length,
  };
}

async function restart(laptop: Laptop): Promise<Ledger> {
  const { ledger } = await laptop.start();
  const { unreadable } = await ledger.openEvent(laptop.place.eventId);
  expect(unreadable).toBe(0);
  return ledger;
}

async function databaseOf(laptop: Laptop) {
  const database = openDatabase(laptop.databaseName);
  await database.open();
  return database;
}

describe('a restart', () => {
  it('finds everything as it was', async () => {
    const { laptop, ledger } = await aNight();
    const again = await restart(laptop);
    expect(standing(again, laptop)).toEqual(standing(ledger, laptop));
    expect(again.recovery).toMatchObject({ database: 'sound', journal: 'sound', copied: false });
  });

  it('folds the log to the books that were kept while working (replay = projection)', async () => {
    const { laptop, ledger } = await aNight(3);
    await undo(ledger, laptop.place, lastOperation(ledger));
    const again = await restart(laptop);
    dueAt(again.books.credits);
    expect(again.books).toEqual(ledger.books);
    expect(again.event()?.lists).toEqual(ledger.event()?.lists);
  });

  const damages: readonly { name: string; damage: (laptop: Laptop) => Promise<void>; found: object }[] = [
    {
      name: 'with a wiped database rebuilds it from the journal',
      damage: async (laptop) => Dexie.delete(laptop.databaseName),
      found: { database: 'rebuilt', operationsFromJournal: 5 },
    },
    {
      name: 'with rows missing in the middle rebuilds them',
      damage: async (laptop) => (await databaseOf(laptop)).log.delete(2),
      found: { database: 'rebuilt', operationsFromJournal: 1 },
    },
    {
      name: 'with the last rows missing catches up',
      damage: async (laptop) => (await databaseOf(laptop)).log.bulkDelete([4, 5]),
      found: { database: 'restarted', operationsFromJournal: 2 },
    },
    {
      name: 'with a lost journal completes it from the database',
      damage: async ({ main }) => void main.journal.splice(0),
      found: { journal: 'completed', operationsFromDatabase: 5 },
    },
    {
      name: 'with a short journal completes it from the database',
      damage: async ({ main }) => void main.journal.splice(3),
      found: { journal: 'completed', operationsFromDatabase: 2 },
    },
    {
      name: 'with a damaged line in the journal takes it from the database',
      damage: async ({ main }) => {
        const texts = main.journal.splice(2).slice(1);
        main.report = { salvaged: { texts, keptAs: 'journal.damaged' } };
      },
      found: { journal: 'repaired', operationsFromDatabase: 1, operationsLost: 0 },
    },
    {
      name: 'with guest lists missing in the database reads them from their files',
      damage: async (laptop) => (await databaseOf(laptop)).segments.clear(),
      found: { database: 'sound' },
    },
    {
      name: 'with a damaged guest list in the database reads it from its file',
      damage: async (laptop) => {
        const { segments } = await databaseOf(laptop);
        await segments.toCollection().modify((segment) => void segment.bytes.fill(0, 0, 8));
      },
      found: { database: 'sound' },
    },
  ];

  it.each(damages)('$name', async ({ damage, found }) => {
    const { laptop, ledger } = await aNight();
    const before = standing(ledger, laptop);
    await damage(laptop);
    const again = await restart(laptop);
    expect(again.recovery).toMatchObject(found);
    expect(standing(again, laptop)).toEqual(before);
    laptop.main.report = {};
    const third = await restart(laptop);
    expect(third.recovery).toMatchObject({ database: 'sound', journal: 'sound' });
    expect(standing(third, laptop)).toEqual(before);
  });

  it('says how many operations neither place could give back, and goes on', async () => {
    const { laptop } = await aNight();
    await Dexie.delete(laptop.databaseName);
    const texts = laptop.main.journal.splice(3).slice(1);
    laptop.main.report = { salvaged: { texts, keptAs: 'journal.damaged' } };
    const again = await restart(laptop);
    expect(again.recovery).toMatchObject({ journal: 'repaired', operationsLost: 1 });
    expect(again.books.rows).toHaveLength(4);
    laptop.main.report = {};
    await passTicket(again, laptop.place, 'entry', ticketId('T-3'));
    expect(laptop.main.journal.every((text) => readJournalLine(text, sha256) !== undefined)).toBe(true);
  });
});

describe('a copied profile', () => {
  it('cannot charge twice what had been charged before the copy', async () => {
    const { laptop, ledger } = await aNight(1);
    laptop.main.report = { copied: true };
    const copy = await restart(laptop);
    expect(copy.recovery.copied).toBe(true);
    const result = await passTicket(copy, laptop.place, 'entry', ticketId('T-1'));
    expect(result).toMatchObject({ verdict: { code: 'already_redeemed' } });
    expect(creditsOf(copy).balance).toBe(creditsOf(ledger).balance);
  });
});

describe('a database of another version', () => {
  it('is upgraded with its rows kept', async () => {
    const { laptop, ledger } = await aNight();
    const next = openDatabase(laptop.databaseName, [...schemaVersions, { log: 'seq', segments: 'hash', later: 'id' }]);
    await next.open();
    expect(await next.log.count()).toBe(ledger.books.rows.length);
    expect(next.verno).toBe(schemaVersions.length + 1);
    next.close();
  });

  it('of a newer app is made anew from the journal by an older one', async () => {
    const { laptop, ledger } = await aNight();
    const before = standing(ledger, laptop);
    await Dexie.delete(laptop.databaseName);
    const newer = new Dexie(laptop.databaseName);
    newer.version(99).stores({ log: 'other' });
    await newer.open();
    newer.close();
    expect(standing(await restart(laptop), laptop)).toEqual(before);
  });
});

describe('a disk that does not take it', () => {
  it.each(['full', 'out-of-step', 'failed'] as const)(
    '%s: nothing happened, nothing is charged, the next scan works',
    async (reason) => {
      const { laptop, ledger } = await aNight();
      const before = standing(ledger, laptop);
      laptop.main.failure = { reason, detail: 'test' };
      await expect(passTicket(ledger, laptop.place, 'entry', ticketId('T-3'))).rejects.toThrow(NotRecordedError);
      expect(standing(ledger, laptop)).toEqual(before);
      laptop.main.failure = undefined;
      expect(await passTicket(ledger, laptop.place, 'entry', ticketId('T-3'))).toMatchObject({
        verdict: { code: 'ok' },
      });
      expect(standing(await restart(laptop), laptop)).toEqual(standing(ledger, laptop));
    },
  );

  it('for the database alone: check-ins go on, and the next start catches up', async () => {
    const laptop = aLaptop();
    const { ledger, database } = await laptop.start();
    await openGala(ledger, laptop, guests);
    database.close();
    await passTicket(ledger, laptop.place, 'entry', ticketId('T-1'));
    await expect.poll(() => ledger.databaseFollows()).toBe(false);
    const again = await restart(laptop);
    expect(standing(again, laptop)).toMatchObject({ inside: ['Guest 1'] });
    expect(again.recovery).toMatchObject({ database: 'restarted', operationsFromJournal: 1 });
  });
});

describe('one action at a time', () => {
  it('X-4 a double click admits and charges once', async () => {
    const { laptop, ledger } = await aNight(0);
    const clicks = [1, 2, 3].map(async () => passTicket(ledger, laptop.place, 'entry', ticketId('T-1')));
    const codes = (await Promise.all(clicks)).map((result) => result.kind === 'verdict' && result.verdict.code);
    expect(codes).toEqual(['ok', 'already_redeemed', 'already_redeemed']);
    expect(creditsOf(ledger).balance).toBe(50 - guests.length - 1);
  });

  it('a failing action does not hold up the next', async () => {
    const { laptop, ledger } = await aNight(0);
    const failing = passTicket(ledger, laptop.place, 'entry', ticketId('nobody'));
    const next = passTicket(ledger, laptop.place, 'entry', ticketId('T-1'));
    await expect(failing).rejects.toThrow('not in the event');
    expect(await next).toMatchObject({ verdict: { code: 'ok' } });
  });
});

function lastOperation(ledger: Ledger) {
  const operation = ledger.books.rows.at(-1)?.operation;
  if (operation === undefined) throw new Error('empty log');
  return operation.id;
}
