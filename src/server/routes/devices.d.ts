import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** The organisation's laptops, for those who manage them. */
export declare function serveDevices(app: ServerApp, service: Service): void;
