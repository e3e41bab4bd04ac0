import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { appOrigin } from './app-origin.ts';
import type { Log } from './log.ts';

const crashPage = `${appOrigin}/crash.html`;
const startPage = `${appOrigin}/index.html`;

/** Chromium's number for a load that something else took the place of. */
const loadWasReplaced = -3;

const words = {
  frozen: 'Admit is not responding.',
  frozenDetail:
    'It may be busy with something large: wait a moment. If it stays like this, stop it and restart. Every check-in that was shown as done is saved.',
  wait: 'Wait',
  stop: 'Stop',
  broken: 'Admit cannot show its window.',
  brokenDetail: 'Please start it again. Every check-in that was shown as done is saved.',
} as const;

export function loadStartPage(window: BrowserWindow, log: Log): void {
  load(window, startPage, log);
}

/** When the page dies or does not load, shows one that says so and lets people restart it; when it hangs, asks them. */
export function watchForCrashes(window: BrowserWindow, log: Log): void {
  const { webContents } = window;

  function recover(): void {
    if (webContents.getURL() !== crashPage) {
      load(window, crashPage, log);
      return;
    }
    dialog.showErrorBox(words.broken, words.brokenDetail);
    window.destroy();
  }

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error(`The page is gone: ${reason} (${exitCode}).`);
    recover();
  });
  webContents.on('did-fail-load', (_event, code, description, _address, isMainFrame) => {
    if (!isMainFrame || code === loadWasReplaced) return;
    log.error(`The page did not load: ${description} (${code}).`);
    recover();
  });
  webContents.on('preload-error', (_event, _path, error) => log.error('The preload script failed.', error));
  askWhileFrozen(window, log);
}

function askWhileFrozen(window: BrowserWindow, log: Log): void {
  let question: AbortController | undefined;

  async function ask(signal: AbortSignal): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: words.frozen,
      detail: words.frozenDetail,
      buttons: [words.wait, words.stop],
      defaultId: 0,
      cancelId: 0,
      signal,
    });
    // The page's process ends, which brings up the crash page.
    if (response === 1) window.webContents.forcefullyCrashRenderer();
  }

  window.on('unresponsive', () => {
    log.warn('The page does not respond.');
    question?.abort();
    question = new AbortController();
    ask(question.signal).catch((error: unknown) => log.error('Nobody could be asked about the frozen page.', error));
  });
  window.on('responsive', () => {
    log.info('The page responds again.');
    question?.abort();
  });
}

function load(window: BrowserWindow, address: string, log: Log): void {
  // Whether it failed is told by `did-fail-load`.
  window.loadURL(address).catch((error: unknown) => log.warn('A page was not loaded.', error));
}
