import type { DeviceId } from '../../shared/ids.ts';
import { type PullReply, type PushAnswer, startCursor } from '../../shared/wire.ts';
import { createRelayOutbox, type RelayOutbox } from './relay-outbox.ts';
import { createSegmentTrade, type SegmentExchange } from './relay-segments.ts';
import {
  countWaiting,
  forgetRelay,
  hasParkedFromAbove,
  type OwnRow,
  ownRowsAfter,
  readRelayState,
  type RelayState,
  writeRelayState,
} from './relay-state.ts';
import { UpstreamError } from './upstream.ts';

export interface RelaySettings extends SegmentExchange {
  /** The name under which this hub is enrolled above. */
  readonly hub: DeviceId;
  /** The address of the server above. */
  readonly server: string;
  /** Adds rows of the log above to the log here, as from the hub; those that are here already change nothing. */
  readonly takeIn: (rows: PullReply['rows']) => Promise<void>;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** Brings a hub's log and the log of the server above it together, step by step. Holds nothing that the database does not. */
export interface Relay {
  /**
   * Takes in what is new above and brings there what is new here, in turns. Resolves when there is nothing left to do;
   * rejects with an `UpstreamError` when the server above does not go along. What had been done by then stays done.
   */
  run(signal: AbortSignal): Promise<void>;
  /** How far it is. */
  progress(): Promise<{ readonly forwardedAt: number | null; readonly waiting: number }>;
}

/** A push must stay below what a server takes in one request, and must not keep the laptops here waiting. */
const mostPerPush = 200;
/** Between so many rows taken in, the laptops here get their turn. */
const mostPerTransaction = 50;

export function createRelay(settings: RelaySettings): Relay {
  const { database, upstream, takeIn, now } = settings;
  const segments = createSegmentTrade(settings);
  let known: { readonly state: RelayState; readonly outbox: RelayOutbox } | undefined;
  /** Fewer on a line that breaks in the middle of a request. */
  let batchSize = mostPerPush;

  async function load() {
    if (known === undefined) {
      const kept = await readRelayState(database, settings);
      // Once each time the hub starts: it may have been updated since.
      const isToComeAgain = await hasParkedFromAbove(database, settings);
      const state = isToComeAgain ? { ...kept, pulled: startCursor } : kept;
      known = { state, outbox: createRelayOutbox(state.pushed) };
    }
    return known;
  }

  async function advance(change: Partial<RelayState>): Promise<void> {
    const { state, outbox } = await load();
    const next = { ...state, pushed: outbox.confirmedTo(), ...change };
    await writeRelayState(database, settings, next);
    known = { state: next, outbox };
  }

  /** The log above is not the one that was taken in: it was restored from a backup. All that is known here goes there again. */
  async function startOver(): Promise<void> {
    segments.startOver();
    await forgetRelay(database, settings);
    known = undefined;
  }

  /** Whether there may be more. */
  async function pullPage(): Promise<boolean> {
    const { state, outbox } = await load();
    const { rows, next } = await upstream.pull(state.pulled);
    if (next.position !== state.pulled.position + rows.length) {
      throw new UpstreamError('unreachable', 'It answered with other rows than it was asked for.');
    }
    for (let at = 0; at < rows.length; at += mostPerTransaction) {
      const some = rows.slice(at, at + mostPerTransaction);
      await segments.tradeNamed(some.map(({ operation }) => operation));
      await takeIn(some);
    }
    outbox.came(rows, next.position);
    // Rows that were taken in twice change nothing, so that a crash before this line does no harm.
    if (rows.length > 0) await advance({ pulled: next });
    return rows.length > 0;
  }

  async function pullOrStartOver(): Promise<boolean> {
    try {
      return await pullPage();
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.problem !== 'diverged') throw error;
      await startOver();
      return pullPage();
    }
  }

  /** Whether there may be more. */
  async function pushBatch(): Promise<boolean> {
    const { state, outbox } = await load();
    const rows = await ownRowsAfter(database, settings, outbox.sentTo(), batchSize);
    if (rows.length === 0) return false;
    try {
      outbox.sent(rows, await push(rows), state.pulled.position);
    } catch (error) {
      batchSize = Math.max(1, Math.floor(rows.length / 2));
      throw error;
    }
    batchSize = Math.min(mostPerPush, batchSize * 2);
    await advance({ forwardedAt: now() });
    return true;
  }

  async function push(rows: readonly OwnRow[]): Promise<readonly PushAnswer[]> {
    const operations = rows.map(({ position, operation }) => ({
      seq: position,
      operation: JSON.parse(operation) as unknown,
    }));
    await segments.tradeNamed(operations.map(({ operation }) => operation));
    const { answers } = await upstream.push({ operations });
    // Parked above is answered for: the server above keeps it, and says so to its organisers.
    const answered = new Set(answers.map(({ seq }) => seq));
    if (!operations.every(({ seq }) => answered.has(seq))) {
      throw new UpstreamError('unreachable', 'It did not answer for all.');
    }
    return answers;
  }

  return {
    async run(signal) {
      let isMore = true;
      while (isMore && !signal.aborted) {
        const isMoreAbove = await pullOrStartOver();
        isMore = (!signal.aborted && (await pushBatch())) || isMoreAbove;
      }
      if (signal.aborted) return;
      await segments.tradeAll();
      const { state, outbox } = await load();
      known = { state: { ...state, forwardedAt: now() }, outbox };
    },
    async progress() {
      const { state, outbox } = await load();
      const waiting = await countWaiting(database, settings, outbox.confirmedTo());
      return { forwardedAt: state.forwardedAt, waiting };
    },
  };
}
