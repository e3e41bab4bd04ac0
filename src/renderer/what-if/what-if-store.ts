import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EventMemory } from '../ledger/event-memory.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { compareInSlices, type WhatIf } from './compare-in-slices.ts';

interface WhatIfState {
  /** The last one that was calculated. */
  readonly result: WhatIf | undefined;
  /** How much of the next one is done (0 to 1); undefined while none is under way. */
  readonly progress: number | undefined;
}

/** The comparison of one event: calculated when asked for, never by a scan. */
export interface WhatIfStore {
  readonly store: StoreApi<WhatIfState>;
  /** Begins anew. */
  readonly calculate: () => Promise<void>;
  readonly stop: () => void;
}

export function createWhatIf(ledger: Ledger, event: EventMemory, timeZone: string): WhatIfStore {
  const store = createStore<WhatIfState>(() => ({ result: undefined, progress: undefined }));
  let running: AbortController | undefined;

  async function calculate(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    store.setState({ progress: 0 });
    const onProgress = (progress: number): void => store.setState({ progress });
    const result = await compareInSlices(ledger, event, timeZone, { signal, onProgress });
    if (result !== undefined) store.setState({ result, progress: undefined });
  }

  return { store, calculate, stop: () => running?.abort() };
}
