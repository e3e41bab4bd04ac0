import type { Enrolment } from '../../shared/bridge.ts';
import type { Hash } from '../../shared/ids.ts';
import { checkSegment } from '../check-segment.ts';
import type { HubClock } from '../hub-clock.ts';
import { usualLimits } from '../limits.ts';
import type { Log } from '../log.ts';
import { isRefusal } from '../refusal.ts';
import type { Database } from '../store/database.ts';
import { headChannel } from '../store/log-end.ts';
import { takeFromAbove } from '../store/push.ts';
import { writeSegment } from '../store/segments.ts';
import { type RelayReport, startRelayLoop } from './relay-loop.ts';
import { createRelay } from './relay.ts';
import { connectUpstream, UpstreamError } from './upstream.ts';

export interface Forwarding {
  /** Told the time of the server above, and asked for it. */
  readonly clock: HubClock;
  readonly log: Log;
  /** Told how far it is, at once and after every attempt. */
  readonly onProgress: (report: RelayReport) => void;
}

/**
 * Keeps the log of a hub and the log of the server above it together for as long as the hub runs, whether or not that can
 * be reached. Returns what ends it, calls under way included.
 */
export async function forwardFrom(
  database: Database,
  { server, token, membership }: Enrolment,
  { clock, log, onProgress }: Forwarding,
): Promise<() => Promise<void>> {
  const ending = new AbortController();
  const organisationId = membership.organisation.id;
  const hub = membership.device;

  async function storeSegment(hash: Hash, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const segment = await checkSegment(hash, bytes, usualLimits.unpackedBytes);
    if (isRefusal(segment)) throw new UpstreamError('malformed', 'It gave bytes that are no part of a guest list.');
    await writeSegment(database, organisationId, segment);
  }

  const relay = createRelay({
    database,
    organisationId,
    hub,
    server,
    upstream: connectUpstream(server, token, { ending: ending.signal, onTime: clock.onTime }),
    takeIn: (rows) => takeFromAbove(database, { organisation: organisationId, hub }, rows, clock.now()),
    storeSegment,
    now: () => clock.now(),
  });
  const report = noteProblems(onProgress, log);
  report({ ...(await relay.progress()), problem: null });
  const endLoop = await startRelayLoop({
    relay,
    onGrowth: (wake) =>
      database.listen(headChannel, (text) => {
        if (text === '' || text === organisationId) wake();
      }),
    onReport: report,
    onError: (error) => log.error({ err: error }, 'the hub could not forward'),
  });
  return async () => {
    ending.abort();
    await endLoop();
  };
}

/** Passes reports on, and logs when forwarding begins to fail and when it works again. */
function noteProblems(onReport: (report: RelayReport) => void, log: Log): (report: RelayReport) => void {
  let known: string | null = null;
  return (report) => {
    const { problem } = report;
    if (problem !== known) {
      known = problem;
      if (problem === null) log.info({}, 'the hub forwards again');
      else log.warn({ problem }, 'the hub cannot forward');
    }
    onReport(report);
  };
}
