import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Ledger } from '../../src/renderer/ledger/ledger.ts';
import type { CallMain } from '../../src/renderer/ledger/main-process.ts';
import { openPageLedger } from '../../src/renderer/open-page.ts';
import { createHttpTransport } from '../../src/renderer/sync/http-transport.ts';
import type { Verify } from '../../src/renderer/sync/lease-lane.ts';
import { createSyncEngine, type SyncEngine } from '../../src/renderer/sync/sync-engine.ts';
import type { SyncHandle } from '../../src/renderer/sync/sync-handle.ts';
import type { SyncPage } from '../../src/renderer/sync/sync-page.ts';
import type { SyncService } from '../../src/renderer/sync/sync-service.ts';
import { createSyncStore } from '../../src/renderer/sync/sync-store.ts';
import type { Transport } from '../../src/renderer/sync/transport.ts';
import { createPageLocks } from '../builders/page-locks.ts';
import type { Activity } from './activity.ts';
import type { HttpRequest } from './network.ts';

/** One run of the app, from its start to its end or its crash: the real ledger and the real sync engine. */
export interface RunningApp {
  readonly ledger: Ledger;
  readonly sync: SyncHandle;
  readonly activity: Activity;
  /** Undefined while the laptop works alone. */
  engine(): SyncEngine | undefined;
}

/** Bugs to be planted around an app, which then has to be found out. */
export interface AppBugs {
  readonly transport?: (transport: Transport, device: object) => Transport;
  readonly page?: (page: SyncPage, device: object) => SyncPage;
}

export interface AppParts {
  readonly callMain: CallMain;
  readonly databaseName: string;
  readonly activity: Activity;
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: () => number;
  /** Over the laptop's line, and over one that never fails. */
  readonly send: (request: HttpRequest) => Promise<Response>;
  readonly sendSurely: (request: HttpRequest) => Promise<Response>;
  readonly onWake: () => void;
  /** The server has had so many operations already. */
  readonly onDuplicates: (count: number) => void;
  readonly onError: (error: unknown) => void;
  readonly bugs: AppBugs;
  /** Stands for the laptop where bugs remember something of it. */
  readonly laptop: object;
}

export const serverAddress = 'http://server.example';

/** Node's, which is faster than one that browsers have too. */
export function fastSha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What stands before an Ed25519 key in its SPKI form. */
const spkiStart = Buffer.from('302a300506032b6570032100', 'hex');

/** The machine's own, which is much faster. All laptops look at the same few signatures: each is looked at once. */
const isSigned: Verify = (signature, message, publicKey) => {
  const name = [signature, message, publicKey].map((bytes) => Buffer.from(bytes).toString('base64')).join();
  const before = known.get(name);
  if (before !== undefined) return before;
  const key = createPublicKey({ key: Buffer.concat([spkiStart, publicKey]), format: 'der', type: 'spki' });
  const answer = verify(null, message, key, signature);
  if (known.size >= mostKnown) known.clear();
  known.set(name, answer);
  return answer;
};

const known = new Map<string, boolean>();
const mostKnown = 1_000;

export async function runApp(parts: AppParts): Promise<RunningApp> {
  const { activity, databaseName, now, newId, onError } = parts;
  const running: { engine?: SyncEngine } = {};
  const callMain: CallMain = (name, ...request) => activity.calling(() => parts.callMain(name, ...request));
  const { ledger, sync } = await openPageLedger({
    callMain,
    databaseName,
    now,
    newId,
    sha256: fastSha256,
    locks: createPageLocks(),
    connectSearch: () => {
      throw new Error('Nobody searches here');
    },
    connectSync: () => serviceFor(parts, running),
    reportError: onError,
  });
  if (sync === undefined) throw new Error('An app that can sync has a way to');
  return { ledger, sync, activity, engine: () => running.engine };
}

/** What the worker does, without its timers: whoever drives the simulation lets the engine step. */
function serviceFor(parts: AppParts, running: { engine?: SyncEngine }): SyncService {
  const { activity, now, random, onWake, bugs, laptop } = parts;
  const fetchBy = (send: AppParts['send']) => async (url: string, init: RequestInit) =>
    activity.waiting(send({ path: url.slice(serverAddress.length), init: withoutSignal(init) }));
  const surely = (token?: string) =>
    createHttpTransport({
      server: serverAddress,
      fetch: fetchBy(parts.sendSurely),
      ...(token === undefined ? {} : { token }),
    });

  return {
    async start({ server, token, membership, memory, hasNewerRows }, caller) {
      const transport = watched(parts, createHttpTransport({ server, token, fetch: fetchBy(parts.send) }));
      const page = watchedPage(activity, caller);
      running.engine = createSyncEngine({
        transport: bugs.transport?.(transport, laptop) ?? transport,
        page: bugs.page?.(page, laptop) ?? page,
        store: createSyncStore(caller.serverLog, membership.organisation.id, memory),
        membership,
        hasNewerRows,
        now,
        random,
        verify: isSigned,
      });
      onWake();
    },
    async stop() {
      delete running.engine;
    },
    wake: async () => onWake(),
    async hurry() {
      running.engine?.hurry();
      onWake();
    },
    async retryParked() {
      running.engine?.retryParked();
      onWake();
    },
    call: async () => ({ kind: 'unreachable' }),
    enrol: async (_server, request) => activity.during(() => surely().call('enrol', request)),
    signOut: async (_server, token) => activity.during(() => surely(token).call('signOut', undefined)),
  };
}

/** The simulation decides when it is too late for an answer. */
function withoutSignal({ method, headers, body }: RequestInit): RequestInit {
  return { ...(method && { method }), ...(headers && { headers }), ...(body && { body }) };
}

function watched({ activity, onDuplicates }: AppParts, transport: Transport): Transport {
  return {
    ...transport,
    async call(route, request) {
      const answer = await activity.during(() => transport.call(route, request));
      if (answer.kind === 'ok' && 'answers' in answer.value) {
        onDuplicates(answer.value.answers.filter(({ outcome }) => outcome === 'duplicate').length);
      }
      return answer;
    },
    getSegment: (hash) => activity.during(() => transport.getSegment(hash)),
    putSegment: (hash, bytes) => activity.during(() => transport.putSegment(hash, bytes)),
  };
}

function watchedPage(activity: Activity, page: SyncPage): SyncPage {
  return {
    device: () => activity.calling(() => page.device()),
    unsent: (after, limit) => activity.calling(() => page.unsent(after, limit)),
    pulledTo: () => activity.calling(() => page.pulledTo()),
    takeIn: (rows) => activity.calling(() => page.takeIn(rows)),
    forgetPulled: () => activity.calling(() => page.forgetPulled()),
    balancesAt: (position) => activity.calling(() => page.balancesAt(position)),
    segmentsNamed: () => activity.calling(() => page.segmentsNamed()),
    readSegment: (hash) => activity.calling(() => page.readSegment(hash)),
    storeSegment: (hash, bytes) => activity.calling(() => page.storeSegment(hash, bytes)),
    leaseWanted: () => activity.calling(() => page.leaseWanted()),
    renewDevice: () => activity.calling(() => page.renewDevice()),
    keepMembership: (membership) => activity.calling(() => page.keepMembership(membership)),
    correctClock: (offsetMs) => activity.calling(() => page.correctClock(offsetMs)),
  };
}
