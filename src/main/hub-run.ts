import * as v from 'valibot';
import { hubReportSchema } from '../shared/hub-messages.ts';
import type { HubOrder, HubReport } from '../shared/hub-messages.ts';
import type { Log } from './log.ts';

/** The hub's process, as the main process holds it. */
export interface HubChild {
  post(order: HubOrder): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (exitCode: number) => void): void;
  kill(): void;
}

/** Why a run came to its end without having been told to. */
export interface HubEnding {
  readonly detail: string;
  /** Whether starting once more may help. */
  readonly again: boolean;
}

/** One life of the hub's process, from its start to its end. */
export interface HubRun {
  /** Resolves when it answers requests, or has ended before that. */
  readonly settled: Promise<void>;
  /** Resolves when the process is gone; undefined where it was told to stop. */
  readonly ended: Promise<HubEnding | undefined>;
  /** Lets it finish what it is writing; ends it the hard way where it takes too long. */
  stop(): Promise<void>;
}

export interface HubRunListeners {
  readonly onRunning: (report: Extract<HubReport, { kind: 'running' }>) => void;
  readonly onEnrolled: (report: Extract<HubReport, { kind: 'enrolled' }>) => void;
}

const stopLimitMs = 10_000;

export function startHubRun(
  child: HubChild,
  order: Extract<HubOrder, { kind: 'start' }>,
  { onRunning, onEnrolled }: HubRunListeners,
  log: Log,
): HubRun {
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  let end: (ending: HubEnding | undefined) => void = () => undefined;
  const ended = new Promise<HubEnding | undefined>((resolve) => (end = resolve));
  let failure: HubEnding | undefined;
  let stopping = false;

  function take(report: HubReport): void {
    switch (report.kind) {
      case 'running':
        onRunning(report);
        settle();
        return;
      case 'enrolled':
        onEnrolled(report);
        return;
      case 'failed':
        failure = { detail: report.detail, again: report.again };
        child.kill();
        return;
      case 'log':
        log[report.level](`Hub: ${report.message}`);
    }
  }

  child.onMessage((message) => {
    const report = v.safeParse(hubReportSchema, message);
    if (report.success) take(report.output);
    else log.error('The hub said something that is not a report.');
  });
  child.onExit((exitCode) => {
    const crash = { detail: `The hub ended unexpectedly (${String(exitCode)}).`, again: true };
    end(stopping ? undefined : (failure ?? crash));
    settle();
  });
  child.post(order);

  return {
    settled,
    ended,
    async stop() {
      stopping = true;
      child.post({ kind: 'stop' });
      const limit = setTimeout(() => child.kill(), stopLimitMs);
      await ended;
      clearTimeout(limit);
    },
  };
}
