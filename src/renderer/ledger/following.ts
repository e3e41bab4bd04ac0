import type { OperationId } from '../../shared/ids.ts';
import type { LogRow } from '../../shared/journal-line.ts';
import { isOnTicket } from '../../shared/operation.ts';
import { balancesOf, type PulledRow } from './base.ts';
import type { Books } from './books.ts';
import { countsUntil } from './clock-rules.ts';
import { arrivalOn, type EventMemory } from './event-memory.ts';
import { carryOut, leaveOut, lengthen, type Rebase, startRebase } from './rebase.ts';
import { addOwn, type ServerLog, startOver } from './server-log.ts';
import { gatherFacts } from './settling-facts.ts';

/** So much is settled at once; more than that in slices. */
const rowsAtOnce = 500;

/** How long a slice may keep a scan waiting, in milliseconds. */
const sliceMs = 4;

/** Settling a long tail again and again would only heat the laptop: it rests so long, and so many times as it worked. */
const leastRestMs = 1_000;
const restPerWork = 20;

/** What the credits of the server's rows come to, and at which position. */
export interface BaseBalances {
  readonly position: number;
  readonly balances: Readonly<Record<string, number>>;
  /** False where a row holds what this version does not understand: the server's balances may be others. */
  readonly isComplete: boolean;
}

/** Keeps the credits of the books up with the server's log and with what this laptop does. */
export interface Following {
  /** Takes rows that the tickets know already into the credits, at once or soon. */
  add(rows: readonly PulledRow[]): void;
  /** Takes note of a row that has just been recorded in the books. */
  addOwn(row: LogRow): void;
  /** Settles the own rows again: something else that they depend on has changed. */
  settleAgain(): void;
  /** Does at once what is still to be done. */
  catchUp(): void;
  startOver(): void;
  balancesAt(): BaseBalances;
}

interface FollowingSurroundings {
  readonly books: Books;
  readonly log: ServerLog;
  readonly event: () => EventMemory | undefined;
  /** By the corrected clock (UTC milliseconds). */
  readonly now: () => number;
  /** The books have changed by themselves. */
  readonly onMoved: () => void;
}

export function follow({ books, log, event, now, onMoved }: FollowingSurroundings): Following {
  /** Known when the operation was recorded, and not to be found out again once another event is open. */
  const arrivals = new Map<OperationId, number>();
  let work: { readonly rebase: Rebase; readonly steps: Iterator<undefined> } | undefined;
  let isOutdated = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let workedMs = 0;

  function begin(): NonNullable<typeof work> {
    const rebase = startRebase(log.waiting, log.unsent, log.former);
    log.waiting = [];
    isOutdated = false;
    workedMs = 0;
    const facts = {
      ...gatherFacts(books, event(), rebase.tail, arrivals),
      countsUntilAt: countsUntil(books, log.base, now()),
    };
    work = { rebase, steps: carryOut(rebase, books, log.base, facts) };
    return work;
  }

  /** Works until it is done (true) or the slice is over. */
  function workUntil(endsAt: number): boolean {
    const { steps } = work ?? begin();
    const startedAt = performance.now();
    let isDone = false;
    while (!isDone && performance.now() < endsAt) isDone = steps.next().done === true;
    workedMs += performance.now() - startedAt;
    if (isDone) work = undefined;
    return isDone;
  }

  function isBehind(): boolean {
    return isOutdated || log.waiting.length > 0;
  }

  function seek(): void {
    if (work !== undefined || !isBehind()) return;
    const rows = log.waiting.length;
    const tail = log.unsent.length;
    if (rows + tail <= rowsAtOnce) workUntil(Infinity);
    // Each row that has come pays for one that is settled again.
    else if (rows >= tail) wait(0);
    else wait(Math.max(leastRestMs, restPerWork * workedMs));
  }

  function wait(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (work === undefined && !isBehind()) return;
      const { revision } = books;
      if (workUntil(performance.now() + sliceMs)) seek();
      else wait(0);
      if (books.revision !== revision) onMoved();
    }, ms);
  }

  function abandon(): void {
    if (work === undefined) return;
    const { rebase } = work;
    if (rebase.isMoved) {
      workUntil(Infinity);
      return;
    }
    log.waiting = [...rebase.rows, ...log.waiting];
    work = undefined;
  }

  function settleAgain(): void {
    abandon();
    isOutdated = true;
    seek();
  }

  return {
    settleAgain,
    add(rows) {
      for (const row of rows) log.waiting.push(row);
      if (work !== undefined) leaveOut(work.rebase, rows);
      seek();
    },
    addOwn(row) {
      const { operation } = row;
      addOwn(log, row);
      const memory = event();
      if (isOnTicket(operation) && memory?.record.details.id === operation.eventId) {
        const arrivedAt = arrivalOn(memory, operation.listId, operation.ticketId);
        if (arrivedAt !== undefined) arrivals.set(operation.id, arrivedAt);
      }
      if (work !== undefined) lengthen(work.rebase, row);
    },
    catchUp() {
      if (work !== undefined) workUntil(Infinity);
      if (isBehind()) workUntil(Infinity);
    },
    startOver() {
      abandon();
      startOver(log, [...books.rows.slice(0, log.base.shown), ...log.waiting]);
      settleAgain();
    },
    balancesAt: () => ({
      position: log.base.position,
      balances: balancesOf(log.base.credits),
      isComplete: log.base.isSound && log.deferred === 0,
    }),
  };
}
