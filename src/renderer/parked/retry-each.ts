import type { Failure, Transport } from '../sync/transport.ts';

/** How many of those tried are in the log now, how many are not, and why it ended early where it did. */
interface Retried {
  readonly applied: number;
  readonly stays: number;
  readonly failure: Failure | undefined;
}

/** Tries operations that the server has set aside again, in the order given. One that is gone meanwhile counts as done. */
export async function retryEach(request: Transport['call'], ids: readonly number[]): Promise<Retried> {
  const counts = { applied: 0, stays: 0 };
  for (const id of ids) {
    const answer = await request('retryParked', { id });
    if (answer.kind === 'refused' && answer.error.error === 'not-found') counts.applied += 1;
    else if (answer.kind !== 'ok') return { ...counts, failure: answer };
    else if (answer.value.outcome === 'parked') counts.stays += 1;
    else counts.applied += 1;
  }
  return { ...counts, failure: undefined };
}
