import { type CreatedOrganisation } from './create-organisation.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Database } from './store/database.ts';
export interface ServerSettings {
    /** With its tables up to date. Whoever opened it closes it, after the server. */
    readonly database: Database;
    readonly log: Log;
    /** Where to listen: `127.0.0.1` for this machine alone, `0.0.0.0` for the whole network. */
    readonly host: string;
    /** 0: any that is free. */
    readonly port: number;
    readonly operatorKey?: string | undefined;
    /** How many reverse proxies of one's own stand in front. */
    readonly proxies?: number;
    /** `elsewhere`: the server above sets credits aside, not this one. */
    readonly leases?: 'here' | 'elsewhere';
    readonly limits?: Partial<Limits>;
}
export interface RunningServer {
    readonly address: string;
    readonly port: number;
    /** Takes no new requests, ends streams, and lets requests finish for up to ten seconds. */
    close(): Promise<void>;
    createOrganisation(name: string): Promise<CreatedOrganisation>;
}
/** Starts to answer requests. Rejects when it cannot listen there. */
export declare function startServer(settings: ServerSettings): Promise<RunningServer>;
