import { type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** Tells a laptop, for as long as it listens, where the log ends: at once, and whenever it has grown. */
export declare function serveStream(app: ServerApp, service: Service): void;
