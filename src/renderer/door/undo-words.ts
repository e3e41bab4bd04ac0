import { countText } from '../ui/number-text.ts';
import { guestName } from '../ui/guest-name.ts';
import type { UndoResult } from './undo.ts';

type Undone = Extract<UndoResult, { kind: 'undone' }>;

/** `Ana Ruiz is out again`; `still` where another admission or exit stands. */
export function undoneStanding({ operation, ticket, inside }: Undone): string {
  const name = ticket === undefined ? 'The guest' : guestName(ticket);
  const where = inside ? 'in' : 'out';
  const isBack = inside === (operation.kind === 'checkOut');
  return isBack ? `${name} is ${where} again` : `${name} is still ${where}`;
}

/** `1 credit returned` */
export function undoneCredits({ creditsReturned }: Undone): string {
  return creditsReturned === 0 ? 'no credit had been spent' : `${countText(creditsReturned, 'credit')} returned`;
}
