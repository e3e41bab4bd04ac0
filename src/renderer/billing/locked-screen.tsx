import { IconLock } from '@tabler/icons-react';
import type { Ledger } from '../ledger/ledger.ts';
import { BillingPanel } from './billing-panel.tsx';
import { words } from './billing-words.ts';
import classes from './locked-screen.module.css';

interface LockedScreenProps {
  readonly ledger: Ledger;
  readonly actor: string;
  readonly timeZone: string;
  readonly mayBuy: boolean;
  /** What the screen would do, at the start of a sentence: "Importing guests". */
  readonly what: string;
}

/** Stands in the place of an organiser's screen while the balance is below zero, and leads to billing (GM-8, GM-15). */
export function LockedScreen({ what, ...account }: LockedScreenProps) {
  return (
    <section aria-label={what}>
      <header className={classes['head']}>
        <span className={classes['icon']}>
          <IconLock aria-hidden />
        </span>
        <div>
          <h1>{words.lockedTitle(what)}</h1>
          <p>{words.lockedCalm}</p>
        </div>
      </header>
      <BillingPanel {...account} />
    </section>
  );
}
