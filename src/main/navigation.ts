import type { App } from 'electron';
import { isAppAddress, parseAddress } from './app-origin.ts';
import type { Log } from './log.ts';

/** Keeps every page where it is: no other addresses (a file dropped on the window is one), windows or web views. */
export function restrictNavigation(app: App, log: Log): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (isAppAddress(event.url)) return;
      event.preventDefault();
      log.warn(`Leaving the app for another page (${schemeOf(event.url)}) was prevented.`);
    });
    contents.setWindowOpenHandler(({ url }) => {
      log.warn(`Opening another window (${schemeOf(url)}) was prevented.`);
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** The address itself may hold a person's name. */
function schemeOf(address: string): string {
  return parseAddress(address)?.protocol ?? 'unreadable address';
}
