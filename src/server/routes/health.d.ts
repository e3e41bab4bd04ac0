import { type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** For what watches over the process. */
export declare function serveHealth(app: ServerApp, service: Service): void;
