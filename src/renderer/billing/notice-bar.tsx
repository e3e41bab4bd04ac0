import { Button } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { useState } from 'react';
import { derive } from '../ledger/derive.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { lowBalanceText, words } from './billing-words.ts';
import { lowestBalance } from './low-balance.ts';
import classes from './notice-bar.module.css';

interface NoticeBarProps {
  readonly ledger: Ledger;
  readonly onOpenBilling: () => void;
}

/** Warns on organisers' screens while a balance is below one of the policy's numbers (GM-7); never at the door. */
export function NoticeBar({ ledger, onOpenBilling }: NoticeBarProps) {
  const [readLowest] = useState(() =>
    derive(
      (each) => [each.books.head, each.credits()],
      (each) => lowestBalance(each.credits()),
    ),
  );
  const low = useLedger(ledger, readLowest);
  if (low === undefined) return null;
  return (
    <output className={classes['bar']} data-empty={low.balance <= 0}>
      <IconCoins size="1.2rem" aria-hidden />
      <p>{lowBalanceText(low)}</p>
      <Button size="compact-md" variant="default" onClick={onOpenBilling}>
        {words.buy}
      </Button>
    </output>
  );
}
