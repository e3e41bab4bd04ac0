import * as v from 'valibot';
import { type HubOrder, hubOrderSchema, type HubReport } from '../shared/hub-messages.ts';

/** The app's main process, as the process that it has started for the hub sees it. */
export interface ParentProcess {
  tell(report: HubReport): void;
  onOrder(listener: (order: HubOrder) => void): void;
}

/** What Electron adds to a process that it starts. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

export function connectParent(): ParentProcess {
  const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
  if (parentPort === undefined) throw new Error('The hub is started by the app, and by nothing else.');
  return {
    tell: (report) => parentPort.postMessage(report),
    onOrder(listener) {
      parentPort.on('message', ({ data }) => listener(v.parse(hubOrderSchema, data)));
    },
  };
}
