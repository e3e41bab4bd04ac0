import type { DeviceId, Hash } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Role } from '../../shared/role.ts';
import type { PulledRow } from './base.ts';
import { type Books, spendingAs, touch } from './books.ts';
import { seePulled } from './clock-rules.ts';
import { isAtDoor } from './books.ts';
import { applyOperation, type EventMemory } from './event-memory.ts';
import { enterOperation } from './event-records.ts';
import { fileGuestList, hashesNamed } from './file-guest-list.ts';
import type { Following } from './following.ts';
import { isStored, readSegment, type SegmentShelves } from './guest-segments.ts';
import { leaseWanted, type WantedLease } from './lease-wanted.ts';
import { dropReturned, isKnown, rowsBeyond, type ServerLog } from './server-log.ts';

/** An own operation, with its place in the journal. */
interface Unsent {
  readonly seq: number;
  readonly operation: Operation;
}

/** What sync does with the ledger. What changes it takes its turn among the actions. */
export interface ServerSide {
  /** Takes in the next rows of the server's log; those that are here already are left alone. */
  takeIn(rows: readonly PulledRow[]): Promise<void>;
  /** Forgets all rows of the server: every own operation is unsent again. What happened stays known. */
  forgetPulled(): Promise<void>;
  /** The position of the last row taken in; 0 before the first. */
  pulledTo(): number;
  /** Own operations beyond a place in the journal that have not come back, in their order. */
  unsent(after: number, limit: number): readonly Unsent[];
  countUnsent(): number;
  /** What the server's rows alone come to at a position; undefined where that cannot be said. */
  balancesAt(position: number): Readonly<Record<string, number>> | undefined;
  /** Whether and as what the laptop is connected. Its own rows are provisional while it is. */
  setRole(role: Role | undefined): void;
  /** The credits to ask the server for now. */
  leaseWanted(): WantedLease | undefined;
  /** Whether the guest lists of all events are here, and which segments are not; those of the open event first. */
  segmentsNamed(): Promise<{ readonly here: readonly Hash[]; readonly missing: readonly Hash[] }>;
  readSegment(hash: Hash): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Brings a segment that has just been stored into the open event. */
  fileSegment(hash: Hash): Promise<void>;
}

interface ServerSideSurroundings {
  readonly books: Books;
  readonly log: ServerLog;
  readonly following: Following;
  readonly shelves: SegmentShelves;
  readonly device: () => DeviceId;
  readonly event: () => EventMemory | undefined;
  /** By the corrected clock (UTC milliseconds). */
  readonly now: () => number;
  /** What people have tried and could not pay for, by credit type: forgotten once it has come. */
  readonly needs: Map<string, number>;
  readonly inTurn: <T>(work: () => T | Promise<T>) => Promise<T>;
  readonly onChange: () => void;
}

export function openServerSide(surroundings: ServerSideSurroundings): ServerSide {
  const { books, log, following, shelves, device, event, now, needs, inTurn, onChange } = surroundings;
  let role: Role | undefined;

  /** What a row says about events and tickets; what it posts comes with the base. */
  function enterRow({ operation, newer }: PulledRow): void {
    if (newer === true) log.deferred += 1;
    if (operation === undefined) return;
    seePulled(books, operation.at, now(), device());
    if (isKnown(log, operation.id)) return;
    enterOperation(books, operation);
    const memory = event();
    if (memory === undefined || !isAtDoor(operation) || operation.eventId !== memory.record.details.id) return;
    applyOperation(memory, operation);
  }

  function fileSegment(hash: Hash): Promise<void> {
    return inTurn(async () => {
      const memory = event();
      if (memory === undefined) return;
      const { revision } = memory;
      await fileGuestList(memory, shelves, new Set([hash]));
      if (memory.revision === revision) return;
      following.settleAgain();
      onChange();
    });
  }

  return {
    takeIn: (rows) =>
      inTurn(() => {
        const beyond = rowsBeyond(log, rows);
        const last = beyond.at(-1);
        if (last === undefined) return;
        for (const row of beyond) enterRow(row);
        log.position = last.position;
        dropReturned(log);
        following.add(beyond);
        if (beyond.some(({ operation }) => operation?.kind === 'takeLease' && operation.holder === device()))
          needs.clear();
        touch(books);
        onChange();
      }),
    forgetPulled: () =>
      inTurn(() => {
        if (log.position === 0) return;
        following.startOver();
        touch(books);
        onChange();
      }),
    pulledTo: () => log.position,
    unsent: (after, limit) => unsentAfter(log, after, limit),
    countUnsent: () => log.unsent.length,
    balancesAt(position) {
      following.catchUp();
      const found = following.balancesAt();
      return found.isComplete && found.position === position ? found.balances : undefined;
    },
    setRole(next) {
      role = next;
      const enrolled = next !== undefined;
      if (enrolled === books.enrolled) return;
      books.enrolled = enrolled;
      books.credits = spendingAs(books, books.credits);
      touch(books);
      onChange();
    },
    leaseWanted: () =>
      role === undefined ? undefined : leaseWanted(books.credits, { device: device(), role, needs, now: now() }),
    async segmentsNamed() {
      const openEvent = event()?.record.details.id;
      const first = [...books.events].filter(([id]) => id === openEvent);
      const all = [...new Set([...hashesNamed({ events: new Map(first) }), ...hashesNamed(books)])];
      const here: Hash[] = [];
      const missing: Hash[] = [];
      for (const hash of all) {
        const isHere = await isStored(shelves, hash);
        (isHere ? here : missing).push(hash);
        // One may have been here before anybody named it.
        if (isHere) await fileSegment(hash);
      }
      return { here, missing };
    },
    readSegment: (hash) => readSegment(shelves, hash),
    fileSegment,
  };
}

/** The unsent rows stand in journal order. */
function unsentAfter({ unsent }: ServerLog, after: number, limit: number): readonly Unsent[] {
  let low = 0;
  let high = unsent.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((unsent[middle]?.seq ?? Infinity) <= after) low = middle + 1;
    else high = middle;
  }
  return unsent.slice(low, low + limit).map(({ seq, operation }) => ({ seq, operation }));
}
