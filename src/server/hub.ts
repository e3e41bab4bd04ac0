import { randomBytes, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { HubOrder, HubReport, HubUpstream } from '../shared/hub-messages.ts';
import { deviceIdSchema } from '../shared/ids.ts';
import { findHubOrganisation, type HubOrganisation, makeHubOrganisation, watchForOwner } from './hub-organisation.ts';
import type { Log } from './log.ts';
import { forwardFrom } from './relay/forward.ts';
import { secretLostWords } from './relay/relay-words.ts';
import { lastUpstream } from './relay/relay-state.ts';
import { enrolUpstream } from './relay/upstream.ts';
import { HubStartError } from './hub-start-error.ts';
import { startServer } from './server.ts';
import type { Database } from './store/database.ts';

type Enrolment = Extract<HubUpstream, { by: 'enrolment' }>['enrolment'];
type RunningReport = Extract<HubReport, { kind: 'running' }>;

export interface HubMeans {
  /** With its tables up to date. */
  readonly database: Database;
  readonly log: Log;
  readonly tell: (report: HubReport) => void;
}

/** Where laptops reach it: every network of this one. */
const host = '0.0.0.0';

/**
 * Serves an organisation for the venue's network, and forwards where there is a server above. Rejects with a
 * `HubStartError` when it cannot. Returns what ends it.
 */
export async function startHub(
  { port, organisation: name, upstream }: Extract<HubOrder, { kind: 'start' }>,
  { database, log, tell }: HubMeans,
): Promise<() => Promise<void>> {
  const above = await enrolAbove(upstream, tell);
  const organisation = await openOrganisation(database, name, above);
  const cutOff = above === undefined ? await lastUpstream(database, organisation.id) : undefined;
  const isMirror = above !== undefined || cutOff !== undefined;
  const server = await startServer({ database, log, host, port, leases: isMirror ? 'elsewhere' : 'here' });
  let report: RunningReport = {
    kind: 'running',
    port: server.port,
    ownerCode: undefined,
    upstream: cutOff && { server: cutOff, forwardedAt: null, waiting: 0, problem: secretLostWords },
  };
  const change = (part: Partial<RunningReport>): void => {
    report = { ...report, ...part };
    tell(report);
  };
  change({});
  const endWatch = await watchForOwner(database, organisation.id, (ownerCode) => change({ ownerCode }), log);
  const endForwarding =
    above &&
    (await forwardFrom(database, above, (progress) => change({ upstream: { server: above.server, ...progress } }), log));
  return async () => {
    endWatch();
    await endForwarding?.();
    await server.close();
  };
}

/** What proves to the server above that this is its hub; undefined without one. A code is turned into it here. */
async function enrolAbove(
  upstream: HubUpstream | undefined,
  tell: (report: HubReport) => void,
): Promise<Enrolment | undefined> {
  if (upstream === undefined) return undefined;
  if (upstream.by === 'enrolment') return upstream.enrolment;
  const { server, code } = upstream;
  const device = v.parse(deviceIdSchema, randomUUID());
  const { serverAt: _serverAt, token, ...membership } = await enrolUpstream(server, { code, device, formerDevices: [] });
  if (membership.role !== 'hub') throw new HubStartError('not-a-hub');
  const enrolment = { server, membership, token };
  tell({ kind: 'enrolled', enrolment });
  return enrolment;
}

/** A hub serves one organisation: that of the server above it, where it has one. */
async function openOrganisation(
  database: Database,
  name: string,
  above: Enrolment | undefined,
): Promise<HubOrganisation> {
  const known = await findHubOrganisation(database);
  const wanted = above?.membership.organisation;
  if (known === undefined) return makeHubOrganisation(database, wanted ?? { name }, randomBytes);
  if (wanted !== undefined && wanted.id !== known.id) throw new HubStartError('another-organisation');
  return known;
}
