import type { LogHead, PushAnswer } from '../../shared/wire.ts';
import { type Terms } from './apply-operations.ts';
import type { Queryable } from './database.ts';
import { type ReadOperation, type UnreadOperation } from './read-operation.ts';
import type { Authority } from './sender.ts';
export interface Accepted {
    readonly head: LogHead;
    /** One for each, in their order. */
    readonly answers: readonly PushAnswer[];
    /** Another laptop has sent other operations under the same places. */
    readonly cloned: boolean;
}
type Read = ReadOperation | UnreadOperation;
/** Takes operations in, each by itself: those that may not come in are kept aside, and the others go on. */
export declare function acceptOperations(transaction: Queryable, authority: Authority, reads: readonly Read[], terms: Terms): Promise<Accepted>;
export {};
