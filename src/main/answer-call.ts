import * as v from 'valibot';
import { bridgeCalls } from '../shared/bridge.ts';
import type { BridgeCall, BridgeReply } from '../shared/bridge.ts';
import { isAppAddress } from './app-origin.ts';
import type { Log } from './log.ts';

/** What the main process does for each call on the bridge, with requests that are known to be what their schema says. */
export type CallHandlers = {
  readonly [C in BridgeCall]: (
    request: v.InferOutput<(typeof bridgeCalls)[C]['request']>,
  ) => Promise<BridgeReply<C>> | BridgeReply<C>;
};

/** The frame a call came from; undefined when it is gone already. */
export interface Caller {
  readonly address: string;
  readonly isMainFrame: boolean;
}

/** Carries out one call. Rejects with words that say which call and which of three reasons, and nothing from inside. */
export async function answerCall<C extends BridgeCall>(
  name: C,
  handlers: CallHandlers,
  caller: Caller | undefined,
  request: unknown,
  log: Log,
): Promise<BridgeReply<C>> {
  if (caller === undefined || !caller.isMainFrame || !isAppAddress(caller.address)) {
    log.error(`A call of ${name} came from a page that is not the app's.`);
    throw new Error(`${name} was refused: the page is not the app's own.`);
  }
  const contract: (typeof bridgeCalls)[C] = bridgeCalls[name];
  const understood = v.safeParse(contract.request, request);
  if (!understood.success) {
    log.error(`A request of ${name} is not what it should be: ${describeIssues(understood.issues)}.`);
    throw new Error(`${name} was refused: the request is not what it should be.`);
  }
  try {
    return v.parse(contract.reply, await handlers[name](understood.output));
  } catch (error) {
    log.error(`${name} failed.`, error);
    throw new Error(`${name} failed; the log says why.`, { cause: error });
  }
}

/** Where a request is wrong and which rule it breaks; not what it holds, which may be a guest's name. */
function describeIssues(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole'} (${issue.type})`).join(', ');
}
