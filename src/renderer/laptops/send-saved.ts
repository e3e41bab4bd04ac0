import type { SavedOperations } from '../../shared/saved-operations.ts';
import { mostPerBatch } from '../../shared/wire.ts';
import type { Failure, Transport } from '../sync/transport.ts';

/** What became of the operations sent, and why it ended early where it did. */
export interface Sent {
  readonly applied: number;
  readonly duplicate: number;
  readonly parked: number;
  readonly failure: Failure | undefined;
}

/** Sends what a laptop saved, under its name, in batches; what the server has already counts once. */
export async function sendSaved(
  request: Transport['call'],
  { device, operations }: SavedOperations,
  onProgress: (done: number) => void,
): Promise<Sent> {
  const counts = { applied: 0, duplicate: 0, parked: 0 };
  for (let from = 0; from < operations.length; from += mostPerBatch) {
    const batch = operations.slice(from, from + mostPerBatch);
    const answer = await request('recover', { device, operations: batch });
    if (answer.kind !== 'ok') return { ...counts, failure: answer };
    for (const { outcome } of answer.value.answers) counts[outcome] += 1;
    onProgress(from + batch.length);
  }
  return { ...counts, failure: undefined };
}
