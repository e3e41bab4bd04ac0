import { pino } from 'pino';
import type { Log } from './log.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One JSON object a line on standard output. Apart from log.ts, because pino does not load on the oldest Node of hubs. */
export function openJsonLog(level: LogLevel): Log {
  return pino({ level, base: null, timestamp: () => `,"at":"${new Date().toISOString()}"` });
}
