import * as v from 'valibot';
import { deviceIdSchema, type DeviceId } from './ids.ts';
import { instantSchema } from './ticket.ts';

/**
 * A hybrid logical clock reading: wall time as far as it moves forward, then a counter, then the device.
 * A device's own operations keep their order even when its wall clock jumps back.
 */
export const hybridTimeSchema = v.object({
  /** UTC milliseconds, never less than any reading this device has made or seen. */
  ms: instantSchema,
  /** Counts readings within one millisecond, from 0. */
  n: v.pipe(v.number(), v.integer(), v.minValue(0)),
  device: deviceIdSchema,
});
export type HybridTime = Readonly<v.InferOutput<typeof hybridTimeSchema>>;

/** The next reading on `device` after `last`, while its wall clock shows `wallMs` (UTC milliseconds). */
export function tick(last: Pick<HybridTime, 'ms' | 'n'> | undefined, wallMs: number, device: DeviceId): HybridTime {
  if (last === undefined || wallMs > last.ms) return { ms: wallMs, n: 0, device };
  return { ms: last.ms, n: last.n + 1, device };
}

/** Negative when `a` is earlier. Total: only readings of the same device, time and counter are equal. */
export function compareHybridTimes(a: HybridTime, b: HybridTime): number {
  if (a.ms !== b.ms) return a.ms - b.ms;
  if (a.n !== b.n) return a.n - b.n;
  return a.device < b.device ? -1 : a.device > b.device ? 1 : 0;
}
