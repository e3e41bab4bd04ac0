import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** Takes in what laptops have recorded, from laptops of any version: nothing that has happened is turned away. */
export declare function servePush(app: ServerApp, service: Service): void;
