import * as v from 'valibot';
import {
  type Bridge,
  bridgeCalls,
  type BridgeCall,
  type BridgeReply,
  type BridgeRequest,
} from '../../shared/bridge.ts';

/** Calls the main process; rejects when the request or the reply is not what the bridge's schemas say. */
export type CallMain = <C extends BridgeCall>(
  name: C,
  ...request: BridgeRequest<C> extends undefined ? [] : [request: BridgeRequest<C>]
) => Promise<BridgeReply<C>>;

export function connectMain(bridge: Bridge): CallMain {
  return async (name, ...request) => {
    const reply: unknown = await bridge.call(name, request[0]);
    return v.parse(bridgeCalls[name].reply, reply) as BridgeReply<typeof name>;
  };
}
