import * as v from 'valibot';
import { hybridTimeSchema } from '../clock.ts';
import { operationIdSchema } from '../ids.ts';
import { instantSchema } from '../ticket.ts';

/** What every operation says of itself. */
export const operationBase = {
  id: operationIdSchema,
  at: hybridTimeSchema,
  /** What the device's clock showed, uncorrected (UTC milliseconds). */
  wallAt: instantSchema,
  /** Who was at the laptop, as the laptop was told. */
  actor: v.string(),
};

/** How many of something. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000));

/** How many of something that there is at least one of. */
export const atLeastOne = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000_000));

/**
 * What people call something: an invoice number, a portal, a lead. What is paid for once is known by it, so it stands for
 * one thing in the whole organisation, in all of its events.
 */
export const label = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
