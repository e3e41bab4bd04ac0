import electronLog from 'electron-log/node.js';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';

/** Notes for whoever has to find out what went wrong. Says what happened to the app, never to a guest: no personal data. */
export interface Log {
  error(message: string, cause?: unknown): void;
  warn(message: string, cause?: unknown): void;
  info(message: string, cause?: unknown): void;
}

const maxLogBytes = 2 * 1024 * 1024;

/** Writes to `main.log` in the folder. A file that has grown too large becomes `main.old.log`, in place of the one before. */
export function startLog(folder: string, showInConsole: boolean): Log {
  const logger = electronLog.create({ logId: 'main' });
  logger.transports.file.resolvePathFn = () => join(folder, 'main.log');
  logger.transports.file.maxSize = maxLogBytes;
  logger.transports.file.level = 'info';
  // A terminal that is closed while the app runs must not make every note an error.
  logger.transports.console.level = showInConsole ? 'warn' : false;
  return {
    error: (message, cause) => logger.error(describe(message, cause)),
    warn: (message, cause) => logger.warn(describe(message, cause)),
    info: (message, cause) => logger.info(describe(message, cause)),
  };
}

/** One text, in which the home folder, which mostly holds a person's name, is `~`. */
function describe(message: string, cause: unknown): string {
  const text = cause === undefined ? message : `${message} ${inspect(cause)}`;
  return text.replaceAll(homedir(), '~');
}
