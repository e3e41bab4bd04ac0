import type { DeviceId, OrganisationId } from '../shared/ids.ts';
import type { LogHead } from '../shared/wire.ts';
import type { Log } from './log.ts';
import type { Database } from './store/database.ts';
/** A laptop that wants to know at once when there is more. */
export interface Follower {
    readonly organisation: OrganisationId;
    readonly device: DeviceId;
    onHead(head: LogHead): void;
    /** There will be no more: it was signed out, or the server stops, or it is to ask again. */
    onEnd(): void;
}
/** Tells followers where their log ends: once at first, and whenever it has grown, whichever process it grew in. */
export interface HeadNews {
    /** Returns what ends it. */
    follow(follower: Follower): () => void;
    close(): Promise<void>;
}
export interface HeadNewsSettings {
    readonly database: Database;
    readonly log: Log;
    readonly followersPerDevice: number;
}
export declare function openHeadNews({ database, log, followersPerDevice }: HeadNewsSettings): HeadNews;
