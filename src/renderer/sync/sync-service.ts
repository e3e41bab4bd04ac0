import type { EnrolRequest, Membership } from '../../shared/wire.ts';
import { createHttpTransport } from './http-transport.ts';
import { drive, type SyncDriver } from './sync-driver.ts';
import { createSyncEngine } from './sync-engine.ts';
import type { SyncPage } from './sync-page.ts';
import type { SyncReport } from './sync-report.ts';
import { createSyncStore, type ServerLogLines, type SyncMemory } from './sync-store.ts';
import type { Answer, RouteName, RouteReply, RouteRequest, Transport } from './transport.ts';

/** How a laptop gets at its server. */
export interface Connection {
  readonly server: string;
  readonly token: string;
  readonly membership: Membership;
  /** What was kept of this organisation's server; undefined where there is nothing, or where that is not known. */
  readonly memory: SyncMemory | undefined;
  /** Rows kept earlier hold what this version does not know. */
  readonly hasNewerRows: boolean;
}

/** What the worker tells the page, and asks of it. */
export interface SyncCaller extends SyncPage {
  readonly serverLog: ServerLogLines;
  onReport(report: SyncReport): void;
  onError(message: string): void;
}

/** What the page asks of the worker: the only place of the app that talks to servers. */
export interface SyncService {
  /** Syncs from now on, in place of what was before. */
  start(connection: Connection, caller: SyncCaller): Promise<void>;
  stop(): Promise<void>;
  /** There is something new on this laptop. */
  wake(): Promise<void>;
  /** Somebody asks, or the network is back. */
  hurry(): Promise<void>;
  retryParked(): Promise<void>;
  /** Asks the server of the connection; unreachable without one. */
  call<R extends RouteName>(route: R, request: RouteRequest<R>): Promise<Answer<RouteReply<R>>>;
  /** Asks any server to take the laptop in. */
  enrol(server: string, request: EnrolRequest): Promise<Answer<RouteReply<'enrol'>>>;
  /** Takes back what enrolling at a server has brought. */
  signOut(server: string, token: string): Promise<Answer<RouteReply<'signOut'>>>;
}

interface Running {
  readonly transport: Transport;
  readonly driver: SyncDriver;
  readonly retryParked: () => void;
}

/** The worker's work. */
export function openSyncService(): SyncService {
  let running: Running | undefined;

  function stop(): void {
    running?.driver.stop();
    running = undefined;
  }

  return {
    async start({ server, token, membership, memory, hasNewerRows }, caller) {
      stop();
      const transport = createHttpTransport({ server, token });
      const engine = createSyncEngine({
        transport,
        store: createSyncStore(caller.serverLog, membership.organisation.id, memory),
        page: caller,
        membership,
        hasNewerRows,
        now: () => Date.now(),
        random: () => Math.random(),
      });
      let told = '';
      function tell(): void {
        const report = engine.report();
        const text = JSON.stringify(report);
        if (text === told) return;
        told = text;
        caller.onReport(report);
      }
      const driver = drive({
        engine,
        transport,
        onStep: tell,
        onError: (error) => caller.onError(error instanceof Error ? (error.stack ?? error.message) : String(error)),
        random: () => Math.random(),
      });
      tell();
      running = { transport, driver, retryParked: engine.retryParked };
    },
    async stop() {
      stop();
    },
    async wake() {
      running?.driver.wake();
    },
    async hurry() {
      running?.driver.hurry();
    },
    async retryParked() {
      running?.retryParked();
      running?.driver.hurry();
    },
    async call<R extends RouteName>(route: R, request: RouteRequest<R>): Promise<Answer<RouteReply<R>>> {
      return running === undefined ? { kind: 'unreachable' } : running.transport.call(route, request);
    },
    enrol: async (server, request) => createHttpTransport({ server }).call('enrol', request),
    signOut: async (server, token) => createHttpTransport({ server, token }).call('signOut', undefined),
  };
}
