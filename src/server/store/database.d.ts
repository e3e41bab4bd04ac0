/** What statements run on: a database, or one transaction of it. */
export interface Queryable {
    /**
     * Runs one statement with `$1`-style parameters; without parameters it may be several statements, and the rows are
     * the last one's. Whole numbers come as numbers, bytes as Uint8Array, JSON as text; arrays are JavaScript arrays both
     * ways, so that `unnest($1::uuid[], $2::bigint[])` takes columns.
     */
    query<Row>(statement: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
}
/** PostgreSQL: embedded in this process, or a server that several processes share. */
export interface Database extends Queryable {
    readonly kind: 'embedded' | 'postgresql';
    /**
     * Commits what `work` does, or nothing of it when it throws or when one of its statements failed. Where transactions
     * of several processes got in each other's way, `work` runs again: it changes nothing but the database, and only by
     * the transaction it is given. The embedded database runs one transaction at a time.
     */
    transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T>;
    /**
     * Calls back with the text of each `pg_notify` on the channel, of all processes; returns what ends that. An empty
     * text means that notices may have been missed, because the connection was lost: look again.
     */
    listen(channel: string, onNotice: (text: string) => void): Promise<() => Promise<void>>;
    close(): Promise<void>;
}
