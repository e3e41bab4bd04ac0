import type { Quoted } from '../../shared/credit/act.ts';
import { asOf } from '../../shared/credit/as-of.ts';
import { dueAt } from '../../shared/credit/due.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import type { DeviceId, EventId, Hash } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import type { OperationIntent, OperationOf, SegmentRef } from '../../shared/operation.ts';
import { type Books, enter, isAtDoor, openBooks } from './books.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { commit, type CommittedRow, type Surroundings } from './commit.ts';
import type { LedgerDatabase, StoredSegment } from './database.ts';
import { applyOperation, type EventMemory, fileTickets, openEventMemory } from './event-memory.ts';
import { keepOnlySegments, readSegment, storeSegment } from './guest-segments.ts';
import { openLogs, type Recovery } from './open-logs.ts';
import { rowOf } from './reconcile.ts';
import { unpackSegment } from './segment.ts';

/** The clock is looked at at least this often: a laptop that slept counts no waiting time. */
const longestWaitMs = 60 * 60 * 1_000;

/** An app that starts posts at most about this many rows to the account again. */
const rowsBetweenCheckpoints = 1_000;

/** How many segments of 1,000 tickets are filed before the window may paint. */
const segmentsBetweenPaints = 10;

/** What an action makes of the facts at the moment it is its turn: what to record, and what to show. */
export interface Decision<T> {
  readonly intents: readonly OperationIntent[];
  readonly outcome: T;
  /** What the person was told that it costs: it is not done at any other cost. */
  readonly quoted?: Quoted;
}

/** What the facts are when it is an action's turn. */
export interface Facts {
  readonly books: Books;
  readonly event: EventMemory | undefined;
  /** UTC milliseconds. */
  readonly now: number;
}

/** The laptop's log, its credit account and the open event. One per running app. */
export interface Ledger {
  readonly device: DeviceId;
  readonly books: Books;
  readonly recovery: Recovery;
  /** By which credits count (UTC milliseconds): the wall clock, but never before what has been recorded. */
  now(): number;
  /** The credit ledger with everything that is due by now: another one when something has become due. */
  credits(): CreditLedger;
  /** The open event; undefined before one is opened. */
  event(): EventMemory | undefined;
  /** False while the page's database could not follow the journal; it catches up at the next start. */
  databaseFollows(): boolean;
  /**
   * Runs one action after the others: decides with the facts of that moment, writes the journal, then applies it in
   * memory. Throws `NotRecordedError` when the journal does not take it, and `RefusedError` when a policy does not let
   * it happen or it would not cost what was quoted; then nothing has happened.
   */
  act<T>(
    actor: string,
    decide: (facts: Facts) => Decision<T>,
  ): Promise<{ readonly outcome: T; readonly rows: readonly LogRow[] }>;
  /** Opens an event: its guest list and what happened to it come into memory. Returns how many guests could not be read. */
  openEvent(id: EventId): Promise<{ readonly unreadable: number }>;
  /** The packed segments of an event's guest list, in the order in which later ones replace earlier ones. */
  readGuestList(id: EventId): Promise<readonly Uint8Array<ArrayBuffer>[]>;
  /** Stores a segment that an import is about to name. Throws `NotRecordedError` when the disk does not take it. */
  storeSegment(segment: StoredSegment): Promise<void>;
  /** Deletes stored segments that no import names: what a cancelled import leaves. */
  dropUnnamedSegments(): Promise<void>;
  /** Brings the tickets of an import that has just been recorded into the open event. */
  fileImport(imported: OperationOf<'importTickets'>): Promise<void>;
  /** Calls back after every change; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

export async function openLedger(surroundings: Surroundings, database: LedgerDatabase): Promise<Ledger> {
  const { callMain, sha256 } = surroundings;
  const shelves = { callMain, database };
  const { device, lines, recovery } = await openLogs(callMain, database, sha256);
  const checkpoint = await readCheckpoint(database, lines);
  const books = openBooks(checkpoint);
  for (const line of lines) enter(books, rowOf(line), line, checkpoint);
  let checkpointSeq = checkpoint?.seq ?? 0;
  await keepOnlySegments(shelves, hashesNamed(books));

  const listeners = new Set<() => void>();
  let event: EventMemory | undefined;
  let databaseFollows = recovery.database !== 'unusable';
  let turn: Promise<unknown> = Promise.resolve();

  function creditsNow(): number {
    return Math.max(surroundings.now(), books.lastAt?.ms ?? 0);
  }

  let current = { head: books.head, credits: books.credits };
  let nextDue: ReturnType<typeof setTimeout> | undefined;

  function credits(): CreditLedger {
    const now = creditsNow();
    if (current.head !== books.head || now >= dueAt(current.credits)) {
      current = { head: books.head, credits: asOf(books.credits, now) };
    }
    return current.credits;
  }

  /** Tells whoever looks at credits when some have come in or expired, though nobody has done anything. */
  function awaitDue(): void {
    clearTimeout(nextDue);
    const due = dueAt(credits());
    if (due === Infinity) return;
    nextDue = setTimeout(
      () => {
        notify();
        awaitDue();
      },
      Math.min(due - creditsNow(), longestWaitMs),
    );
  }
  awaitDue();

  function notify(): void {
    for (const listener of listeners) listener();
  }

  function apply(committed: readonly CommittedRow[]): void {
    for (const { row, line } of committed) {
      enter(books, row, line);
      applyToEvent(event, row);
    }
    const stored = committed.map(({ line }) => ({ seq: line.seq, text: line.text }));
    database.log.bulkPut(stored).catch(() => {
      databaseFollows = false;
      notify();
    });
    keepCheckpoint();
    awaitDue();
    notify();
  }

  function keepCheckpoint(): void {
    if (books.head.seq - checkpointSeq < rowsBetweenCheckpoints) return;
    checkpointSeq = books.head.seq;
    void writeCheckpoint(database, books);
  }
  keepCheckpoint();

  async function fileSegments(memory: EventMemory, imported: OperationOf<'importTickets'>): Promise<number> {
    let unreadable = 0;
    const segments = segmentsOf([imported]);
    const contents = await Promise.all(segments.map(({ hash }) => readSegment(shelves, hash)));
    for (const [index, bytes] of contents.entries()) {
      if (bytes === undefined) unreadable += segments[index]?.tickets ?? 0;
      else fileTickets(memory, await unpackSegment(bytes), imported.at);
      if (index % segmentsBetweenPaints === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    return unreadable;
  }

  return {
    device,
    books,
    recovery,
    now: creditsNow,
    credits,
    event: () => event,
    databaseFollows: () => databaseFollows,
    async act(actor, decide) {
      const mine = turn.then(async () => {
        const { intents, outcome, quoted } = decide({ books, event, now: surroundings.now() });
        const recorder = { device, actor, ...(quoted === undefined ? {} : { quoted }) };
        const committed = await commit(surroundings, recorder, books, event, intents);
        if (committed.length > 0) apply(committed);
        return { outcome, rows: committed.map(({ row }) => row) };
      });
      // One action's failure is its caller's to handle; the next takes its turn all the same.
      turn = mine.catch(() => undefined);
      return mine;
    },
    async openEvent(id) {
      const record = books.events.get(id);
      if (record === undefined) throw new Error('This event is not on this laptop');
      const memory = openEventMemory(record);
      let unreadable = 0;
      for (const imported of record.imports) unreadable += await fileSegments(memory, imported);
      for (const operation of record.atDoor) applyOperation(memory, operation);
      event = memory;
      notify();
      return { unreadable };
    },
    async readGuestList(id) {
      const segments = segmentsOf(books.events.get(id)?.imports ?? []);
      const contents = await Promise.all(segments.map(({ hash }) => readSegment(shelves, hash)));
      return contents.filter((bytes) => bytes !== undefined);
    },
    storeSegment: async (segment) => storeSegment(shelves, segment),
    dropUnnamedSegments: async () => keepOnlySegments(shelves, hashesNamed(books)),
    async fileImport(imported) {
      if (event?.record.details.id !== imported.eventId) return;
      await fileSegments(event, imported);
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Segments in the order in which they are to be filed: changes after what they change. */
function segmentsOf(imports: readonly OperationOf<'importTickets'>[]): readonly SegmentRef[] {
  return imports.flatMap(({ issued, changed }) => [...issued, ...changed]);
}

function hashesNamed(books: Books): readonly Hash[] {
  return [...books.events.values()].flatMap(({ imports }) => segmentsOf(imports).map(({ hash }) => hash));
}

function applyToEvent(event: EventMemory | undefined, { operation }: LogRow): void {
  if (isAtDoor(operation) && operation.eventId === event?.record.details.id) applyOperation(event, operation);
}
