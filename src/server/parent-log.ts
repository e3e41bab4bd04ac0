import { HubStartError } from './hub-start-error.ts';
import type { Log } from './log.ts';
import type { ParentProcess } from './parent-process.ts';
import { UpstreamError } from './relay/upstream.ts';

/** Notes for the app's own log, which is one for everything on this laptop. Single requests that were answered are left out. */
export function parentLog(parent: Pick<ParentProcess, 'tell'>): Log {
  const tell =
    (level: 'error' | 'warn' | 'info') =>
    (fields: object, message: string): void =>
      parent.tell({ kind: 'log', level, message: [message, ...wordsOf(fields)].join(' ') });
  const info = tell('info');
  return {
    debug: () => undefined,
    info: (fields, message) => ('request' in fields ? undefined : info(fields, message)),
    warn: tell('warn'),
    error: tell('error'),
  };
}

/** What notes may say besides their words: names of the program's own, never of people. */
const tellable = new Set([
  'address',
  'database',
  'device',
  'folder',
  'hash',
  'method',
  'ms',
  'organisation',
  'port',
  'position',
  'problem',
  'reason',
  'refused',
  'request',
  'role',
  'route',
  'seq',
  'status',
]);

function wordsOf(fields: object): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
    if (value instanceof Error) return describeError(value);
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain && tellable.has(name) ? `${name}=${String(value)}` : [];
  });
}

/** An error's own words may quote what somebody sent: only those are passed on that quote nothing. */
function describeError(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const said = quotesNothing(error, code) ? `: ${error.message}` : '';
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}${said}`, ...places.slice(0, 4).map((line) => line.trim())].join(' ');
}

function quotesNothing(error: Error, code: string): boolean {
  if (error instanceof UpstreamError || error instanceof HubStartError) return true;
  // The system's codes are words, PostgreSQL's have a digit; errors of parsers have names of their own.
  return error.name === 'Error' && !/\d/.test(code);
}
