import { backOffMs } from './back-off.ts';
import type { SyncEngine } from './sync-engine.ts';
import type { Failure, Transport } from './transport.ts';

/** How often to ask for news where the server cannot tell by itself, and where it can and only might have been missed. */
const pollMs = 10_000;
const pollWhileListeningMs = 60_000;

interface DriverSurroundings {
  readonly engine: SyncEngine;
  readonly transport: Pick<Transport, 'stream'>;
  /** After every step. */
  readonly onStep: () => void;
  /** The page did not go along; it is tried again. */
  readonly onError: (error: unknown) => void;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Lets an engine do its steps when their time has come, and listens to the server meanwhile. */
export interface SyncDriver {
  /** There is something new on this laptop. Does not shorten a wait after a failure. */
  wake(): void;
  /** Somebody asks, or the network is back: waiting is over. */
  hurry(): void;
  stop(): void;
}

export function drive({ engine, transport, onStep, onError, random }: DriverSurroundings): SyncDriver {
  const stopping = new AbortController();
  const stepping = openAlarm();
  const listening = openAlarm();
  let isListening = false;
  let isPaused = false;
  let crashes = 0;

  /** Returns how long to rest; a failure of the connection is waited for whatever happens here. */
  async function step(): Promise<number> {
    try {
      const result = await engine.step();
      crashes = 0;
      isPaused = result === 'failed';
      if (result === 'worked') return 0;
      return Math.min(engine.waitMs() ?? Infinity, isListening ? pollWhileListeningMs : pollMs);
    } catch (error) {
      onError(error);
      crashes += 1;
      isPaused = true;
      return backOffMs(crashes, random);
    }
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      const restMs = await step();
      onStep();
      if (restMs > 0 && (await stepping.sleep(restMs)) === 'over' && !isPaused) engine.poll();
    }
  }

  async function listen(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const failure = await transport.stream((head) => {
        failures = 0;
        isListening = true;
        engine.heard(head);
        wake();
      }, stopping.signal);
      isListening = false;
      failures += 1;
      if (isFinal(failure)) {
        // The next step finds out what has become of this laptop.
        engine.poll();
        wake();
      }
      await listening.sleep(Math.max(backOffMs(failures, random), toldMs(failure)));
    }
  }

  function wake(): void {
    if (!isPaused) stepping.ring();
  }

  void work();
  void listen();

  return {
    wake,
    hurry() {
      engine.hurry();
      stepping.ring();
      listening.ring();
    },
    stop() {
      stopping.abort();
      stepping.ring();
      listening.ring();
    },
  };
}

function isFinal(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.status === 401;
}

function toldMs(failure: Failure): number {
  return failure.kind === 'refused' ? (failure.retryAfterMs ?? 0) : 0;
}

/** A sleep that can be ended. What rings while nobody sleeps ends the next one at once. */
function openAlarm() {
  let end: (() => void) | undefined;
  let hasRung = false;

  return {
    ring(): void {
      hasRung = true;
      end?.();
    },
    async sleep(ms: number): Promise<'over' | 'rung'> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(ms, longestTimerMs));
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        end = undefined;
      }
      const how = hasRung ? 'rung' : 'over';
      hasRung = false;
      return how;
    },
  };
}

/** A timer that is set for longer goes off at once. */
const longestTimerMs = 2 ** 31 - 1;
