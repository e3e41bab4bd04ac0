import type { CheckInList } from '../../shared/event.ts';
import type { EventId } from '../../shared/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Adds a check-in list or changes the one with its id. Throws `NotRecordedError` when the disk does not take it. */
export async function defineList(ledger: Ledger, actor: string, eventId: EventId, list: CheckInList): Promise<void> {
  await ledger.act(actor, () => ({ intents: [{ kind: 'defineList', eventId, list }], outcome: undefined }));
}
