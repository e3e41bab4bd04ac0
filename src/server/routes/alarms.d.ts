import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** A laptop whose books are not the server's: somebody has to look into it. */
export declare function serveAlarms(app: ServerApp, service: Service): void;
