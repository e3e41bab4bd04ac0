import type { Hash } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import { mostPerBatch, type PushReply } from '../../shared/wire.ts';
import type { Contact } from './contact.ts';
import { type Lane, type LaneResult, stopsEverything } from './lane.ts';
import type { Outbox } from './outbox.ts';
import type { OwnOperation } from './sync-page.ts';
import type { Failure } from './transport.ts';

export interface PushSurroundings {
  readonly contact: Contact;
  readonly outbox: Outbox;
  /** Brings segments to the server that operations are about to name; `idle` once all are there. */
  readonly upload: (hashes: readonly Hash[]) => Promise<LaneResult>;
  readonly pulledTo: () => number;
  readonly onReply: (reply: PushReply) => void;
}

/** Sends own operations: a guest list's segments first, so that whoever hears of it can have it. */
export function createPushLane({ contact, outbox, upload, pulledTo, onReply }: PushSurroundings): Lane {
  /** Fewer on a line that breaks, or where the server chokes on one: so the one is found, and parked alone. */
  let size = mostPerBatch;

  function refused(batch: readonly OwnOperation[], failure: Failure): LaneResult {
    const [only, ...others] = batch;
    size = Math.max(1, Math.ceil(batch.length / 2));
    if (failure.kind === 'unreachable' || stopsEverything(failure) || only === undefined) return failure;
    const isItsFault = failure.status === 400 || failure.status === 413;
    if (others.length > 0) return isItsFault ? 'worked' : failure;
    if (isItsFault) outbox.park(only, 'malformed');
    else outbox.putLast(only);
    return isItsFault ? 'worked' : failure;
  }

  return async () => {
    const batch = await outbox.next(size);
    if (batch.length === 0) return 'idle';
    const uploaded = await upload(batch.flatMap(({ operation }) => hashesOf(operation)));
    if (uploaded !== 'idle') return uploaded;
    const answer = await contact.call('push', { operations: [...batch] });
    if (answer.kind !== 'ok') return refused(batch, answer);
    const { answers } = answer.value;
    outbox.take(batch, answers, pulledTo());
    onReply(answer.value);
    size = Math.min(mostPerBatch, size * 2);
    // An answer to nothing that was asked is none.
    return answers.some(({ seq }) => batch.some((own) => own.seq === seq)) ? 'worked' : 'stuck';
  };
}

/** The segments that an operation names. */
export function hashesOf(operation: Operation): readonly Hash[] {
  if (operation.kind !== 'importTickets') return [];
  return [...operation.issued, ...operation.changed].map(({ hash }) => hash);
}
