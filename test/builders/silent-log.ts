const say = (): void => undefined;

/** Says nothing, to main process and server alike. */
export const silentLog = { debug: say, info: say, warn: say, error: say };
