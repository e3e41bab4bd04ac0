import { holdingOf } from '../../shared/credit/account.ts';
import { chosenTypes } from '../../shared/credit/chosen.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { statusOf } from '../../shared/credit/status.ts';
import { numberText } from '../ui/number-text.ts';
import { dateText, periodText } from '../ui/period-text.ts';
import classes from './billing-panel.module.css';
import { words } from './billing-words.ts';

interface BalancesPanelProps {
  readonly credits: CreditLedger;
  readonly actor: string;
  readonly timeZone: string;
  /** UTC milliseconds. */
  readonly now: number;
}

/** What is left of each credit type of the policies chosen. */
export function BalancesPanel({ credits, actor, timeZone, now }: BalancesPanelProps) {
  return (
    <section className={classes['panel']} aria-label={words.balances}>
      <h2>{words.balances}</h2>
      <ul className={classes['balances']}>
        {chosenTypes(credits).map((type) => {
          const { left, usedThisPeriod, period, arrival } = statusOf(credits, type, actor, now);
          const { debt } = holdingOf(credits.account, type.id);
          return (
            <li key={type.id} data-negative={left < 0}>
              <p>
                <b>{numberText(left)}</b> {words.left(type, left)}
              </p>
              {debt > 0 && <p>{words.owes(debt)}</p>}
              <p>{words.usedIn(usedThisPeriod, periodText(period, timeZone))}</p>
              {arrival !== undefined && <p>{words.nextOn(arrival.credits, dateText(arrival.at, timeZone))}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
