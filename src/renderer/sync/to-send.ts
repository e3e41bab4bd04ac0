import type { Enrolled } from './sync-handle.ts';

/** How many own operations wait for nothing but the server. What it has set aside waits for people. */
export function toSend({ unsent, parked }: Pick<Enrolled, 'unsent' | 'parked'>): number {
  return Math.max(0, unsent - parked.length);
}
