import { holdingOf, lotsWithCredits } from '../../shared/credit/account.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { creditsText, numberText } from '../ui/number-text.ts';
import { type ShownType, typeTitle } from './credit-types.ts';
import { words } from './credits-words.ts';
import classes from './totals.module.css';

interface TotalsProps {
  /** With everything that is due by now. */
  readonly credits: CreditLedger;
  /** What the lines of the ledger come to. */
  readonly recorded: CreditLedger;
  readonly type: ShownType;
}

/** What there is of a credit type, and what made it so. */
export function Totals({ credits, recorded, type }: TotalsProps) {
  const { balance, granted, spent, refunded, expired, debt } = holdingOf(credits.account, type.id);
  const recordedBalance = holdingOf(recorded.account, type.id).balance;
  const sums = [
    [words.granted, granted],
    [words.spent, spent],
    [words.returnedSum, refunded],
    [words.expiredSum, expired],
  ] as const;
  return (
    <div className={classes['totals']}>
      <dl aria-label={words.totals}>
        <div className={classes['left']} data-negative={balance < 0}>
          <dt>{words.left(typeTitle(type))}</dt>
          <dd>{numberText(balance)}</dd>
        </div>
        {sums.map(([name, sum]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{numberText(sum)}</dd>
          </div>
        ))}
        {debt > 0 && (
          <div className={classes['owed']} title={words.owedHint}>
            <dt>{words.owed}</dt>
            <dd>{numberText(debt)}</dd>
          </div>
        )}
      </dl>
      {balance !== recordedBalance && <p className={classes['reserved']}>{words.due(balance - recordedBalance)}</p>}
      {reservedOf(credits, type.id).map(({ scope, left }) => (
        <p key={scope} className={classes['reserved']}>
          {words.reserved(creditsText(left, type), scope)}
        </p>
      ))}
    </div>
  );
}

interface Reserved {
  /** The actions that the credits are kept for, in words. */
  readonly scope: string;
  readonly left: number;
}

function reservedOf(credits: CreditLedger, type: string): readonly Reserved[] {
  const left = new Map<string, number>();
  for (const { lot, left: some } of lotsWithCredits(credits.account, type)) {
    if (lot.scope === undefined) continue;
    const scope = lot.scope.map((action) => actionName(credits, action)).join(', ');
    left.set(scope, (left.get(scope) ?? 0) + some);
  }
  return [...left].map(([scope, sum]) => ({ scope, left: sum }));
}

function actionName({ policies }: CreditLedger, action: string): string {
  for (const { actions } of policies.byId.values()) {
    const name = actions[action]?.name;
    if (name !== undefined) return name;
  }
  return action;
}
