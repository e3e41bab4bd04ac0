import { createHash } from 'node:crypto';
import type { Hash } from '../../shared/ids.ts';

/**
 * The hash of everything up to a row: of the one before it, and of the row's texts, which are JSON on one line each.
 */
export function chainOn(before: Hash, operation: string, entries: string): Hash {
  return createHash('sha256').update(`${before}\n${operation}\n${entries}`).digest('hex') as Hash;
}
