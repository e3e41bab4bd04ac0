import type { Log } from '../log.ts';
/** Who listens to which channel. The database is told `listen` for the first on a channel, `unlisten` after the last. */
export interface Listeners {
    add(channel: string, onNotice: (text: string) => void, tell: (command: string) => Promise<void>): Promise<() => Promise<void>>;
    call(channel: string, text: string): void;
    /** The commands by which a new connection hears all of them. */
    commands(): readonly string[];
    /** Calls all of them with an empty text. */
    callAll(): void;
}
export declare function startListeners(log: Log): Listeners;
