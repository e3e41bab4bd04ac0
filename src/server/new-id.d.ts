import type { RandomBytes } from './secret.ts';
/** A UUID (version 7) made at an instant (UTC milliseconds). */
export declare function makeId(random: RandomBytes, now: number): string;
