import type { CheckInList, Reentry } from '../../shared/event.ts';
import { countText } from '../ui/number-text.ts';

export const reentryWords = {
  once: 'Once: nobody comes in a second time',
  'after-exit': 'Again, after checking out',
  many: 'Any number of times',
} as const satisfies Record<Reentry, string>;

const reentryInShort = {
  once: 'once',
  'after-exit': 'again after an exit',
  many: 'any number of times',
} as const satisfies Record<Reentry, string>;

/** A list's rules in one line. */
export function listSummary({ ticketTypes, reentry, includesPending, entriesPerDay, capacity }: CheckInList): string {
  const parts = [
    ticketTypes === undefined ? 'All ticket types' : ticketTypes.join(', '),
    reentryInShort[reentry],
    ...(includesPending ? ['unpaid too'] : []),
    ...(entriesPerDay === undefined ? [] : [`at most ${countText(entriesPerDay, 'entry', 'entries')} a day`]),
    ...(capacity === undefined ? [] : [`room for ${countText(capacity, 'guest')}`]),
  ];
  return parts.join(' · ');
}
