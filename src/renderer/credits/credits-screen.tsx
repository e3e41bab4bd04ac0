import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { creditsText, numberText } from '../ui/number-text.ts';
import classes from './credits-screen.module.css';
import { StatementTable } from './statement-table.tsx';

interface CreditsScreenProps {
  readonly ledger: Ledger;
  /** The zone in which times are shown. */
  readonly timeZone: string;
}

/** The credit ledger: what there is, and every line that made it so, newest first. */
export function CreditsScreen({ ledger, timeZone }: CreditsScreenProps) {
  return (
    <section className={classes['screen']} aria-label="Credits">
      <Totals ledger={ledger} />
      <StatementTable ledger={ledger} timeZone={timeZone} />
    </section>
  );
}

function Totals({ ledger }: { readonly ledger: Ledger }) {
  useLedger(ledger, (each) => each.books.head);
  const { balance, granted, spent, refunded } = ledger.books.account;
  const sums = [
    ['Granted', granted],
    ['Spent', spent],
    ['Returned', refunded],
  ] as const;
  return (
    <header className={classes['totals']}>
      <dl>
        <div className={classes['balance']} data-negative={balance < 0}>
          <dt>Balance</dt>
          <dd>{numberText(balance)}</dd>
        </div>
        {sums.map(([name, credits]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{numberText(credits)}</dd>
          </div>
        ))}
      </dl>
      {balance < 0 && (
        <output className={classes['negative']}>
          <strong>{creditsText(balance)}:</strong> the door goes on; buy credits later.
        </output>
      )}
    </header>
  );
}
