import { useRef, useState } from 'react';
import { failureText } from './failure-text.ts';

interface Recording {
  readonly isBusy: boolean;
  /** Why the last attempt did not succeed. */
  readonly problem: string | undefined;
  readonly setProblem: (problem: string | undefined) => void;
  /** Does it unless another is under way. True once it is recorded; otherwise `problem` says why not. */
  readonly record: (work: () => Promise<void>) => Promise<boolean>;
}

/**
 * One attempt at a time to record something, with what went wrong in words. A form that goes away when it has been
 * recorded records `once`: a second click that comes before the screen has followed finds it done.
 */
export function useRecording(times: 'once' | 'repeatedly'): Recording {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  // Two clicks in one tick see the same state, but not the same ref.
  const isTaken = useRef(false);

  async function record(work: () => Promise<void>): Promise<boolean> {
    if (isTaken.current) return false;
    isTaken.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      isTaken.current = times === 'once';
      return true;
    } catch (error) {
      isTaken.current = false;
      const failure = failureText(error);
      if (failure === undefined) throw error;
      setProblem(failure);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { isBusy, problem, setProblem, record };
}
