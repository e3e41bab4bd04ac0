import type { DeviceId } from '../../shared/ids.ts';
import { type PullReply, startCursor } from '../../shared/wire.ts';
import { exchangeSegments, type SegmentExchange, type SegmentMemory } from './relay-segments.ts';
import { countWaiting, ownRowsAfter, readRelayState, type RelayState, writeRelayState } from './relay-state.ts';
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
   * Takes in what is new above, then brings there what is new here. Resolves when there is nothing left to do; rejects
   * with an `UpstreamError` when the server above does not go along. What had been done by then stays done.
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
  const segments: SegmentMemory = { confirmed: new Set() };
  let state: RelayState | undefined;

  async function load(): Promise<RelayState> {
    state ??= await readRelayState(database, settings);
    return state;
  }

  async function advance(change: Partial<RelayState>): Promise<void> {
    state = { ...(await load()), ...change };
    await writeRelayState(database, settings, state);
  }

  /** The log above is not the one that was taken in: it was restored from a backup. All that is known here goes there again. */
  async function startOver(): Promise<void> {
    segments.confirmed.clear();
    await advance({ pushed: 0, pulled: startCursor });
  }

  /** Whether there may be more. */
  async function pullPage(): Promise<boolean> {
    const { pulled } = await load();
    const { rows, next } = await upstream.pull(pulled);
    for (let at = 0; at < rows.length; at += mostPerTransaction) {
      await takeIn(rows.slice(at, at + mostPerTransaction));
    }
    // Rows that were taken in twice change nothing, so that a crash before this line does no harm.
    if (next.position !== pulled.position) await advance({ pulled: next });
    return rows.length > 0;
  }

  async function pushBatch(): Promise<boolean> {
    const { pushed } = await load();
    const rows = await ownRowsAfter(database, settings, pushed, mostPerPush);
    const last = rows.at(-1);
    if (last === undefined) return false;
    const operations = rows.map(({ position, operation }) => ({
      seq: position,
      operation: JSON.parse(operation) as unknown,
    }));
    const { answers } = await upstream.push({ operations });
    // Parked above is answered for: the server above keeps it, and says so to its organisers.
    if (answers.length !== operations.length) throw new UpstreamError('unreachable', 'It did not answer for all.');
    await advance({ pushed: last.position, forwardedAt: now() });
    return true;
  }

  async function run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && (await pullPage()));
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.problem !== 'diverged') throw error;
      await startOver();
      while (!signal.aborted && (await pullPage()));
    }
    while (!signal.aborted && (await pushBatch()));
    await exchangeSegments(settings, segments, signal);
    if (!signal.aborted) state = { ...(await load()), forwardedAt: now() };
  }

  return {
    run,
    async progress() {
      const { forwardedAt, pushed } = await load();
      return { forwardedAt, waiting: await countWaiting(database, settings, pushed) };
    },
  };
}
