import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
export declare function serveCodes(app: ServerApp, service: Service): void;
