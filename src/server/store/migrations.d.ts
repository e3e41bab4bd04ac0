/**
 * The tables, as statements that each bring them one version further. Append, never edit: a database may be at any of
 * them. Each table is keyed by organisation first, so that an engine that distributes can do so by that.
 */
export declare const migrations: readonly string[];
