// The program of the process that the app starts for its hub.
import { describeHubFailure } from './hub-start-error.ts';
import { startHub } from './hub.ts';
import { connectParent, type ParentProcess } from './parent-process.ts';
import { openHubDatabase } from './hub-database.ts';
import { parentLog } from './parent-log.ts';
import { unreachable } from '../shared/unreachable.ts';

const parent = connectParent();
let end: (() => Promise<void>) | undefined;

parent.onOrder((order) => {
  switch (order.kind) {
    case 'start':
      start(order).catch(giveUp);
      return;
    case 'stop':
      stop().catch(giveUp);
      return;
    default:
      unreachable(order);
  }
});

