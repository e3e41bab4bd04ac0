import type { CallMain } from './ledger/main-process.ts';

const longestMessage = 10_000;

/** Writes errors to the app's log: where in the code they arose, never what was typed or scanned. */
export function createErrorReporter(callMain: CallMain): (error: unknown) => void {
  return (problem) => {
    const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    // A log that cannot be written has nobody left to tell.
    callMain('log.write', { level: 'error', message: text.slice(0, longestMessage) }).catch(() => undefined);
  };
}
