import type { PricedLine } from '../../shared/credit/entry.ts';
import type { Answer } from '../../shared/credit/quote.ts';
import { refusalText } from '../ledger/refusal-text.ts';
import { creditsText } from '../ui/number-text.ts';
import classes from './import-quote.module.css';
import type { ImportPreview } from './import-protocol.ts';
import { words } from './import-words.ts';

interface ImportQuoteProps {
  readonly fees: ImportPreview['fees'];
  readonly quote: Answer;
}

/** What the import costs, said before it is done, and what is left then. */
export function ImportQuote({ fees, quote }: ImportQuoteProps) {
  if (quote.kind === 'refusal') return <Cost total={words.refused}>{refusalText(quote)}</Cost>;
  if (quote.kind === 'unmetered') return <Cost total={creditsText(0)}>{words.unmetered}</Cost>;
  const { type, balance, balanceAfter } = quote;
  const isNegative = type.atZero === 'negative' && quote.credits > 0 && balanceAfter < 0;
  return (
    <Cost total={creditsText(quote.credits, type)} items={itemsText(fees, quote.lines)}>
      {words.balanceAfter(balance, balanceAfter)}
      {isNegative && ` ${words.negative}`}
    </Cost>
  );
}

interface CostProps {
  readonly total: string;
  readonly items?: string;
  readonly children: React.ReactNode;
}

function Cost({ total, items, children }: CostProps) {
  return (
    <section className={classes['quote']} aria-label={words.cost}>
      <p>
        <strong data-testid="quote-total">{total}</strong>
        {items !== undefined && <span>{items}</span>}
      </p>
      <p className={classes['soft']}>{children}</p>
    </section>
  );
}

/** `212 free tickets × 1 = 212 credits; 300 paid tickets: 0`. The lines are priced free tickets first, then paid ones. */
function itemsText({ free, paid }: ImportPreview['fees'], lines: readonly PricedLine[]): string {
  const [freeLine, paidLine] = free === 0 ? [undefined, lines[0]] : lines;
  const items = [
    ...(freeLine === undefined ? [] : [words.freeTickets(free, freeLine.credits / free, freeLine.credits)]),
    ...(paid === 0 || paidLine === undefined ? [] : [words.paidTickets(paid, paidLine.credits)]),
  ];
  return items.length === 0 ? words.noNewTickets : items.join('; ');
}
