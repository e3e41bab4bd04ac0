import { type Limits } from './limits.ts';
import { type ServerApp } from './server-app.ts';
import type { Service } from './service.ts';
export interface AppSettings extends Pick<Service, 'database' | 'log' | 'now' | 'random'> {
    readonly leases?: Service['leases'];
    readonly limits?: Partial<Limits>;
    readonly operatorKey?: string | undefined;
    readonly proxies?: number;
    /** Aborted when the server is to stop. */
    readonly stopping?: AbortSignal;
}
/** The server as a function of requests, on a database whose tables are up to date. */
export declare function createApp(settings: AppSettings): ServerApp;
