import { type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** The parts of guest lists, under the hashes of their bytes: what is here once need not be sent again. */
export declare function serveSegments(app: ServerApp, service: Service): void;
