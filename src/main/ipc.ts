import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { bridgeCalls } from '../shared/bridge.ts';
import type { BridgeCall } from '../shared/bridge.ts';
import { answerCall } from './answer-call.ts';
import type { Caller, CallHandlers } from './answer-call.ts';
import type { Log } from './log.ts';

/** Opens the bridge: the pages can call these handlers of the main process, and nothing else. */
export function answerCalls(handlers: CallHandlers, log: Log): void {
  for (const name of Object.keys(bridgeCalls) as BridgeCall[]) {
    ipcMain.handle(name, (event, request: unknown) => answerCall(name, handlers, callerOf(event), request, log));
  }
}

function callerOf({ senderFrame }: IpcMainInvokeEvent): Caller | undefined {
  return senderFrame === null ? undefined : { address: senderFrame.url, isMainFrame: senderFrame.parent === null };
}
