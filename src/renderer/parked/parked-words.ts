import * as v from 'valibot';
import type { OperationKind } from '../../shared/operation.ts';
import type { ParkReason } from '../../shared/wire.ts';
import { countText, numberText } from '../ui/number-text.ts';
import { operationWords } from '../ui/operation-words.ts';

/** Why the server did not apply it, and what to do. */
export const reasonWords = {
  malformed: {
    name: 'The server does not understand it',
    hint: 'It may be of a newer version of Admit than the server’s. Update the server, then try again.',
  },
  role: {
    name: 'The laptop’s role may not do that',
    hint: 'An organiser’s laptop may try it again: then it counts with that one’s authority. Or connect the laptop with another role.',
  },
  event: {
    name: 'It is about an event that the laptop is not connected for',
    hint: 'An organiser’s laptop may try it again. Or connect the laptop for that event.',
  },
  device: {
    name: 'It was recorded under another laptop’s name',
    hint: 'That happens with a copied data folder. Try again once the laptop has a name of its own; export it if it stays.',
  },
  conflict: {
    name: 'The server has something else under the same number',
    hint: 'Two copies of one laptop may be at work. Export it, look at what happened, and record it anew if it was needed.',
  },
  'unknown-reference': {
    name: 'It refers to what the server has not got yet',
    hint: 'Usually another laptop still has to send that. Try again once all laptops are up to date.',
  },
} as const satisfies Record<ParkReason, { readonly name: string; readonly hint: string }>;

export const words = {
  title: 'Set aside',
  lead: 'What a server does not apply is kept with its reason, here and there. It never holds up anything else.',
  here: 'On this laptop',
  everywhere: 'On the server, of all laptops',
  none: 'Nothing is set aside.',
  retryAll: 'Try all again',
  retry: 'Try again',
  retryOf: (what: string, laptop: string) => `Try again: ${what}, ${laptop}`,
  refresh: 'Refresh',
  export: 'Export as a file',
  exportHint: 'One line of JSON each',
  fileName: (day: string) => `admit-set-aside-${day}.jsonl`,
  payload: 'What was recorded',
  detail: (detail: string) => `The server says: ${detail}`,
  seq: (seq: number) => `number ${numberText(seq)} of this laptop`,
  setAside: (time: string) => `set aside ${time}`,
  thisLaptop: 'this laptop',
  someOperation: 'something unknown',
  retried: (applied: number, stays: number) =>
    stays === 0
      ? `${countText(applied, 'operation')} applied`
      : `${numberText(applied)} applied, ${numberText(stays)} still set aside`,
} as const;

const kindSchema = v.object({ kind: v.picklist(Object.keys(operationWords) as OperationKind[]) });

/** What kind of operation it is, as far as this laptop can tell. */
export function whatText(operation: unknown): string {
  const known = v.safeParse(kindSchema, operation);
  return known.success ? operationWords[known.output.kind] : words.someOperation;
}
