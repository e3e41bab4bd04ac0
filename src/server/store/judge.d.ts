import type { ReadOperation, Unfit } from './read-operation.ts';
import type { Authority } from './sender.ts';
/** What becomes of an operation before it is settled. */
export type Verdict = {
    readonly kind: 'fresh';
} | {
    readonly kind: 'duplicate';
    readonly position: number;
}
/** The same as one that came just before. */
 | {
    readonly kind: 'repeated';
    readonly first: ReadOperation;
} | {
    readonly kind: 'parked';
    readonly unfit: Unfit;
};
/** What is here already under an operation's id. */
export interface Earlier {
    /** JSON. */
    readonly text: string;
    /** What becomes of the same, come again. */
    readonly again: Verdict;
}
/** Decides on an operation that was understood: first whether it is here already, then whether it may come in. */
export declare function decide(read: ReadOperation, authority: Authority, earlier: Earlier | undefined): Verdict;
