import { Dexie } from 'dexie';
import type { Ticket } from '../../src/shared/ticket.ts';

/** The same ticket rows in plain IndexedDB: what a check-in app without a journal does, as fast as it can. */
export interface RawStore {
  /** One strict transaction: get and put the ticket's row, put a row in a log. */
  checkIn(id: string): Promise<void>;
  close(): void;
}

export async function openRawStore(tickets: readonly Ticket[]): Promise<RawStore> {
  const name = `raw-${String(tickets.length)}`;
  const database = await openNative(name);
  const filling = database.transaction('tickets', 'readwrite', { durability: 'relaxed' });
  for (const ticket of tickets) filling.objectStore('tickets').put(ticket);
  await finished(filling);
  let seq = 0;
  return {
    async checkIn(id) {
      seq += 1;
      const transaction = database.transaction(['tickets', 'log'], 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore('tickets');
      const request = store.get(id);
      request.addEventListener('success', () => {
        const ticket = request.result as Ticket;
        store.put({ ...ticket, checkedInAt: Date.now() });
        transaction
          .objectStore('log')
          .put({ seq, kind: 'checkIn', ticketId: id, at: Date.now(), gate: 'Main entrance', actor: 'Door staff' });
      });
      await finished(transaction);
    },
    close: () => database.close(),
  };
}

async function openNative(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('tickets', { keyPath: 'id' });
      request.result.createObjectStore('log', { keyPath: 'seq' });
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB did not open')));
  });
}

async function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
  });
}

/** The same tickets as rows with three indexes through Dexie: how guest lists are usually stored. */
export interface RowStore {
  bulkAdd(tickets: readonly Ticket[]): Promise<void>;
  readAll(): Promise<readonly Ticket[]>;
  close(): Promise<void>;
}

export async function openRowStore(): Promise<RowStore> {
  await Dexie.delete('rows');
  const database = new Dexie('rows', { chromeTransactionDurability: 'relaxed' });
  database.version(1).stores({ tickets: 'id, code, orderCode, name' });
  await database.open();
  return {
    async bulkAdd(tickets) {
      await database.table('tickets').bulkAdd(tickets);
    },
    readAll: async () => database.table('tickets').toArray(),
    close: async () => database.delete(),
  };
}
