import { sha256 as sha256Bytes } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { v7 } from 'uuid';
import { scanCode, type DoorPlace } from '../../src/renderer/door/check-in.ts';
import { createEvent } from '../../src/renderer/events/create-event.ts';
import { startGuestListReader } from '../../src/renderer/import/import-client.ts';
import {
  guestListState,
  importGuestList,
  quotedCredits,
  quoteImport,
} from '../../src/renderer/import/import-guest-list.ts';
import { connectMain } from '../../src/renderer/ledger/main-process.ts';
import { openPageLedger } from '../../src/renderer/open-page.ts';
import { connectSearch } from '../../src/renderer/search/search-client.ts';
import { connectSync } from '../../src/renderer/sync/connect-sync.ts';
import type { Bridge } from '../../src/shared/bridge.ts';
import { readEnrolLink } from '../../src/shared/enrol-link.ts';
import type { EventId } from '../../src/shared/ids.ts';
import { generateGuestList } from '../fixtures/generate-guest-list.ts';
import { openRawStore, openRowStore } from './raw-peers.ts';

const actor = 'Bench';
const nowhere = async (): Promise<undefined> => undefined;

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const { ledger, sync } = await openPageLedger({
  callMain: connectMain((globalThis as unknown as { admit: Bridge }).admit),
  databaseName: 'bench',
  locks: navigator.locks,
  connectSearch,
  connectSync,
  now: () => Date.now(),
  newId: () => v7(),
  sha256: (text: string) => bytesToHex(sha256Bytes(utf8ToBytes(text))),
  reportError: (error) => console.error(error),
});

/** Nothing unsent, nothing to come, every part of the guest lists here. */
async function untilUpToDate(): Promise<void> {
  if (sync === undefined) throw new Error('The page can sync');
  const isDone = (): boolean => {
    const state = sync.store.getState();
    if (state.kind !== 'enrolled' || state.link !== 'online' || state.upToDateAt === null) return false;
    const { here, all } = state.listProgress;
    return state.unsent === 0 && state.toPull === 0 && here === all && all > 0;
  };
  if (isDone()) return;
  await new Promise<void>((resolve) => {
    const end = sync.store.subscribe(() => {
      if (!isDone()) return;
      end();
      resolve();
    });
  });
}

function placeOf(eventId: EventId): DoorPlace {
  const list = ledger.books.events.get(eventId)?.details.firstList;
  if (list === undefined) throw new Error('No such event');
  return { eventId, listId: list.id, gate: list.name, actor };
}

/** Long tasks are reported once they are over. */
async function nextPaint(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

interface ImportTimes {
  /** From the file to a preview of its guests. */
  readonly readMs: number;
  /** From a yes to guests who can be admitted: what storing rows is to an app that has them already. */
  readonly storeMs: number;
  /** The longest that the window could not answer meanwhile; 0 where it never took 50 ms. */
  readonly longestTaskMs: number;
}

/** The whole way of an import, from the file to the open event. */
async function importRows(eventId: EventId, rows: number): Promise<ImportTimes> {
  const file = new File([generateGuestList({ format: 'eventbrite', rows, seed: 1 })], 'attendees.csv');
  const { listId } = placeOf(eventId);
  const reader = startGuestListReader();
  let longestTaskMs = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  tasks.observe({ type: 'longtask' });
  const startedAt = performance.now();
  const read = await reader.read(file, { timeZone: 'Europe/Madrid' }, () => undefined);
  if (read.kind !== 'read') throw new Error(`The list was not read: ${read.kind}`);
  const preview = await reader.match(await ledger.readGuestList(eventId), listId);
  const readMs = performance.now() - startedAt;
  const agreed = {
    place: { eventId, listId, actor },
    fileName: file.name,
    system: read.formatName,
    preview,
    credits: quotedCredits(quoteImport(ledger, preview.fees, actor)) ?? 0,
    guestListState: guestListState(ledger.books, eventId),
  };
  const run = { signal: new AbortController().signal, onProgress: () => undefined };
  const storeMs = await elapsed(async () => {
    const result = await importGuestList(ledger, reader, agreed, run);
    if (result.kind !== 'imported') throw new Error(`Nothing was imported: ${result.kind}`);
  });
  reader.stop();
  await nextPaint();
  tasks.disconnect();
  return { readMs, storeMs, longestTaskMs };
}

/** Tickets of the open event that admit, in the order of the list. */
function admissible(count: number): readonly string[] {
  const tickets = [...(ledger.event()?.tickets.values() ?? [])].filter(
    ({ status, paid }) => status === 'valid' && paid,
  );
  // Spread over the whole list, so that no cache is kinder than a door is.
  const step = Math.max(1, Math.floor(tickets.length / count));
  return tickets.flatMap(({ code }, index) => (index % step === 0 && code !== undefined ? [code] : [])).slice(0, count);
}

/** What the driver calls in the page; all durations in milliseconds. */
const bench = {
  /** Makes an event and imports this many guests into it. */
  async importEvent(name: string, rows: number): Promise<ImportTimes & { readonly eventId: EventId }> {
    const { id } = await createEvent(ledger, actor, v7, { name, timeZone: 'Europe/Madrid' });
    await ledger.openEvent(id);
    return { eventId: id, ...(await importRows(id, rows)) };
  },

  async openEvent(eventId: EventId): Promise<number> {
    return elapsed(async () => ledger.openEvent(eventId));
  },

  /** Scans guests of the open event, each followed by the same check-in in plain strict IndexedDB. */
  async scan(
    eventId: EventId,
    scans: number,
    warmUp: number,
  ): Promise<{ readonly ours: number[]; readonly raw: number[] }> {
    const tickets = [...(ledger.event()?.tickets.values() ?? [])];
    const rawStore = await openRawStore(tickets);
    const byCode = new Map(tickets.map(({ code, id }) => [code, id]));
    const place = placeOf(eventId);
    const ours: number[] = [];
    const raw: number[] = [];
    for (const [index, code] of admissible(scans + warmUp).entries()) {
      const ourMs = await elapsed(async () => {
        const result = await scanCode(ledger, place, 'entry', code, nowhere);
        if (result.kind !== 'verdict' || result.verdict.outcome !== 'admit')
          throw new Error(`${code} was not admitted`);
      });
      const rawMs = await elapsed(async () => rawStore.checkIn(byCode.get(code) ?? ''));
      if (index < warmUp) continue;
      ours.push(ourMs);
      raw.push(rawMs);
    }
    rawStore.close();
    return { ours, raw };
  },

  /** Connects the laptop and waits until it has everything, all guests of the event included. */
  async join(linkText: string, eventId: EventId): Promise<number> {
    const link = readEnrolLink(linkText);
    if (link === undefined || sync === undefined) throw new Error('It can be joined');
    return elapsed(async () => {
      const outcome = await sync.enrol(link, undefined);
      if (outcome.kind !== 'enrolled') throw new Error(outcome.kind);
      await untilUpToDate();
      await ledger.openEvent(eventId);
    });
  },

  /** Scans one guest after the other, in a loop as fast as a fast door is. One sample a scan. */
  async scanOnly(codes: readonly string[], pauseMs: number): Promise<number[]> {
    const eventId = ledger.event()?.record.details.id;
    if (eventId === undefined) throw new Error('An event is open');
    const samples: number[] = [];
    for (const code of codes) {
      samples.push(await elapsed(async () => scanCode(ledger, placeOf(eventId), 'entry', code, nowhere)));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return samples;
  },

  /** The same for as long as so many rows of the server's are coming in. */
  async scanDuringSync(
    codes: readonly string[],
    pauseMs: number,
    rows: number,
  ): Promise<{ readonly samples: number[]; readonly syncMs: number }> {
    const before = ledger.server.pulledTo();
    sync?.syncNow();
    while (ledger.server.pulledTo() === before) await new Promise((resolve) => setTimeout(resolve, 1));
    const startedAt = performance.now();
    const samples: number[] = [];
    for (const code of codes) {
      if (ledger.server.pulledTo() >= before + rows) return { samples, syncMs: performance.now() - startedAt };
      samples.push(...(await bench.scanOnly([code], pauseMs)));
    }
    throw new Error('There were not enough guests to scan while the rows came in');
  },

  /** Types names letter by letter; one sample a keystroke. */
  async search(eventId: EventId, names: number): Promise<number[]> {
    const search = connectSearch();
    await search.load(await ledger.readGuestList(eventId));
    const tickets = [...(ledger.event()?.tickets.values() ?? [])];
    const step = Math.max(1, Math.floor(tickets.length / names));
    const samples: number[] = [];
    for (const { name } of tickets.filter((_, index) => index % step === 0)) {
      for (let length = 1; length <= Math.min(name.length, 12); length += 1) {
        samples.push(await elapsed(async () => search.find(name.slice(0, length), 20)));
      }
    }
    search.dispose();
    return samples;
  },

  /** The open event's tickets as rows with three indexes: to write them all, and to read them all back. */
  async storeAsRows(): Promise<{ readonly writeMs: number; readonly readMs: number }> {
    const tickets = [...(ledger.event()?.tickets.values() ?? [])];
    const rows = await openRowStore();
    const writeMs = await elapsed(async () => rows.bulkAdd(tickets));
    const readMs = await elapsed(async () => rows.readAll());
    await rows.close();
    return { writeMs, readMs };
  },
};

export type ImportedEvent = Awaited<ReturnType<(typeof bench)['importEvent']>>;
export type Bench = typeof bench;

Object.assign(globalThis, { bench });
document.title = 'Admit: bench ready';
