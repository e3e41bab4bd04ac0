import { proxy, wrap } from 'comlink';
import type { SyncService } from './sync-service.ts';

/** Starts the worker that talks to servers. */
export function connectSync(): SyncService {
  const worker = new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<SyncService>(worker);
  return {
    // The page answers the worker's questions where it is.
    start: async (connection, caller) => remote.start(connection, proxy(caller)),
    stop: async () => remote.stop(),
    wake: async () => remote.wake(),
    hurry: async () => remote.hurry(),
    retryParked: async () => remote.retryParked(),
    // What is asked decides what is answered, which the wrapping forgets.
    call: remote.call as SyncService['call'],
    enrol: async (server, request) => remote.enrol(server, request),
    signOut: async (server, token) => remote.signOut(server, token),
  };
}
