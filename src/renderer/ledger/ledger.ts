import type { Quoted } from '../../shared/credit/act.ts';
import { asOf } from '../../shared/credit/as-of.ts';
import { dueAt } from '../../shared/credit/due.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import type { DeviceId, EventId } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import type { OperationIntent, OperationOf } from '../../shared/operation.ts';
import { type Books, isAtDoor } from './books.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { commit, type CommittedRow, RefusedError, type Surroundings } from './commit.ts';
import type { LedgerDatabase, StoredSegment } from './database.ts';
import { applyOperation, type EventMemory, openEventMemory } from './event-memory.ts';
import { fileGuestList, hashesNamed, segmentsOf } from './file-guest-list.ts';
import { follow } from './following.ts';
import { keepOnlySegments, readSegment, storeSegment } from './guest-segments.ts';
import { enterRecorded, type KeptFromServer, openBooksFrom } from './open-books.ts';
import { openLogs, type Recovery } from './open-logs.ts';
import { openServerSide, type ServerSide } from './server-side.ts';

/** The clock is looked at at least this often: a laptop that slept counts no waiting time. */
const longestWaitMs = 60 * 60 * 1_000;

/** An app that starts posts at most about this many rows to the account again. */
const rowsBetweenCheckpoints = 1_000;

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
  /** UTC milliseconds by the corrected clock. */
  readonly now: number;
}

/** The laptop's log, its credit account and the open event. One per running app. */
export interface Ledger {
  /** Under which the laptop records; another one after it was found to be a copy. */
  readonly device: DeviceId;
  readonly books: Books;
  readonly recovery: Recovery;
  /** For sync alone. */
  readonly server: ServerSide;
  /** By which credits count (UTC milliseconds): the corrected wall clock, but never before what has been recorded. */
  now(): number;
  /** The server's clock minus this laptop's, in milliseconds. What is recorded from now on carries the server's time. */
  correctClock(offsetMs: number): void;
  /** From now on the laptop records under another name. */
  rename(device: DeviceId): Promise<void>;
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

const nothingKept: KeptFromServer = { rows: [], isEnrolled: false };

/** Opens journal and database, and puts what the laptop has of a server beneath. */
export async function openLedger(
  surroundings: Surroundings,
  database: LedgerDatabase,
  kept: KeptFromServer = nothingKept,
): Promise<Ledger> {
  const { callMain, sha256 } = surroundings;
  const shelves = { callMain, database };
  const { lines, recovery, ...opened } = await openLogs(callMain, database, sha256);
  let { device } = opened;
  const checkpoint = await readCheckpoint(database, lines);
  const { books, log, isToBeSettled } = openBooksFrom(lines, kept, checkpoint, { device, now: surroundings.now() });
  let checkpointSeq = checkpoint?.seq ?? 0;
  // What a connected laptop has of guest lists may be named by what it has still to hear of.
  if (!books.enrolled) await keepOnlySegments(shelves, hashesNamed(books));

  const listeners = new Set<() => void>();
  const needs = new Map<string, number>();
  let event: EventMemory | undefined;
  let databaseFollows = recovery.database !== 'unusable';
  let clockOffsetMs = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const mine = turn.then(work);
    // One action's failure is its caller's to handle; the next takes its turn all the same.
    turn = mine.catch(() => undefined);
    return mine;
  }

  function now(): number {
    return surroundings.now() + clockOffsetMs;
  }

  function creditsNow(): number {
    return Math.max(now(), books.lastAt?.ms ?? 0);
  }

  const following = follow({ books, log, event: () => event, now, onMoved: changed });
  if (isToBeSettled) {
    following.settleAgain();
    following.catchUp();
  }

  let current = { head: books.head, at: -Infinity, credits: books.credits };
  let nextDue: ReturnType<typeof setTimeout> | undefined;

  function credits(): CreditLedger {
    const at = creditsNow();
    // A clock that is put right may go back: what was not due after all has not happened.
    if (current.head !== books.head || at < current.at || at >= dueAt(current.credits)) {
      current = { head: books.head, at, credits: asOf(books.credits, at) };
    }
    return current.credits;
  }

  /** Tells whoever looks at credits when some have come in or expired, though nobody has done anything. */
  function awaitDue(): void {
    clearTimeout(nextDue);
    const due = dueAt(credits());
    if (due === Infinity) return;
    nextDue = setTimeout(changed, Math.min(due - creditsNow(), longestWaitMs));
  }
  awaitDue();

  function notify(): void {
    for (const listener of listeners) listener();
  }

  function changed(): void {
    awaitDue();
    notify();
  }

  function apply(committed: readonly CommittedRow[]): void {
    for (const own of committed) {
      enterRecorded(books, own);
      following.addOwn(own.row);
      applyToEvent(event, own.row);
    }
    const stored = committed.map(({ line }) => ({ seq: line.seq, text: line.text }));
    database.log.bulkPut(stored).catch(() => {
      databaseFollows = false;
      notify();
    });
    keepCheckpoint();
    changed();
  }

  /** Of own rows alone: on a server's rows they are settled again at every start. */
  function keepCheckpoint(): void {
    if (books.enrolled || books.settled > 0 || books.head.seq - checkpointSeq < rowsBetweenCheckpoints) return;
    checkpointSeq = books.head.seq;
    void writeCheckpoint(database, books);
  }
  keepCheckpoint();

  /** Takes note of credits that could not be paid, for a lease. */
  function noteNeed(error: unknown): void {
    if (!(error instanceof RefusedError) || error.acted.kind !== 'refused') return;
    const { refusal } = error.acted;
    if (refusal.reason !== 'credits' || refusal.free === 0) return;
    needs.set(refusal.type.id, refusal.need);
    notify();
  }

  return {
    get device() {
      return device;
    },
    books,
    recovery,
    server: openServerSide({
      books,
      log,
      following,
      shelves,
      device: () => device,
      event: () => event,
      now,
      needs,
      inTurn,
      onChange: changed,
    }),
    now: creditsNow,
    correctClock(offsetMs) {
      clockOffsetMs = offsetMs;
    },
    rename: (next) =>
      inTurn(() => {
        device = next;
      }),
    credits,
    event: () => event,
    databaseFollows: () => databaseFollows,
    act: (actor, decide) =>
      inTurn(async () => {
        const { intents, outcome, quoted } = decide({ books, event, now: now() });
        const recorder = { device, actor, clockOffsetMs, ...(quoted === undefined ? {} : { quoted }) };
        try {
          const committed = await commit(surroundings, recorder, books, event, intents);
          if (committed.length > 0) apply(committed);
          return { outcome, rows: committed.map(({ row }) => row) };
        } catch (error) {
          noteNeed(error);
          throw error;
        }
      }),
    openEvent: (id) =>
      inTurn(async () => {
        const record = books.events.get(id);
        if (record === undefined) throw new Error('This event is not on this laptop');
        const memory = openEventMemory(record);
        const unreadable = await fileGuestList(memory, shelves);
        for (const operation of record.atDoor) applyOperation(memory, operation);
        event = memory;
        // Own rows of this event may have been settled without its guest list.
        if (books.enrolled || books.settled > 0) following.settleAgain();
        notify();
        // A connected laptop fetches what it has not got.
        return { unreadable: books.enrolled ? 0 : unreadable };
      }),
    async readGuestList(id) {
      const segments = segmentsOf(books.events.get(id)?.imports ?? []);
      const contents = await Promise.all(segments.map(({ hash }) => readSegment(shelves, hash)));
      return contents.filter((bytes) => bytes !== undefined);
    },
    storeSegment: async (segment) => storeSegment(shelves, segment),
    dropUnnamedSegments: async () => keepOnlySegments(shelves, hashesNamed(books)),
    fileImport: (imported) =>
      inTurn(async () => {
        if (event?.record.details.id !== imported.eventId) return;
        await fileGuestList(event, shelves);
        notify();
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function applyToEvent(event: EventMemory | undefined, { operation }: LogRow): void {
  if (isAtDoor(operation) && operation.eventId === event?.record.details.id) applyOperation(event, operation);
}
