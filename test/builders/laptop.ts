import { v7 } from 'uuid';
import * as v from 'valibot';
import { type Holding, holdingOf } from '../../src/shared/credit/account.ts';
import { operationIdSchema, type OperationId } from '../../src/shared/ids.ts';
import type { OperationIntent, OperationOf } from '../../src/shared/operation.ts';
import type { Ticket } from '../../src/shared/ticket.ts';
import { countFees } from '../../src/shared/guest-list/match.ts';
import type { DoorPlace } from '../../src/renderer/door/check-in.ts';
import type { Surroundings } from '../../src/renderer/ledger/commit.ts';
import { type LedgerDatabase, openDatabase } from '../../src/renderer/ledger/database.ts';
import { type Ledger, openLedger } from '../../src/renderer/ledger/ledger.ts';
import type { KeptFromServer } from '../../src/renderer/ledger/open-books.ts';
import { packSegment } from '../../src/renderer/ledger/segment.ts';
import { aList, eventId } from './facts.ts';
import { createMemoryMain, type MemoryMain, sha256 } from './memory-main.ts';

/** A laptop with the real ledger on an in-memory disk. */
export interface Laptop {
  readonly main: MemoryMain;
  readonly databaseName: string;
  readonly place: DoorPlace;
  /** What the wall clock shows; advances by a second with every reading. */
  clock: number;
  /** Starts the app, again and again, with what it has of a server. */
  start(kept?: KeptFromServer): Promise<{ readonly ledger: Ledger; readonly database: LedgerDatabase }>;
}

let laptops = 0;

export function aLaptop(): Laptop {
  laptops += 1;
  const main = createMemoryMain();
  const laptop: Laptop = {
    main,
    databaseName: `laptop-${String(laptops)}`,
    place: { eventId: eventId('gala'), listId: aList().id, gate: 'Gate A', actor: 'Kim' },
    clock: Date.UTC(2026, 10, 21, 19),
    async start(kept) {
      const database = openDatabase(laptop.databaseName);
      const surroundings: Surroundings = {
        callMain: main.callMain,
        now: () => (laptop.clock += 1_000),
        newOperationId: () => newOperationId(),
        sha256,
      };
      return { ledger: await openLedger(surroundings, database, kept), database };
    },
  };
  return laptop;
}

function newOperationId(): OperationId {
  return v.parse(operationIdSchema, v7());
}

/** Makes the event with its welcome grant and imports the tickets, as the app does. */
export async function openGala(ledger: Ledger, { place }: Laptop, tickets: readonly Ticket[]): Promise<void> {
  const details = { id: place.eventId, name: 'Gala', timeZone: 'Europe/Madrid', firstList: aList() };
  await ledger.act(place.actor, () => ({
    intents: [
      { kind: 'choosePolicy', policies: ['guest-manager'], timeZone: details.timeZone },
      { kind: 'createEvent', event: details },
    ],
    outcome: undefined,
  }));
  await ledger.openEvent(place.eventId);
  await importTickets(ledger, place, tickets);
}

/** Brings tickets in, as the app does. */
export async function importTickets(ledger: Ledger, place: DoorPlace, tickets: readonly Ticket[]): Promise<void> {
  const segment = await packSegment(tickets);
  await ledger.storeSegment(segment);
  const imported: OperationIntent = {
    kind: 'importTickets',
    eventId: place.eventId,
    listId: place.listId,
    fileName: 'guests.csv',
    system: 'Test',
    issued: [{ hash: segment.hash, tickets: tickets.length }],
    changed: [],
    ...countFees(tickets),
  };
  const { rows } = await ledger.act(place.actor, () => ({ intents: [imported], outcome: undefined }));
  await ledger.fileImport(rows[0]?.operation as OperationOf<'importTickets'>);
}

/** What the organisation has of the credits that the door draws. */
export function creditsOf({ books }: Ledger): Readonly<Holding> {
  return holdingOf(books.credits.account, 'credit');
}
