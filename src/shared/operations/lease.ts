import * as v from 'valibot';
import { deviceIdSchema, entryIdSchema, leaseIdSchema } from '../ids.ts';
import { instantSchema } from '../ticket.ts';
import { atLeastOne, label, operationBase } from './base.ts';

const ofLease = { ...operationBase, lease: leaseIdSchema };

/** So many credits of one lot. */
const sliceSchema = v.object({ lot: entryIdSchema, credits: atLeastOne });
export type Slice = Readonly<v.InferOutput<typeof sliceSchema>>;

/**
 * The server sets credits of a type that is refused at zero aside for one laptop, which may spend them offline. The
 * same lease taken again has these slices on top of those before, and the later end.
 */
const takeLeaseSchema = v.object({
  ...ofLease,
  kind: v.literal('takeLease'),
  holder: deviceIdSchema,
  /** The credit type. */
  type: label,
  slices: v.pipe(v.array(sliceSchema), v.maxLength(200)),
  /** The laptop spends none of it from this instant on (exclusive). */
  notAfterAt: instantSchema,
  /** The organisation's Ed25519 signature of what `leaseText` says, in hexadecimal. */
  signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)),
});

/** The holder is done with a lease: what is left of it is everybody's again. */
const returnLeaseSchema = v.object({ ...ofLease, kind: v.literal('returnLease') });

/** A lost laptop's lease: what is left of it counts as gone, because that laptop may have spent it. */
const writeOffLeaseSchema = v.object({
  ...ofLease,
  kind: v.literal('writeOffLease'),
  note: v.pipe(v.string(), v.maxLength(1_000)),
});

export const leaseOperationSchemas = [takeLeaseSchema, returnLeaseSchema, writeOffLeaseSchema] as const;
