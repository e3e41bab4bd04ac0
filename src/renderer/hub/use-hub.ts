import { useCallback, useEffect, useState } from 'react';
import type { BridgeRequest, HubStatus } from '../../shared/bridge.ts';
import type { CallMain } from '../ledger/main-process.ts';

/** How often a hub is looked at. */
const lookEveryMs = 3_000;

/** The hub that this laptop may run. */
export interface KnownHub {
  /** Undefined before the first answer. */
  readonly status: HubStatus | undefined;
  /** The main process gave no answer. */
  readonly isLost: boolean;
  readonly start: (request: BridgeRequest<'hub.start'>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function useHub(callMain: CallMain): KnownHub {
  const [status, setStatus] = useState<HubStatus>();
  const [isLost, setLost] = useState(false);

  const take = useCallback(async (answer: Promise<HubStatus>) => {
    try {
      setStatus(await answer);
      setLost(false);
    } catch {
      setLost(true);
    }
  }, []);

  useEffect(() => {
    const look = () => void take(callMain('hub.status'));
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [callMain, take]);

  return {
    status,
    isLost,
    start: async (request) => take(callMain('hub.start', request)),
    stop: async () => take(callMain('hub.stop')),
  };
}

/** Where other laptops reach the server: a hub on this laptop under its addresses in the network, the likeliest first. */
export function reachableAddresses(server: string, hub: HubStatus | undefined): readonly string[] {
  const isHere = /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|\/|$)/i.test(server);
  if (!isHere || hub?.state !== 'running') return [server];
  // The last one is this laptop's own.
  const others = hub.addresses.slice(0, -1);
  return others.length > 0 ? others : [server];
}
