import { alfio } from './alfio.ts';
import { eventbrite } from './eventbrite.ts';
import type { GuestListFormat } from './format.ts';
import { guestManager } from './guest-manager.ts';
import { hiEvents } from './hi-events.ts';
import { luma } from './luma.ts';
import { meetup } from './meetup.ts';
import { pretix } from './pretix.ts';
import { tito } from './tito.ts';

export const guestListFormats: readonly GuestListFormat[] = [
  pretix,
  eventbrite,
  tito,
  luma,
  meetup,
  alfio,
  guestManager,
  hiEvents,
];

/** The system that wrote this header row; `undefined` where none or more than one may have. */
export function recognise(header: readonly string[]): GuestListFormat | undefined {
  const [format, another] = guestListFormats.filter((candidate) => candidate.recognises(header));
  return another === undefined ? format : undefined;
}
