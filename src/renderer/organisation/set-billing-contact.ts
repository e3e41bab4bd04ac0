import type { Ledger } from '../ledger/ledger.ts';

/**
 * Records to whom low-credit and credits-used notices go (GM-7); nothing where it is that address already. Throws
 * `NotRecordedError` when the disk does not take it.
 */
export async function setBillingContact(ledger: Ledger, actor: string, contact: string): Promise<void> {
  await ledger.act(actor, ({ books }) => ({
    intents: books.credits.account.contract.billingContact === contact ? [] : [{ kind: 'setBillingContact', contact }],
    outcome: undefined,
  }));
}
