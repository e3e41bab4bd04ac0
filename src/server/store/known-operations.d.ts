import type { Queryable } from './database.ts';
import type { Earlier } from './judge.ts';
import type { ReadOperation } from './read-operation.ts';
import type { Authority } from './sender.ts';
/** What the log holds already of what has come. */
export interface KnownOperations {
    /** By `idKey`. */
    readonly earlier: ReadonlyMap<string, Earlier>;
    /** Whether it holds other operations under the same places of the same laptop: that one has a double. */
    readonly isCloned: boolean;
}
/** The database knows one spelling of an id. */
export declare function idKey(id: string): string;
export declare function findKnown(transaction: Queryable, { organisation, device }: Authority, reads: readonly ReadOperation[]): Promise<KnownOperations>;
