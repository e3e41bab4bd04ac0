import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Enrolled, SyncHandle, SyncState } from '../sync/sync-handle.ts';
import { toSend } from '../sync/to-send.ts';
import { chipOf, type SyncFacts } from './chip-of.ts';

/** What grows old is looked at again so often. */
const lookEveryMs = 20_000;

/** So many operations come and go with every scan. */
const few = 5;
/** So long they may take without a word about it. */
const quietMs = 1_000;

/** What is true of sync now; undefined while the laptop works alone. */
export function useFacts(sync: Pick<SyncHandle, 'store'>, now: () => number): SyncFacts | undefined {
  const state = useQuiet(useStore(sync.store));
  const [, lookAgain] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => lookAgain((times) => times + 1), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return chipOf(state, now());
}

/** The state without the one operation that is just being sent: every scan would make the bar jump twice. */
function useQuiet(state: SyncState): SyncState {
  const isTrifle = state.kind === 'enrolled' && isSmall(state);
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!isTrifle) return undefined;
    const timer = setTimeout(() => setLasted(true), quietMs);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [isTrifle]);
  return isTrifle && !hasLasted ? { ...state, toPull: 0, unsent: state.parked.length } : state;
}

function isSmall(state: Enrolled): boolean {
  const { link, upToDateAt, toPull } = state;
  const unsent = toSend(state);
  return link === 'online' && upToDateAt !== null && toPull + unsent > 0 && toPull <= few && unsent <= few;
}
