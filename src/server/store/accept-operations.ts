import type { LogHead, PushAnswer } from '../../shared/wire.ts';
import { applyOperations, type Terms } from './apply-operations.ts';
import type { Queryable } from './database.ts';
import { decide, type Earlier, type Verdict } from './judge.ts';
import { findKnown, idKey } from './known-operations.ts';
import { headOf, lockLog } from './log-end.ts';
import { resolveParked, writeParked } from './park.ts';
import { isRead, type ReadOperation, type Unfit, type UnreadOperation } from './read-operation.ts';
import type { Authority } from './sender.ts';

export interface Accepted {
  readonly head: LogHead;
  /** One for each, in their order. */
  readonly answers: readonly PushAnswer[];
  /** Another laptop has sent other operations under the same places. */
  readonly cloned: boolean;
}

type Read = ReadOperation | UnreadOperation;

/** What became of one. */
type Result =
  | { readonly outcome: 'applied' | 'duplicate'; readonly position: number }
  | { readonly outcome: 'parked'; readonly unfit: Unfit };

/** Takes operations in, each by itself: those that may not come in are kept aside, and the others go on. */
export async function acceptOperations(
  transaction: Queryable,
  authority: Authority,
  reads: readonly Read[],
  terms: Terms,
): Promise<Accepted> {
  const end = await lockLog(transaction, authority.organisation);
  const understood = reads.filter(isRead);
  const { earlier, isCloned } = await findKnown(transaction, authority, understood);
  const verdicts = decideAll(reads, authority, earlier);
  const fresh = understood.filter((read) => verdicts.get(read)?.kind === 'fresh');
  const applied = await applyOperations(transaction, authority, end, fresh, terms);
  const positions = new Map(fresh.map((read, index) => [read, applied.positions[index]]));
  const results = new Map([...verdicts].map(([read, verdict]) => [read, resultOf(read, verdict, positions)]));
  await keepAside(transaction, authority, results, terms.now);
  const answers = [...results].map(([{ seq }, result]) => toAnswer(seq, result));
  return { head: headOf(applied.end), answers, cloned: isCloned };
}

function decideAll(
  reads: readonly Read[],
  authority: Authority,
  known: ReadonlyMap<string, Earlier>,
): ReadonlyMap<Read, Verdict> {
  const earlier = new Map(known);
  const verdicts = new Map<Read, Verdict>();
  for (const read of reads) {
    if (!isRead(read)) {
      verdicts.set(read, { kind: 'parked', unfit: read });
      continue;
    }
    const id = idKey(read.operation.id);
    const verdict = decide(read, authority, earlier.get(id));
    if (verdict.kind === 'fresh') earlier.set(id, { text: read.text, again: { kind: 'repeated', first: read } });
    verdicts.set(read, verdict);
  }
  return verdicts;
}

const unsettled: Unfit = {
  reason: 'unknown-reference',
  detail: 'The credit ledger could not take it: it refers to something that is not here, or not as it says.',
};

function resultOf(read: Read, verdict: Verdict, positions: ReadonlyMap<Read, number | undefined>): Result {
  switch (verdict.kind) {
    case 'parked':
      return { outcome: 'parked', unfit: verdict.unfit };
    case 'duplicate':
      return { outcome: 'duplicate', position: verdict.position };
    case 'fresh':
    case 'repeated': {
      const position = positions.get(verdict.kind === 'fresh' ? read : verdict.first);
      if (position === undefined) return { outcome: 'parked', unfit: unsettled };
      return { outcome: verdict.kind === 'fresh' ? 'applied' : 'duplicate', position };
    }
  }
}

/** Parks what could not come in; what could is no longer parked. */
async function keepAside(
  transaction: Queryable,
  authority: Authority,
  results: ReadonlyMap<Read, Result>,
  now: number,
): Promise<void> {
  const parked = [...results].flatMap(([read, result]) =>
    result.outcome === 'parked' ? [toParking(read, result.unfit)] : [],
  );
  const taken = [...results].filter(([, { outcome }]) => outcome !== 'parked').map(([{ sent }]) => sent);
  await resolveParked(transaction, authority, taken, now);
  await writeParked(transaction, authority, parked, now);
}

function toParking(read: Read, unfit: Unfit) {
  const { seq, sent } = read;
  return { seq, id: isRead(read) ? read.operation.id : read.id, unfit, sent };
}

function toAnswer(seq: number, result: Result): PushAnswer {
  if (result.outcome === 'parked') return { seq, outcome: 'parked', reason: result.unfit.reason };
  return { seq, outcome: result.outcome, position: result.position };
}
