import type { Hash } from '../../shared/ids.ts';
/**
 * The hash of everything up to a row: of the one before it, and of the row's texts, which are JSON on one line each.
 */
export declare function chainOn(before: Hash, operation: string, entries: string): Hash;
