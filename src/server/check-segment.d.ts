import type { Hash } from '../shared/ids.ts';
import { type Refusal } from './refusal.ts';
import { type CheckedSegment } from './store/segments.ts';
/** Whether the bytes are what their name promises, and a part of a guest list. */
export declare function checkSegment(hash: Hash, bytes: Uint8Array, unpackedBytes: number): Promise<CheckedSegment | Refusal>;
