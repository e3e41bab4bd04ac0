import type * as v from 'valibot';
import { type Refusal } from './refusal.ts';
import { type ServerApp, type ServerContext, type ServerStep } from './server-app.ts';
import type { Service } from './service.ts';
import type { EnrolledSender } from './store/devices.ts';
/** An address with what goes there and what comes back, both JSON. */
export interface JsonRoute {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly request: v.GenericSchema | undefined;
    readonly reply: v.GenericSchema<unknown, object>;
}
type RequestOf<R extends JsonRoute> = v.InferOutput<NonNullable<R['request']>>;
/** The time of the answer is put in when it is sent. */
type ReplyOf<R extends JsonRoute> = Omit<v.InferOutput<R['reply']>, 'serverAt'>;
/** Serves a route to anybody. */
export declare function answerAnybody<R extends JsonRoute>(app: ServerApp, service: Service, route: R, reply: (request: RequestOf<R>, context: ServerContext) => Promise<ReplyOf<R> | Refusal>): void;
export interface EnrolledOnly {
    /** Which laptops may; all that are enrolled where absent. */
    readonly may?: (sender: EnrolledSender) => boolean;
    /** The largest body; the usual one where absent. */
    readonly bodyBytes?: number;
}
/** Serves a route to enrolled laptops. */
export declare function answerEnrolled<R extends JsonRoute>(app: ServerApp, service: Service, route: R, { may, bodyBytes }: EnrolledOnly, reply: (sender: EnrolledSender, request: RequestOf<R>) => Promise<ReplyOf<R> | Refusal>): void;
/** Serves an address in a way of its own. `limitMs`: how long the answer may take. */
export declare function serve(app: ServerApp, { limits }: Service, { method, path, limitMs }: Pick<JsonRoute, 'path'> & {
    method: string;
    limitMs?: number;
}, steps: readonly ServerStep[], answer: (context: ServerContext) => Promise<Response>): void;
/** Lets enrolled laptops pass; of these, those who `may`. */
export declare function demandEnrolled(service: Service, may?: EnrolledOnly['may']): ServerStep;
/** Who asks, behind `demandEnrolled`. */
export declare function senderOf(context: ServerContext): EnrolledSender;
export declare function limitBody(bytes: number): ServerStep;
/** Every answer says what time it is here, by which laptops correct their clocks. */
export declare function sendResult(context: ServerContext, { now }: Service, result: object): Response;
export {};
