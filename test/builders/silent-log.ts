import type { Log } from '../../src/main/log.ts';

/** For tests of what is written, not of what is said about it. */
export const silentLog: Log = { error: () => undefined, warn: () => undefined, info: () => undefined };
