import type { Log } from '../../src/main/log.ts';
import type { Log as ServerLog } from '../../src/server/log.ts';

/** For tests of what is written, not of what is said about it. */
export const silentLog: Log = { error: () => undefined, warn: () => undefined, info: () => undefined };

/** The same for the server. */
export const silentServerLog: ServerLog = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nobody reads it.
}
