import { type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** How a laptop comes to belong to an organisation, what it is there, and how it leaves. */
export declare function serveEnrolment(app: ServerApp, service: Service): void;
