import type { Conflict } from '../../shared/admission/conflicts.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Records what was done about a conflict. Throws `NotRecordedError` when the disk does not take it. */
export async function settleConflict(ledger: Ledger, actor: string, conflict: Conflict, note: string): Promise<void> {
  const { listId, ticketId, checkIn } = conflict;
  const { eventId, id: target } = checkIn;
  await ledger.act(actor, () => ({
    intents: [{ kind: 'settleConflict', eventId, listId, ticketId, target, note }],
    outcome: undefined,
  }));
}
