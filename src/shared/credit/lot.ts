import * as v from 'valibot';
import { entryIdSchema } from '../ids.ts';

/** Credits that came in together and are spent until used up. They never expire here (GM-10). */
export const lotSchema = v.object({
  /** Derived from what granted it (`welcome`), so that the same grant never counts twice (GM-11). */
  id: entryIdSchema,
  source: v.picklist(['welcome', 'pack']),
  credits: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type Lot = Readonly<v.InferOutput<typeof lotSchema>>;
