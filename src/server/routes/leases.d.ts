import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** Sets credits aside that a laptop may spend without asking, or more of them than it has already. */
export declare function serveLeases(app: ServerApp, service: Service): void;
