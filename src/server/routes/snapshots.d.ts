import { type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** What an event's guest list consists of. */
export declare function serveSnapshots(app: ServerApp, service: Service): void;
