import { protocol } from 'electron';
import { answerAppRequest } from './app-files.ts';
import { appScheme } from './app-origin.ts';

/** Has to be called before Electron is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** Serves the built pages in `folder` at `app://admit/`. */
export function serveAppFiles(folder: string): void {
  protocol.handle(appScheme, (request) => answerAppRequest(request.url, folder));
}
