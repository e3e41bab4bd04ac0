import { mostCredits } from '../../shared/credit/lot.ts';
import type { Purchase } from '../../shared/credit/lock.ts';
import type { OperationOf } from '../../shared/operation.ts';
import type { Money } from '../../shared/ticket.ts';
import type { Ledger } from '../ledger/ledger.ts';

export type Payment = OperationOf<'buyPack'>['payment'];

/** More than anybody needs, and far from where sums are no longer exact. */
const mostAtOnce = 10_000;

/** How many of a bundle can be bought at once: sums of credits and money stay exact. */
export function maxQuantityOf({ credits, price }: Purchase['bundle']): number {
  const byPrice = Math.floor(Number.MAX_SAFE_INTEGER / Math.max(1, price.minor));
  return Math.max(1, Math.min(mostAtOnce, Math.floor(mostCredits / credits), byPrice));
}

/** What a purchase brings and costs. */
export function sumOf({ bundle, quantity }: Purchase): { readonly credits: number; readonly price: Money } {
  const { minor, currency } = bundle.price;
  return { credits: bundle.credits * quantity, price: { minor: minor * quantity, currency } };
}

/**
 * Records that a bundle was sold. No payment is taken: that is the business of the invoice or the card terminal.
 * Throws `NotRecordedError` when the journal does not take it.
 */
export async function buyPack(ledger: Ledger, actor: string, purchase: Purchase, payment: Payment): Promise<void> {
  const { bundle, quantity } = purchase;
  const { name, type } = bundle;
  await ledger.act(actor, () => ({
    intents: [{ kind: 'buyPack', name, type, quantity, ...sumOf(purchase), payment }],
    outcome: undefined,
  }));
}
