import { Button } from '@mantine/core';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { lockOf, type Purchase } from '../../shared/credit/lock.ts';
import type { OperationId } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { moneyText } from '../ui/number-text.ts';
import { dateAndTimeText } from '../ui/time-text.ts';
import classes from './billing-panel.module.css';
import { words } from './billing-words.ts';
import { sumOf } from './buy-pack.ts';
import { operationWords } from '../ui/operation-words.ts';

interface LockPanelProps {
  readonly ledger: Ledger;
  readonly credits: CreditLedger;
  readonly timeZone: string;
  /** Absent where this laptop may not buy. */
  readonly onBuy: ((purchase: Purchase) => void) | undefined;
}

/** What locked the dashboard, and the least that unlocks it (GM-8, GM-15). */
export function LockPanel({ ledger, credits, timeZone, onBuy }: LockPanelProps) {
  const lock = lockOf(credits);
  if (lock === undefined) return null;
  const { type, balance, since, unlockedBy } = lock;
  const cause = findOperation(ledger, since.operation);
  return (
    <section className={classes['lock']} aria-label={words.locked}>
      <h2>
        {words.locked}: {words.owed(-balance, type)}
      </h2>
      {cause !== undefined && (
        <p>{words.lockedSince(dateAndTimeText(since.at, timeZone), operationWords[cause.kind], cause.actor)}</p>
      )}
      {unlockedBy === undefined ? (
        <p>{words.noPackage}</p>
      ) : (
        <div className={classes['unlock']}>
          <p>{words.unlocksWith}</p>
          <Button size="md" disabled={onBuy === undefined} onClick={() => onBuy?.(unlockedBy)}>
            {words.unlock(packText(unlockedBy), moneyText(sumOf(unlockedBy).price))}
          </Button>
          <p>{words.orPlan}</p>
        </div>
      )}
    </section>
  );
}

function packText({ bundle, quantity }: Purchase): string {
  return words.pack(quantity, bundle.name);
}

/** What locked it is seldom far back. */
function findOperation({ books: { rows } }: Ledger, id: OperationId): Operation | undefined {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const operation = rows[index]?.operation;
    if (operation?.id === id) return operation;
  }
  return undefined;
}
