import type { Database } from './database.ts';
import type { Log } from '../log.ts';
export interface EmbeddedSettings {
    /** Where the data stays; made when absent, and held by one process at a time. Undefined: in memory. */
    readonly folder?: string | undefined;
    /**
     * Where a packaged app keeps `embedded-worker.cjs` (the bundled embedded-worker.ts) and PGlite's `pglite.wasm`,
     * `initdb.wasm` and `pglite.data`. Undefined: the sources and the installed package are there.
     */
    readonly engineFolder?: string | undefined;
}
/** Opens PGlite in a thread of its own. It is one connection: statements and transactions take turns. */
export declare function openEmbedded(settings: EmbeddedSettings, log: Log): Promise<Database>;
