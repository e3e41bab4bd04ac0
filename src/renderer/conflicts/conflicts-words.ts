import type { Conflict } from '../../shared/admission/conflicts.ts';
import type { Billing } from '../../shared/credit/posted.ts';
import { creditsText } from '../ui/number-text.ts';

type Kind = Conflict['kind'];

/** Why a conflict is one. */
export const kindWords = {
  duplicate: 'Let in twice',
  canceled: 'Let in without a valid ticket',
} as const satisfies Record<Kind, string>;

export const statusWords = {
  canceled: 'Cancelled',
  blocked: 'Blocked',
} as const satisfies Record<Extract<Conflict, { kind: 'canceled' }>['status'], string>;

export const viewWords = { open: 'Open', settled: 'Settled' } as const;
export type View = keyof typeof viewWords;

export const words = {
  screen: 'Conflicts',
  lead: 'Two doors that could not hear of each other may let one ticket in twice, or let in a ticket that had been cancelled meanwhile. Each of these stays here until somebody says what was done about it.',
  views: 'Which conflicts',
  openCount: (count: number) => `${count} open ${count === 1 ? 'conflict' : 'conflicts'}`,
  search: 'Guest, gate or who',
  list: 'List of conflicts',
  noneOpen: 'No two doors disagree',
  noneOpenHint: 'Every guest was let in once, with a ticket that is valid.',
  noneSettled: 'Nothing has been settled yet',
  noneSettledHint: 'What was done about a conflict stays here, with who said so.',
  noneFound: 'No conflict matches',
  noneFoundHint: 'Look for a part of the guest’s name, a gate, or who was at the door.',
  clear: 'Clear the search',
  firstIn: 'First in',
  thenIn: 'Then in again',
  letIn: 'Let in',
  arrived: 'In by the guest list',
  arrivedHint: 'It counted the guest in before any door did.',
  barred: (status: string) => `${status} in the guest list`,
  importedHint: 'When that guest list was imported',
  notHeard: 'The door did not know yet',
  afterwards: 'Afterwards: the ticket was valid at the door',
  by: (actor: string) => `by ${actor}`,
  thisLaptop: 'this laptop',
  ownClock: (time: string) => `its own clock said ${time}`,
  settle: 'Settle',
  settleFor: (guest: string) => `Settle: ${guest}`,
  note: 'What was done about it',
  noteHint: 'For example: asked both guests to the desk, one left. It is kept with your name.',
  noteMissing: 'Say what was done about it.',
  record: 'Settle with this note',
  cancel: 'Cancel',
  settledBy: (actor: string, time: string) => `${actor}, ${time}`,
  undoneSince: 'One of the check-ins has been undone since, or the ticket is valid again: nobody disagrees any more.',
  recorded: (guest: string) => `Settled: ${guest}`,
} as const;

/** `within a second`, `51 s later`, `2 min later`, `3 h later`: rounded down. */
export function laterText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  if (seconds === 0) return 'within a second';
  if (seconds < 60) return `${seconds} s later`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min later`;
  return `${Math.floor(seconds / 3_600)} h later`;
}

/** What a check-in has been charged, and whether that stands. */
export function chargeText(
  billing: Billing | undefined,
  typeOf: (id: string) => { readonly one: string; readonly many: string },
): string {
  if (billing === undefined || billing.charge.credits === 0) return 'not charged';
  const { charge, returned, stands } = billing;
  const type = typeOf(charge.type);
  if (!stands) return `${creditsText(charge.credits, type)}, returned`;
  return creditsText(charge.credits - returned, type);
}
