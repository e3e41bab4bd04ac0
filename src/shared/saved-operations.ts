import * as v from 'valibot';
import { deviceIdSchema } from './ids.ts';
import { atLeastOne } from './operations/base.ts';
import { instantSchema } from './ticket.ts';

/** What a laptop had not sent yet, as it saved it before it was disconnected or wiped. */
export const savedOperationsSchema = v.object({
  device: deviceIdSchema,
  /** What the laptop was called. */
  deviceName: v.string(),
  savedAt: instantSchema,
  /** In the laptop's own order; `seq` is the operation's place in its journal. */
  operations: v.array(v.object({ seq: atLeastOne, operation: v.unknown() })),
});
export type SavedOperations = Readonly<v.InferOutput<typeof savedOperationsSchema>>;

const base64 = v.pipe(v.string(), v.base64());

/** The file that holds them, closed with a passphrase: PBKDF2-SHA-256, then AES-256-GCM over the JSON. */
export const sealedFileSchema = v.object({
  format: v.literal('admit-saved-operations'),
  version: v.literal(1),
  /** Rounds of PBKDF2. */
  iterations: v.pipe(v.number(), v.integer(), v.minValue(100_000), v.maxValue(10_000_000)),
  salt: base64,
  iv: base64,
  data: base64,
});
export type SealedFile = Readonly<v.InferOutput<typeof sealedFileSchema>>;
