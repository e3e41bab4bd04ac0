import { price, type Quote, totalCredits } from '../../shared/credit/charge.ts';
import type { Policy } from '../../shared/credit/policy.ts';
import { creditsText } from '../ui/number-text.ts';
import classes from './import-quote.module.css';
import type { ImportPreview } from './import-protocol.ts';
import { words } from './import-words.ts';

interface ImportQuoteProps {
  readonly policy: Policy;
  readonly fees: ImportPreview['fees'];
  readonly quote: Quote;
}

/** What the import costs, said before it is done, and what is left then. */
export function ImportQuote({ policy, fees, quote }: ImportQuoteProps) {
  return (
    <section className={classes['quote']} aria-label={words.cost}>
      <p>
        <strong data-testid="quote-total">{creditsText(quote.credits)}</strong>
        <span>{itemsText(policy, fees)}</span>
      </p>
      <p className={classes['soft']}>
        {words.balanceAfter(quote.balance, quote.balanceAfter)}
        {quote.credits > 0 && quote.balanceAfter < 0 && ` ${words.negative}`}
      </p>
    </section>
  );
}

/** `212 free tickets × 1 = 212 credits; 300 paid tickets: 0` */
function itemsText(policy: Policy, { free, paid }: ImportPreview['fees']): string {
  const costOf = (fee: 'none' | 'per-ticket', times: number): number =>
    totalCredits(price(policy, 'issueTickets', [{ fee, times }]));
  const items = [
    ...(free === 0 ? [] : [words.freeTickets(free, costOf('none', 1), costOf('none', free))]),
    ...(paid === 0 ? [] : [words.paidTickets(paid, costOf('per-ticket', paid))]),
  ];
  return items.length === 0 ? words.noNewTickets : items.join('; ');
}
