import type { Database } from './database.ts';
/**
 * Brings the tables to what this version of the code knows. Each step commits by itself, once, however many processes
 * start at the same time. Refuses a database that a newer version has brought further.
 */
export declare function migrate(database: Database, steps?: readonly string[]): Promise<void>;
