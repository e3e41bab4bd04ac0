import { offsetOf, readClock, unreadClock } from '../shared/server-clock.ts';
import type { OnTime } from './relay/upstream.ts';

/**
 * What time it is at the hub: that of the server above, as far as it was heard since the hub started, so that laptops at
 * the venue and those of the office agree on what came first.
 */
export interface HubClock {
  /** UTC milliseconds. */
  now(): number;
  readonly onTime: OnTime;
}

export function openHubClock(): HubClock {
  let clock = unreadClock;
  return {
    now: () => Date.now() + (offsetOf(clock) ?? 0),
    onTime(askedAt, answeredAt, serverAt) {
      clock = readClock(clock, askedAt, answeredAt, serverAt);
    },
  };
}
