import { backOffMs } from './back-off.ts';
import { type Lane, stopsEverything } from './lane.ts';
import type { Failure } from './transport.ts';

/** Until when something is not tried again. */
interface Hold {
  /** In a row. */
  failures: number;
  /** By our own back-off: over at once when somebody asks. */
  until: number;
  /** As the server demands. */
  toldUntil: number;
  /** When the wait began. A clock that shows less was set back meanwhile: nobody knows how much of the wait is left. */
  since: number;
}

export interface LaneRunner {
  /** Does the next thing that there is to do. Tries it even during a wait: whoever calls keeps to `waitMs`. */
  step(): Promise<'worked' | 'idle' | Failure>;
  /** How long to wait before the next step has a chance; undefined when there is nothing to do by itself. */
  waitMs(): number | undefined;
  /** Ends all waiting but what the server demands. */
  hurry(): void;
}

/**
 * Runs lanes in their order, one piece of work each: a door that scans without a pause sends and receives by turns. A lane
 * that fails waits alone, and the others go on; when the connection fails, all wait, and the next lane is tried first
 * afterwards, so that none that fails for ever holds up the rest.
 */
export function createLaneRunner(lanes: readonly Lane[], now: () => number, random: () => number): LaneRunner {
  const all = noHold();
  const each = lanes.map((run) => ({ run, hold: noHold() }));
  let first = 0;

  function fail(hold: Hold, failure: 'stuck' | Failure): void {
    hold.failures += 1;
    hold.since = now();
    hold.until = now() + backOffMs(hold.failures, random);
    if (failure !== 'stuck' && failure.kind === 'refused') hold.toldUntil = now() + (failure.retryAfterMs ?? 0);
  }

  function remaining({ since, until, toldUntil }: Hold): number {
    return now() < since ? 0 : Math.max(until, toldUntil) - now();
  }

  function after(lane: (typeof each)[number]): number {
    return (each.indexOf(lane) + 1) % each.length;
  }

  return {
    async step() {
      const order = [...each.slice(first), ...each.slice(0, first)];
      first = 0;
      for (const lane of order) {
        if (remaining(lane.hold) > 0) continue;
        const result = await lane.run();
        if (result === 'worked' || result === 'idle') Object.assign(lane.hold, noHold());
        if (result === 'idle') continue;
        if (result === 'worked') {
          Object.assign(all, noHold());
          first = after(lane);
          return 'worked';
        }
        if (result !== 'stuck' && stopsEverything(result)) {
          fail(all, result);
          first = after(lane);
          return result;
        }
        fail(lane.hold, result);
      }
      return 'idle';
    },
    waitMs() {
      const paused = remaining(all);
      if (paused > 0) return paused;
      const waits = each.map(({ hold }) => remaining(hold)).filter((wait) => wait > 0);
      return waits.length === 0 ? undefined : Math.min(...waits);
    },
    hurry() {
      for (const hold of [all, ...each.map((lane) => lane.hold)]) Object.assign(hold, { failures: 0, until: 0 });
    },
  };
}

function noHold(): Hold {
  return { failures: 0, until: 0, toldUntil: 0, since: -Infinity };
}
