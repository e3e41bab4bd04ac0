import type { LeaseId } from '../../shared/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Records that what a lost laptop holds counts as gone. Throws `NotRecordedError` when the disk does not take it. */
export async function writeOffLease(ledger: Ledger, actor: string, lease: LeaseId, note: string): Promise<void> {
  await ledger.act(actor, () => ({ intents: [{ kind: 'writeOffLease', lease, note }], outcome: undefined }));
}
