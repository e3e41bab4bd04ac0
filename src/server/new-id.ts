import { v7 } from 'uuid';
import type { RandomBytes } from './secret.ts';

/** A UUID (version 7) made at an instant (UTC milliseconds). */
export function makeId(random: RandomBytes, now: number): string {
  return v7({ random: random(16), msecs: now });
}
