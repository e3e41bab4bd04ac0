/** Values on their way to a slow reader, who gets the latest one alone: those before it are out of date. */
export interface LatestOnly<T> extends AsyncIterable<T> {
    put(value: T): void;
    /** Nothing more comes; what has not been read yet is not read any more. */
    end(): void;
}
export declare function latestOnly<T>(): LatestOnly<T>;
