import type { Schedule } from './run-schedule.ts';

export const usualSize = { devices: 5, operations: 200 } as const;

/** What runs a schedule again, and shows what happens in it. */
export function commandFor({ seed, devices, operations }: Schedule): string {
  return `npm run simulate -- --seed ${String(seed)} --devices ${String(devices)} --operations ${String(operations)} --trace`;
}
