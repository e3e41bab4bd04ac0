import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type EventId, type OperationId, operationIdSchema } from '../../shared/ids.ts';
import { type Operation, operationSchema } from '../../shared/operation.ts';
import type { ParkReason, PushRequest } from '../../shared/wire.ts';
import { groupKeyOf } from './group-key.ts';
import { eventOf } from './sender.ts';

/** An operation as it came, with its place in the sender's own log. */
export type Pushed = Pick<PushRequest['operations'][number], 'seq'> & { readonly operation: unknown };

/** What is to be kept without being applied, and why. */
export interface Unfit {
  readonly reason: ParkReason;
  /** For whoever looks into it. */
  readonly detail: string;
}

/** One that was understood. */
export interface ReadOperation {
  readonly seq: number;
  readonly operation: Operation;
  readonly event: EventId | undefined;
  readonly group: string | undefined;
  /** JSON: what is kept of it. */
  readonly text: string;
  /** What was sent. */
  readonly sent: unknown;
}

/** One that was not. */
export interface UnreadOperation extends Unfit {
  readonly seq: number;
  /** What it seems to be called. */
  readonly id: OperationId | undefined;
  readonly sent: unknown;
}

export function isRead(read: ReadOperation | UnreadOperation): read is ReadOperation {
  return 'operation' in read;
}

/** Reads what came as an operation. Never throws, whatever it is. */
export function readOperation({ seq, operation: sent }: Pushed): ReadOperation | UnreadOperation {
  const read = v.safeParse(operationSchema, sent);
  if (!read.success)
    return unread(seq, sent, `It is not an operation that this server knows: ${placeOf(read.issues[0])}.`);
  const operation = read.output;
  // All the months since then would come due one by one.
  if (operation.at.ms < 0) return unread(seq, sent, 'Its time is before 1970, which no clock shows.');
  const text = JSON.stringify(operation);
  if (holdsNul(text)) return unread(seq, sent, 'It holds the character U+0000, which cannot be stored.');
  return { seq, operation, event: eventOf(operation), group: groupKeyOf(operation), text, sent };
}

function unread(seq: number, sent: unknown, detail: string): UnreadOperation {
  const id = v.safeParse(v.object({ id: operationIdSchema }), sent);
  return { seq, id: id.success ? id.output.id : undefined, sent, reason: 'malformed', detail };
}

/** JSON escapes U+0000; a backslash before that is escaped itself. */
function holdsNul(json: string): boolean {
  return json.includes(String.raw`\u0000`) && /(?<!\\)(?:\\\\)*\\u0000/.test(json);
}

/** Where it went wrong, in letters that can be stored and shown. */
function placeOf(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? 'the whole of it';
  return place.replaceAll(/[^\w. -]/g, '?').slice(0, 200);
}

/** What was sent, as JSON. What is nested deeper than can be written is not kept. */
export function textOf(sent: unknown): string {
  try {
    return JSON.stringify(sent) ?? 'null';
  } catch {
    return '"nested too deeply to be kept"';
  }
}

/** By it, the same thing sent again is known. */
export function contentHash(sent: string): string {
  return createHash('sha256').update(sent).digest('hex');
}
