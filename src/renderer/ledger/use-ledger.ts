import { useCallback, useSyncExternalStore } from 'react';
import type { Ledger } from './ledger.ts';

/**
 * What `read` sees in the ledger, now and after every change. It must give the same value while nothing has changed:
 * a number, a text, or an object that the ledger replaces when it changes.
 */
export function useLedger<T>(ledger: Ledger, read: (ledger: Ledger) => T): T {
  const subscribe = useCallback((listener: () => void) => ledger.subscribe(listener), [ledger]);
  return useSyncExternalStore(subscribe, () => read(ledger));
}
