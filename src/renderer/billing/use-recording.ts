import { useRef, useState } from 'react';
import { failureText } from '../ledger/failure-text.ts';

interface Recording {
  /** Why it was not recorded the last time. */
  readonly problem: string | undefined;
  readonly isRunning: boolean;
  /** Records once: after it has succeeded, and while it runs, nothing more happens. */
  readonly record: () => Promise<void>;
}

/** Records something that must never be recorded twice by a double click, and can be tried again when it fails. */
export function useRecording(work: () => Promise<void>, onRecorded: () => void): Recording {
  const [problem, setProblem] = useState<string>();
  const [isRunning, setRunning] = useState(false);
  const isTaken = useRef(false);

  async function record(): Promise<void> {
    if (isTaken.current) return;
    isTaken.current = true;
    setRunning(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      isTaken.current = false;
      setRunning(false);
      const text = failureText(error);
      if (text === undefined) throw error;
      setProblem(text);
      return;
    }
    onRecorded();
  }

  return { problem, isRunning, record };
}
