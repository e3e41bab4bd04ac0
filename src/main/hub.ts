import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BridgeRequest, HubStatus } from '../shared/bridge.ts';
import type { HubReport, HubUpstream } from '../shared/hub-messages.ts';
import type { EnrolmentStore } from './enrolment.ts';
import { readHubFile, removeHubFile, writeHubFile } from './hub-file.ts';
import type { HubFile } from './hub-file.ts';
import { startHubRun } from './hub-run.ts';
import type { HubChild, HubEnding, HubRun } from './hub-run.ts';
import type { Log } from './log.ts';
import { createSerialQueue } from './serial-queue.ts';

/** The sync server that this laptop runs for the venue's network, in a process of its own. Its calls take turns. */
export interface Hub {
  status(): HubStatus;
  /** Resolves when it answers requests, or why it does not. A hub that runs already is stopped first. */
  start(request: BridgeRequest<'hub.start'>): Promise<HubStatus>;
  stop(): Promise<HubStatus>;
  /** Starts it where it ran when the app was last closed. */
  resume(): Promise<void>;
  /** Ends the process; it starts again with the app. */
  close(): Promise<void>;
  /** Stops it and deletes all it knows. */
  wipe(): Promise<void>;
}

export interface HubSettings {
  readonly folder: string;
  /** Keeps what proves to the server above that this is its hub. */
  readonly upstream: EnrolmentStore;
  readonly fork: () => HubChild;
  readonly addressesAt: (port: number) => string[];
  readonly log: Log;
}

/** What is known of the hub. `restarting`: it ended by itself and is started again after a while. */
type Phase =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly report: Extract<HubReport, { kind: 'running' }>; readonly sinceAt: number }
  | { readonly kind: 'failed'; readonly detail: string; readonly restart?: NodeJS.Timeout };

const firstRestartMs = 500;
const longestRestartMs = 30_000;
/** After having run for so long, a crash counts as the first one. */
const healthyAfterMs = 60_000;

export function createHub({ folder, upstream, fork, addressesAt, log }: HubSettings): Hub {
  const queue = createSerialQueue();
  let phase: Phase = { kind: 'stopped' };
  let run: HubRun | undefined;
  let crashes = 0;
  /** What is on its way to the disk: a file that is to go must not come back. */
  const writes = new Set<Promise<void>>();

  function status(): HubStatus {
    switch (phase.kind) {
      case 'stopped':
      case 'starting':
        return { state: phase.kind };
      case 'failed':
        return { state: 'failed', detail: phase.detail };
      case 'running': {
        const { port, ownerCode, upstream: forwarding } = phase.report;
        const addresses = addressesAt(port);
        return {
          state: 'running',
          addresses,
          ...(ownerCode !== undefined && { ownerCode }),
          ...(forwarding !== undefined && { upstream: forwarding }),
        };
      }
    }
  }

  async function launch(file: HubFile, source: HubUpstream | undefined): Promise<void> {
    phase = { kind: 'starting' };
    await mkdir(folder, { recursive: true });
    let settings = file;
    const started = startHubRun(
      fork(),
      { kind: 'start', folder: join(folder, 'database'), ...file, ...(source !== undefined && { upstream: source }) },
      {
        onRunning(report) {
          if (phase.kind !== 'running') remember({ ...file, port: report.port });
          settings = { ...file, port: report.port };
          phase = { kind: 'running', report, sinceAt: phase.kind === 'running' ? phase.sinceAt : Date.now() };
        },
        onEnrolled: ({ enrolment }) => write(upstream.write(enrolment)),
      },
      log,
    );
    run = started;
    keep(started.ended.then((ending) => ending && recover(settings, source, ending)));
    await started.settled;
    await Promise.all(writes);
  }

  function remember(file: HubFile): void {
    write(writeHubFile(folder, file));
  }

  function write(task: Promise<unknown>): void {
    const written: Promise<void> = task.then(
      () => void writes.delete(written),
      (error: unknown) => {
        writes.delete(written);
        log.error('The hub could not be kept in step.', error);
      },
    );
    writes.add(written);
  }

  function keep(task: Promise<unknown>): void {
    task.catch((error: unknown) => log.error('The hub could not be kept in step.', error));
  }

  function recover(file: HubFile, source: HubUpstream | undefined, { detail, again }: HubEnding): void {
    log.error(`The hub has ended: ${detail}`);
    const wasHealthy = phase.kind === 'running' && Date.now() - phase.sinceAt > healthyAfterMs;
    crashes = wasHealthy ? 1 : crashes + 1;
    run = undefined;
    const restart = again
      ? setTimeout(() => keep(queue.run(() => relaunch(file, source))), restartDelayMs(crashes))
      : undefined;
    phase = { kind: 'failed', detail, ...(restart !== undefined && { restart }) };
  }

  async function relaunch(file: HubFile, source: HubUpstream | undefined): Promise<void> {
    if (phase.kind === 'failed') await launch(file, (await storedUpstream()) ?? source);
  }

  async function storedUpstream(): Promise<HubUpstream | undefined> {
    const enrolment = await upstream.read();
    return enrolment === null ? undefined : { by: 'enrolment', enrolment };
  }

  async function end(): Promise<void> {
    if (phase.kind === 'failed') clearTimeout(phase.restart);
    await run?.stop();
    await Promise.all(writes);
    run = undefined;
    crashes = 0;
    phase = { kind: 'stopped' };
  }

  async function start({ port, organisation, upstream: above }: BridgeRequest<'hub.start'>): Promise<HubStatus> {
    await end();
    const source: HubUpstream | undefined = above === undefined ? await storedUpstream() : { by: 'code', ...above };
    await launch({ port, organisation }, source);
    return status();
  }

  async function resume(): Promise<void> {
    const file = await readHubFile(folder);
    if (file !== undefined) await launch(file, await storedUpstream());
  }

  async function stop(): Promise<HubStatus> {
    await Promise.all(writes);
    await removeHubFile(folder);
    await end();
    return status();
  }

  async function wipe(): Promise<void> {
    await end();
    await rm(folder, { recursive: true, force: true });
  }

  return {
    status,
    start: (request) => queue.run(() => start(request)),
    stop: () => queue.run(stop),
    resume: () => queue.run(resume),
    close: () => queue.run(end),
    wipe: () => queue.run(wipe),
  };
}

function restartDelayMs(crashes: number): number {
  return Math.min(longestRestartMs, firstRestartMs * 2 ** (crashes - 1));
}
