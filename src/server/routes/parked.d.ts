import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** What was kept without having been applied, for those who settle it. */
export declare function serveParked(app: ServerApp, service: Service): void;
