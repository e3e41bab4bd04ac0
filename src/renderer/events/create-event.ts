import * as v from 'valibot';
import { welcomeLotId } from '../../shared/credit/charge.ts';
import { defaultCheckInList, type EventDetails } from '../../shared/event.ts';
import { eventIdSchema, listIdSchema } from '../../shared/ids.ts';
import type { OperationIntent } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface NewEvent {
  readonly name: string;
  /** IANA zone. */
  readonly timeZone: string;
}

/**
 * Records a new event with its first check-in list; the very first one on this laptop comes with the welcome credits
 * (GM-11). Throws `NotRecordedError` when the disk does not take it.
 */
export async function createEvent(
  ledger: Ledger,
  actor: string,
  newId: () => string,
  { name, timeZone }: NewEvent,
): Promise<EventDetails> {
  const firstList = defaultCheckInList(v.parse(listIdSchema, newId()));
  const event: EventDetails = { id: v.parse(eventIdSchema, newId()), name: name.trim(), timeZone, firstList };
  await ledger.act(actor, ({ books, policy }) => {
    const welcome: OperationIntent = {
      kind: 'grantCredits',
      lot: { id: welcomeLotId, source: 'welcome', credits: policy.welcomeCredits },
    };
    const isWelcomed = books.account.lots.has(welcomeLotId);
    return { intents: [...(isWelcomed ? [] : [welcome]), { kind: 'createEvent', event }], outcome: undefined };
  });
  return event;
}
