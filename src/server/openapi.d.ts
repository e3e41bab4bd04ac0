import { routes } from '../shared/wire.ts';
export type RouteName = keyof typeof routes;
/** One thing that can be asked of the server. */
export interface Endpoint {
    readonly name: string;
    readonly method: string;
    readonly path: string;
    readonly words: string;
    /** Who may ask: anybody, a laptop with its token, or the operator. */
    readonly bearer: 'none' | 'device' | 'operator';
    /** JSON schemas; undefined where nothing is sent, or no JSON comes back. */
    readonly request: object | undefined;
    readonly reply: object | undefined;
}
/** Everything that can be asked of the server. */
export declare function describeEndpoints(): readonly Endpoint[];
/** The OpenAPI 3.1 description of the server, made from the schemas by which it reads and writes. */
export declare function describeApi(): object;
