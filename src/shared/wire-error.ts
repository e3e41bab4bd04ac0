import * as v from 'valibot';
import { count } from './operations/base.ts';

/** What a server says no with. */
export const errorCodeSchema = v.picklist([
  'malformed',
  'too-large',
  'unauthorised',
  'revoked',
  'forbidden',
  'not-found',
  'wrong-code',
  'rate-limited',
  'update-needed',
  /** The server's log is not the one that the cursor is of: it was restored from a backup, or is another server. */
  'diverged',
  /** The cursor is older than the server keeps rows. */
  'gone',
  /** There are not so many credits left that no laptop holds. */
  'no-credits',
  'unavailable',
]);
export type ErrorCode = v.InferOutput<typeof errorCodeSchema>;

export const errorReplySchema = v.object({
  error: errorCodeSchema,
  /** A sentence for people: what happened and what to do. */
  message: v.string(),
  /** With `revoked`: the laptop is to offer to delete what it holds. */
  wipe: v.optional(v.boolean()),
  /** With `no-credits`: how many are free, and how many other laptops hold. */
  free: v.optional(count),
  held: v.optional(count),
});
export type ErrorReply = Readonly<v.InferOutput<typeof errorReplySchema>>;
