import * as v from 'valibot';
import { type Refusal, refuse } from './refusal.ts';
import type { ServerContext } from './server-app.ts';

/** A route's request, read by its schema; undefined where it takes none. */
export async function readRequest<Schema extends v.GenericSchema | undefined>(
  context: ServerContext,
  schema: Schema,
): Promise<{ readonly body: v.InferOutput<NonNullable<Schema>> } | Refusal> {
  if (schema === undefined) return { body: undefined as v.InferOutput<NonNullable<Schema>> };
  if (!hasContentType(context, 'application/json')) return refuse('content-type');
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), await context.req.text());
  return read.success ? { body: read.output } : refuse('malformed', { place: placeOf(read.issues[0]) });
}

/** What stands before the parameters of a `Content-Type` header. */
export function hasContentType(context: ServerContext, type: string): boolean {
  return context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() === type;
}

/** Says where, and never what: what was sent belongs to whoever sent it. */
function placeOf(issue: v.BaseIssue<unknown>): string {
  return v.getDotPath(issue) ?? 'the whole of it';
}
