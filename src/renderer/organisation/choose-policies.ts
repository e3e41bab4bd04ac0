import type { Ledger } from '../ledger/ledger.ts';
import { type Choice, isChange } from './choice.ts';

/**
 * Records which policies the organisation is charged by; nothing where they hold already. Throws `NotRecordedError` when
 * the disk does not take it.
 */
export async function choosePolicies(ledger: Ledger, actor: string, choice: Choice): Promise<void> {
  const { policies, timeZone } = choice;
  await ledger.act(actor, ({ books }) => ({
    intents: isChange(books.credits.account.contract, choice)
      ? [{ kind: 'choosePolicy', policies: [...policies], timeZone }]
      : [],
    outcome: undefined,
  }));
}
