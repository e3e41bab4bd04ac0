/** Lets callers use one thing one after the other, in the order they asked. */
export interface Turns {
    /** Waits for everybody who asked before, then for `work`. */
    take<T>(work: () => Promise<T>): Promise<T>;
}
export declare function startTurns(): Turns;
