import type { Recovery } from '../ledger/open-logs.ts';
import { countText } from '../ui/number-text.ts';

/** One thing that was put right, or could not be. */
export interface RecoveryNote {
  readonly code: RecoveryCode;
  readonly severity: 'repaired' | 'loss';
  readonly text: string;
}

type RecoveryCode = 'lost' | 'rebuilt' | 'unusable' | 'torn' | 'completed' | 'repaired' | 'copied';

const operations = (count: number): string => countText(count, 'operation');

const words = {
  lost: ({ operationsLost }) =>
    `${operations(operationsLost)} could not be brought back. Guests let in at that time may be shown as not in yet: admit them by what they tell you.`,
  rebuilt: ({ operationsFromJournal }) =>
    `The working copy of the log was missing or damaged. It was made anew from the journal, which has everything: ${operations(operationsFromJournal)}.`,
  unusable: () =>
    'The working copy of the log cannot be written. The journal has everything and goes on recording; let somebody look at this laptop’s disk afterwards.',
  torn: () =>
    'The last line of the journal was cut short, as it happens when the power fails. It had not been confirmed on the screen, so nobody who was shown as admitted is missing.',
  completed: ({ operationsFromDatabase }) =>
    `The journal lacked ${operations(operationsFromDatabase)} that the working copy still had. They are in the journal again.`,
  repaired: ({ operationsFromDatabase }) =>
    `A part of the journal was damaged. It was written anew from everything that could be read${
      operationsFromDatabase === 0 ? '' : `, ${operations(operationsFromDatabase)} of it from the working copy`
    }. The damaged file is kept in the data folder.`,
  copied: () =>
    'Admit’s data came here from another laptop or from a backup. This laptop goes on under a name of its own, so nothing is counted or charged twice.',
} as const satisfies Record<RecoveryCode, (recovery: Recovery) => string>;

/** Everything about the start that people have to know before somebody is admitted; empty when all was in order. */
export function recoveryNotes(recovery: Recovery): readonly RecoveryNote[] {
  const { database, journal, operationsLost, copied } = recovery;
  const codes: RecoveryCode[] = [
    ...(operationsLost > 0 ? (['lost'] as const) : []),
    ...(journal === 'sound' ? [] : [journal]),
    ...(database === 'rebuilt' || database === 'unusable' ? [database] : []),
    ...(copied ? (['copied'] as const) : []),
  ];
  return codes.map((code) => ({ code, severity: code === 'lost' ? 'loss' : 'repaired', text: words[code](recovery) }));
}

/** Said in passing: the app was not closed properly, and its working copy lagged a little behind. */
export function restartNote({ database, operationsFromJournal }: Recovery): string | undefined {
  if (database !== 'restarted') return undefined;
  return `Admit was not closed properly. ${operations(operationsFromJournal)} came back from the journal; nothing is missing.`;
}

/** Guests whose part of the stored guest list is damaged. */
export function unreadableNote(count: number): string {
  return `${countText(count, 'guest')} of this event cannot be read: their part of the guest list is damaged on this disk. Import the list again to bring them back.`;
}
