import { app, dialog } from 'electron';
import type { Log } from './log.ts';

const words = {
  title: 'Something went wrong in Admit.',
  detail:
    'Every check-in that was shown as done is saved. If anything looks wrong, close Admit and start it again. The log has the details.',
} as const;

/** Errors that no code of ours caught: logged, and said to people once, since the main process may no longer be whole. */
export function reportUnexpectedErrors(log: Log): void {
  let told = false;

  function report(kind: string, error: unknown): void {
    log.error(kind, error);
    if (told || !app.isReady()) return;
    told = true;
    const box = { type: 'error', title: 'Admit', message: words.title, detail: words.detail } as const;
    dialog.showMessageBox(box).catch((reason: unknown) => log.error('Nobody could be told.', reason));
  }

  process.on('uncaughtException', (error) => report('Uncaught exception.', error));
  process.on('unhandledRejection', (error) => report('Unhandled rejection.', error));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.error(`A ${type} process is gone: ${reason} (${exitCode}).`);
  });
}
