// The program of the process that the app starts for its hub.
import type { HubOrder } from '../shared/hub-messages.ts';
import { unreachable } from '../shared/unreachable.ts';
import { openHubDatabase } from './hub-database.ts';
import { describeHubFailure } from './hub-start-error.ts';
import { startHub } from './hub.ts';
import { parentLog } from './parent-log.ts';
import { connectParent } from './parent-process.ts';

const parent = connectParent();
const log = parentLog(parent);
let started: Promise<() => Promise<void>> | undefined;

parent.onOrder((order) => {
  switch (order.kind) {
    case 'start':
      started = start(order);
      started.catch(giveUp);
      return;
    case 'stop':
      stop().catch(giveUp);
      return;
    default:
      unreachable(order);
  }
});

/** Resolves with what ends it. */
async function start(order: Extract<HubOrder, { kind: 'start' }>): Promise<() => Promise<void>> {
  const database = await openHubDatabase(order.folder, log);
  try {
    const end = await startHub(order, { database, log, tell: (report) => parent.tell(report) });
    return async () => {
      await end();
      await database.close();
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Finishes what is being written, also where it was still starting. */
async function stop(): Promise<void> {
  const end = await started;
  await end?.();
  process.exit(0);
}

/** The main process ends this one: a process that ends by itself takes with it what it has just said. */
function giveUp(error: unknown): void {
  log.error({ err: error }, 'the hub has failed');
  parent.tell({ kind: 'failed', ...describeHubFailure(error) });
}
