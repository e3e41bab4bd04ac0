import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { type Refusal } from './refusal.ts';
import type { Service } from './service.ts';
import type { EnrolledSender } from './store/devices.ts';
/** What is known of a request while it is being answered. */
interface Variables {
    readonly requestId: string;
    /** The route's path as it was declared: what logs and metrics know it by. */
    readonly route: string | undefined;
    readonly sender: EnrolledSender | undefined;
    readonly refusal: Refusal | undefined;
}
/** Requests that tests inject come without a connection. */
export type ServerEnv = {
    Bindings: Partial<HttpBindings>;
    Variables: Variables;
};
export type ServerApp = Hono<ServerEnv>;
export type ServerContext = Context<ServerEnv>;
export type ServerStep = MiddlewareHandler<ServerEnv>;
export declare function sendRefusal(context: ServerContext, refusal: Refusal): Response;
/** Whom a request's attempts are counted under. */
export declare function addressOf(context: ServerContext, { proxies }: Pick<Service, 'proxies'>): string;
export {};
