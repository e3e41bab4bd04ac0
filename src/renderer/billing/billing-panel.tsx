import { useState } from 'react';
import type { Purchase } from '../../shared/credit/lock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { BalancesPanel } from './balances-panel.tsx';
import classes from './billing-panel.module.css';
import { words } from './billing-words.ts';
import { BundlesPanel } from './bundles-panel.tsx';
import { BuyDialog } from './buy-dialog.tsx';
import type { PlanChange } from './change-plan.ts';
import { DealsPanel } from './deals-panel.tsx';
import { LockPanel } from './lock-panel.tsx';
import { NoticesPanel } from './notices-panel.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { PlansPanel } from './plans-panel.tsx';

interface BillingPanelProps {
  readonly ledger: Ledger;
  readonly actor: string;
  /** The zone in which dates are shown. */
  readonly timeZone: string;
  /** Whether this laptop may buy credits and change plans. */
  readonly mayBuy: boolean;
}

/** What the organisation has, owes, and can buy. Purchases are recorded here, never paid (GM-15, ZP-10). */
export function BillingPanel({ ledger, actor, timeZone, mayBuy }: BillingPanelProps) {
  useLedger(ledger, (each) => each.books.head);
  useLedger(ledger, (each) => each.credits());
  const [purchase, setPurchase] = useState<Purchase>();
  const [change, setChange] = useState<PlanChange>();
  const now = ledger.now();
  const credits = ledger.credits();
  return (
    <section className={classes['billing']} aria-label={words.billing}>
      <LockPanel ledger={ledger} credits={credits} timeZone={timeZone} onBuy={mayBuy ? setPurchase : undefined} />
      <BalancesPanel credits={credits} actor={actor} timeZone={timeZone} now={now} />
      {mayBuy ? (
        <>
          <BundlesPanel credits={credits} onBuy={setPurchase} />
          <PlansPanel credits={credits} onChange={setChange} />
        </>
      ) : (
        <p className={classes['soft']}>{words.ownerBuys}</p>
      )}
      <NoticesPanel credits={credits} timeZone={timeZone} />
      <DealsPanel ledger={ledger} timeZone={timeZone} />
      <BuyDialog ledger={ledger} actor={actor} purchase={purchase} onClose={() => setPurchase(undefined)} />
      <PlanDialog
        ledger={ledger}
        actor={actor}
        timeZone={timeZone}
        change={change}
        onClose={() => setChange(undefined)}
      />
    </section>
  );
}
