import type { Relay } from './relay.ts';
import { hubFailedWords, relayWords } from './relay-words.ts';
import { UpstreamError } from './upstream.ts';

/** How forwarding goes, for the hub's status. */
export interface RelayReport {
  readonly forwardedAt: number | null;
  readonly waiting: number;
  readonly problem: string | null;
}

export interface RelayLoopSettings {
  readonly relay: Relay;
  /** Calls back whenever the log here has grown; returns what ends that. */
  readonly onGrowth: (wake: () => void) => Promise<() => Promise<void>>;
  readonly onReport: (report: RelayReport) => void;
  /** What went wrong on this side. */
  readonly onError: (error: unknown) => void;
}

/** How often to ask for news of the server above while all is well. */
const pollMs = 3_000;
/** What comes within so short a time goes in one request. */
const gatherMs = 100;
const firstRetryMs = 500;
const longestRetryMs = 30_000;

/** Forwards until it is stopped: at once what is new here, and every few seconds what is new above. */
export async function startRelayLoop({
  relay,
  onGrowth,
  onReport,
  onError,
}: RelayLoopSettings): Promise<() => Promise<void>> {
  const end = new AbortController();
  let wake: () => void = () => undefined;
  let grown = false;
  let failures = 0;
  const endListening = await onGrowth(() => {
    grown = true;
    wake();
  });

  /** Resolves with how long to wait before the next turn. */
  async function takeTurn(): Promise<number> {
    grown = false;
    let problem: string | null = null;
    let waitMs = pollMs;
    try {
      await relay.run(end.signal);
      failures = 0;
    } catch (error) {
      if (end.signal.aborted) return 0;
      failures += 1;
      const isUpstreams = error instanceof UpstreamError;
      if (!isUpstreams) onError(error);
      problem = isUpstreams ? relayWords[error.problem] : hubFailedWords;
      const backOffMs = Math.random() * Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
      waitMs = Math.max(backOffMs, isUpstreams ? error.retryAfterMs : 0);
    }
    onReport({ ...(await relay.progress()), problem });
    return waitMs;
  }

  /** Sleeps, but not longer than until there is something to forward, unless the server above has failed just now. */
  async function rest(waitMs: number): Promise<void> {
    if (end.signal.aborted) return;
    const awake = new AbortController();
    const stop = (): void => awake.abort();
    end.signal.addEventListener('abort', stop);
    wake = () => {
      if (failures === 0) stop();
    };
    if (grown) wake();
    await pause(waitMs, awake.signal);
    end.signal.removeEventListener('abort', stop);
    if (grown && failures === 0) await pause(gatherMs, end.signal);
  }

  async function loop(): Promise<void> {
    while (!end.signal.aborted) {
      try {
        await rest(await takeTurn());
      } catch (error) {
        // Even the hub's own database does not answer.
        onError(error);
        await pause(longestRetryMs, end.signal);
      }
    }
  }

  const ended = loop();
  return async () => {
    end.abort();
    await endListening();
    await ended;
  };
}

/** Waits so long, or until the signal is aborted. */
function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(stop, waitMs);
    signal.addEventListener('abort', stop);
    function stop(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve();
    }
  });
}
