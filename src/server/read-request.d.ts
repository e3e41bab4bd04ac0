import * as v from 'valibot';
import { type Refusal } from './refusal.ts';
import type { ServerContext } from './server-app.ts';
/** A route's request, read by its schema; undefined where it takes none. */
export declare function readRequest<Schema extends v.GenericSchema | undefined>(context: ServerContext, schema: Schema): Promise<{
    readonly body: v.InferOutput<NonNullable<Schema>>;
} | Refusal>;
/** What stands before the parameters of a `Content-Type` header. */
export declare function hasContentType(context: ServerContext, type: string): boolean;
