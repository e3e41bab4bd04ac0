import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** What can be asked of the server, for programs and for people. */
export declare function serveDocumentation(app: ServerApp, service: Service): void;
