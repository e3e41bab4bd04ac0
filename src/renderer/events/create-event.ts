import * as v from 'valibot';
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
 * Records a new event with its first check-in list; with the very first one on this laptop the organisation begins
 * under the first policy, which brings its welcome credits (GM-11). Throws `NotRecordedError` when the disk does not take it.
 */
export async function createEvent(
  ledger: Ledger,
  actor: string,
  newId: () => string,
  { name, timeZone }: NewEvent,
): Promise<EventDetails> {
  const firstList = defaultCheckInList(v.parse(listIdSchema, newId()));
  const event: EventDetails = { id: v.parse(eventIdSchema, newId()), name: name.trim(), timeZone, firstList };
  await ledger.act(actor, ({ books }) => {
    const { policies, sinceAt } = books.credits.account.contract;
    const begin: OperationIntent = { kind: 'choosePolicy', policies: [...policies], timeZone };
    return { intents: [...(sinceAt === undefined ? [begin] : []), { kind: 'createEvent', event }], outcome: undefined };
  });
  return event;
}
