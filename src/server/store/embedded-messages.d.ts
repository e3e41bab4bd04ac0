/** What the embedded database's thread is started with. */
export interface EngineStart {
    /** Undefined: in memory. */
    readonly folder: string | undefined;
    /** Where `pglite.wasm`, `initdb.wasm` and `pglite.data` are; undefined: in PGlite's own package. */
    readonly engineFolder: string | undefined;
}
export type EngineRequest = {
    readonly id: number;
    readonly kind: 'query';
    readonly statement: string;
    readonly parameters: readonly unknown[];
} | {
    readonly id: number;
    readonly kind: 'close';
};
export type EngineReply = {
    readonly kind: 'ready';
} | {
    readonly kind: 'unusable';
    readonly failure: StatementFailure;
} | {
    readonly kind: 'rows';
    readonly id: number;
    readonly rows: readonly unknown[];
} | {
    readonly kind: 'failed';
    readonly id: number;
    readonly failure: StatementFailure;
} | {
    readonly kind: 'notice';
    readonly channel: string;
    readonly text: string;
};
/** What is known of an error on the other side of the thread. */
export interface StatementFailure {
    readonly message: string;
    /** PostgreSQL's own code, such as `23505`. */
    readonly code?: string;
    readonly detail?: string;
    readonly constraint?: string;
}
