import { type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** What there is after a place in the log. */
export declare function servePull(app: ServerApp, service: Service): void;
