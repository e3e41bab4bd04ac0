import { randomBytes, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Enrolment } from '../shared/bridge.ts';
import type { HubOrder, HubReport, HubUpstream } from '../shared/hub-messages.ts';
import { deviceIdSchema } from '../shared/ids.ts';
import { openHubClock } from './hub-clock.ts';
import {
  findHubOrganisation,
  type HubOrganisation,
  makeHubOrganisation,
  mirrorOrganisation,
  removeUnused,
  watchForOwner,
} from './hub-organisation.ts';
import type { Log } from './log.ts';
import { forwardFrom } from './relay/forward.ts';
import { secretLostWords } from './relay/relay-words.ts';
import { lastUpstream } from './relay/relay-state.ts';
import { enrolUpstream } from './relay/upstream.ts';
import { HubStartError } from './hub-start-error.ts';
import { startServer } from './server.ts';
import type { Database } from './store/database.ts';

type RunningReport = Extract<HubReport, { kind: 'running' }>;

export interface HubMeans {
  /** With its tables up to date. */
  readonly database: Database;
  readonly log: Log;
  readonly tell: (report: HubReport) => void;
}

/** Of a server above that the hub has lost its secret for. */
const lostContact = { forwardedAt: null, waiting: 0, problem: secretLostWords };

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
  const { known, lastAbove } = await findFormer(database, upstream !== undefined);
  const above = await enrolAbove(upstream, known, tell);
  const organisation =
    above === undefined
      ? (known ?? (await makeHubOrganisation(database, name, randomBytes)))
      : await mirrorOrganisation(database, above, randomBytes);
  const cutOff = above === undefined ? lastAbove : undefined;
  const isMirror = above !== undefined || cutOff !== undefined;
  const clock = openHubClock();
  const leases = isMirror ? 'elsewhere' : 'here';
  const server = await startServer({ database, log, host, port, leases, now: clock.now });
  const lostUpstream = cutOff === undefined ? undefined : { ...lostContact, server: cutOff };
  let report: RunningReport = { kind: 'running', port: server.port, ownerCode: undefined, upstream: lostUpstream };
  let isRunning = false;
  const change = (part: Partial<RunningReport>): void => {
    report = { ...report, ...part };
    if (isRunning) tell(report);
  };
  const endWatch = await watchForOwner(database, organisation.id, {
    now: clock.now,
    log,
    onCode: (ownerCode) => change({ ownerCode }),
  });
  const endForwarding =
    above &&
    (await forwardFrom(database, above, {
      clock,
      log,
      onProgress: (progress) => change({ upstream: { server: above.server, ...progress } }),
    }));
  // The first report holds everything that there is to say.
  isRunning = true;
  change({});
  return async () => {
    endWatch();
    await endForwarding?.();
    await server.close();
  };
}

/** What the hub has served before, and the address of the server above it then. */
async function findFormer(database: Database, isToForward: boolean) {
  const known = await findHubOrganisation(database);
  if (known === undefined) return {};
  const lastAbove = await lastUpstream(database, known.id);
  if (lastAbove !== undefined || !isToForward) return { known, lastAbove };
  // Of a hub that has begun alone, no server can be the one above: that is said before a code is used up.
  if (!(await removeUnused(database, known.id))) throw new HubStartError('another-organisation');
  return {};
}

/**
 * What proves to the server above that this is its hub; undefined without one. A code is turned into it here, and the main
 * process told, once it is sure to be of use.
 */
async function enrolAbove(
  upstream: HubUpstream | undefined,
  known: HubOrganisation | undefined,
  tell: (report: HubReport) => void,
): Promise<Enrolment | undefined> {
  if (upstream === undefined) return undefined;
  const enrolment = upstream.by === 'enrolment' ? upstream.enrolment : await useCode(upstream);
  const { role, events, organisation } = enrolment.membership;
  if (role !== 'hub') throw new HubStartError('not-a-hub');
  if (events !== null) throw new HubStartError('some-events');
  if (known !== undefined && known.id !== organisation.id) throw new HubStartError('another-organisation');
  if (upstream.by === 'code') tell({ kind: 'enrolled', enrolment });
  return enrolment;
}

async function useCode({ server, code }: Extract<HubUpstream, { by: 'code' }>): Promise<Enrolment> {
  const device = v.parse(deviceIdSchema, randomUUID());
  const {
    serverAt: _serverAt,
    token,
    ...membership
  } = await enrolUpstream(server, { code, device, formerDevices: [] });
  return { server, membership, token };
}
