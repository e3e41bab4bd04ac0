import { utilityProcess } from 'electron';
import type { HubChild } from './hub-run.ts';

/** Starts the hub's program in a process of its own, which ends with the app. */
export function forkHub(programPath: string): HubChild {
  const child = utilityProcess.fork(programPath, [], { serviceName: 'Admit hub' });
  return {
    post: (order) => child.postMessage(order, []),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
