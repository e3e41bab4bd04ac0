interface Allowance {
    readonly attempts: number;
    readonly seconds: number;
}
/** Counts attempts in this process, by whoever makes them and by all of them together. */
export interface Attempts {
    /** Counts one. Returns after how many seconds the next is allowed, where this one was not. */
    take(who: string): Promise<number | undefined>;
    /** That one is not held against anybody: it succeeded. */
    giveBack(who: string): Promise<void>;
}
export declare function countAttempts({ each, all }: {
    readonly each: Allowance;
    readonly all?: Allowance;
}): Attempts;
export {};
