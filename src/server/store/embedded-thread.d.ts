import type { EngineStart } from './embedded-messages.ts';
/** The embedded database's thread, as seen from outside. */
export interface EngineThread {
    query<Row>(statement: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
    close(): Promise<void>;
    /** Ends it where it is, as a crash would. Everything asked for fails with the error. */
    abandon(error: Error): Promise<void>;
}
/** Resolves when the database takes statements. `onLost` is told once, when the thread ends without being asked to. */
export declare function startThread(start: EngineStart, onNotice: (channel: string, text: string) => void, onLost: (error: Error) => void): Promise<EngineThread>;
